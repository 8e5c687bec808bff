/** @needs package:dotnet package:cdktn:dotnet */

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { CDKTF, CDKTN } from "../flavours";
import { PAPERS, papersIn, ROOT, VERSION } from "./support/article";

// The tests run without .NET, so they check the package's contents, and what is known to break it.

const NAMES = {
  cdktf: { package: "PortForwardNlb", namespace: "Cdktf.PortForwardNlb", framework: "HashiCorp.Cdktf" },
  cdktn: { package: "Cdktn.PortForwardNlb", namespace: "Cdktn.PortForwardNlb", framework: "Io.Cdktn" },
};

describe.each([CDKTF, CDKTN])("the .NET package of $name", ({ name, framework, dist }) => {
  const { package: id, namespace, framework: required } = NAMES[framework];
  const folder = path.join(dist, "dotnet", id);
  const [root = ""] = namespace.split(".");
  let files: string[];
  let types: string[];

  beforeAll(async () => {
    files = (await readdir(folder, { recursive: true })).filter((file) => path.extname(file) !== "").sort();
    types = files.map((file) => path.basename(file, ".cs"));
  });

  test("has no type with the name of its root namespace, which C# would confuse with it", async () => {
    const source = await readFile(path.join(folder, namespace.replace(".", "/"), "PortForwardNlb.cs"), "utf8");
    expect(/^namespace (\w+)\./m.exec(source)?.[1]).toBe(root);
    expect(types).toContain("PortForwardNlb");
    expect(types).not.toContain(root);
  });

  test("has every name in the example", async () => {
    const example = await readFile(path.join(ROOT, "examples/csharp/Program.cs"), "utf8");
    expect(example).toContain("using Cdktf.PortForwardNlb;");
    const made = [...example.matchAll(/new (\w*(?:Aws|PortForward|Nlb)\w*)/g)].map(([, name = ""]) => name);
    expect(new Set(made)).toEqual(
      new Set([
        "BasicAwsProvider",
        "BasicAwsProviderProps",
        "NlbSubnetMapping",
        "PortForward",
        "PortForwardNlb",
        "PortForwardNlbProps",
      ]),
    );
    expect(types).toEqual(expect.arrayContaining(made));
  });

  test("contains code, documents and the npm package, and depends only on the framework", async () => {
    const others = files.filter((file) => !/^Cdkt[fn]\/PortForwardNlb\/\w+\.cs$/.test(file));
    expect(others.sort()).toEqual(
      [
        "AssemblyInfo.cs",
        `${namespace.replace(".", "/")}/Internal/DependencyResolution/Anchor.cs`,
        `${id}.csproj`,
        `${name}-${VERSION}.tgz`,
      ].sort(),
    );
    expect(await papersIn(path.join(folder, `${name}-${VERSION}.tgz`))).toEqual(PAPERS);
    const project = await readFile(path.join(folder, `${id}.csproj`), "utf8");
    const references = [...project.matchAll(/<PackageReference Include="([^"]+)"/g)].map(([, name]) => name);
    expect(references.sort()).toEqual(["Amazon.JSII.Runtime", "Constructs", required].sort());
  });
});
