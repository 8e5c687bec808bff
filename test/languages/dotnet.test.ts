/** @needs package:dotnet */

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { PAPERS, papersIn, ROOT, VERSION } from "./support/article";

// The tests run without .NET, so they check the package's contents, and what is known to break it.

describe("the .NET package", () => {
  const folder = path.join(ROOT, "dist/dotnet/PortForwardNlb");
  let files: string[];
  let types: string[];

  beforeAll(async () => {
    files = (await readdir(folder, { recursive: true })).filter((file) => path.extname(file) !== "").sort();
    types = files.map((file) => path.basename(file, ".cs"));
  });

  test("has no type with the name of its root namespace, which C# would confuse with it", async () => {
    const source = await readFile(path.join(folder, "Cdktf/PortForwardNlb/PortForwardNlb.cs"), "utf8");
    expect(/^namespace (\w+)\./m.exec(source)?.[1]).toBe("Cdktf");
    expect(types).toContain("PortForwardNlb");
    expect(types).not.toContain("Cdktf");
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

  test("contains code, documents and the npm package, and depends only on cdktf and constructs", async () => {
    expect(files.filter((file) => !/^Cdktf\/PortForwardNlb\/\w+\.cs$/.test(file))).toEqual([
      "AssemblyInfo.cs",
      "Cdktf/PortForwardNlb/Internal/DependencyResolution/Anchor.cs",
      "PortForwardNlb.csproj",
      `cdktf-port-forward-nlb-${VERSION}.tgz`,
    ]);
    expect(await papersIn(path.join(folder, `cdktf-port-forward-nlb-${VERSION}.tgz`))).toEqual(PAPERS);
    const project = await readFile(path.join(folder, "PortForwardNlb.csproj"), "utf8");
    const required = [...project.matchAll(/<PackageReference Include="([^"]+)"/g)].map(([, name]) => name);
    expect(required).toEqual(["Amazon.JSII.Runtime", "HashiCorp.Cdktf", "Constructs"]);
  });
});
