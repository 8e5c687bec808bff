/** @needs package:cdktf package:cdktn */

import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { ARTICLE_RESOURCES, resourceCounts } from "../article";
import { CDKTF, CDKTN, type Flavour } from "../flavours";

// The packages as a user gets them: packed, installed into a new app, compiled, synthesized.

jest.setTimeout(600_000);

const ROOT = process.cwd();
const MOST_MEGABYTES = 3;
const PROVIDERS = [
  { flavour: CDKTF, provider: "@cdktf/provider-aws@20.1.0", aws: { source: "aws", version: "5.100.0" } },
  { flavour: CDKTF, provider: "@cdktf/provider-aws@21.22.1", aws: { source: "aws", version: "6.25.0" } },
  { flavour: CDKTN, provider: "@cdktn/provider-aws@25.7.0", aws: { source: "hashicorp/aws", version: "6.66.0" } },
];

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

let folder: string;
let packed: Packed;
let packedForTerrain: Packed;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  [packed, packedForTerrain] = [await pack(CDKTF), await pack(CDKTN)];
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function pack(flavour: Flavour): Promise<Packed> {
  const { stdout } = await run(flavour.folder, "npm", "pack", "--json", "--pack-destination", folder);
  const [made] = JSON.parse(stdout) as [Packed];
  return made;
}

function archive({ framework }: Flavour): string {
  return path.join(folder, (framework === "cdktf" ? packed : packedForTerrain).filename);
}

async function run(cwd: string, command: string, ...args: string[]): Promise<{ stdout: string }> {
  return promisify(execFile)(command, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
}

test("the package contains the library and its documents", () => {
  expect(packed.files.map((file) => file.path).sort()).toMatchInlineSnapshot(`
   [
     ".jsii",
     "LICENSE",
     "NOTICE",
     "README.md",
     "lib/adoption.d.ts",
     "lib/basic-aws-provider-props.d.ts",
     "lib/basic-aws-provider.d.ts",
     "lib/cli.js",
     "lib/cli/run-check.js",
     "lib/cli/run-complete.js",
     "lib/cli/run-doctor.js",
     "lib/cli/run-echo.js",
     "lib/cli/run-impact.js",
     "lib/cli/run-map.js",
     "lib/cli/run-table.js",
     "lib/echo-server-instance-props.d.ts",
     "lib/echo-server-instance.d.ts",
     "lib/echo-server.js.gz",
     "lib/forward-defaults.d.ts",
     "lib/host-targets.zip",
     "lib/index.d.ts",
     "lib/index.js",
     "lib/port-forward-nlb-props.d.ts",
     "lib/port-forward-nlb.d.ts",
     "lib/port-forward.d.ts",
     "lib/port-forwards.d.ts",
     "lib/proxy-protocol-elb-props.d.ts",
     "lib/proxy-protocol-elb.d.ts",
     "package.json",
   ]
  `);
});

test("the package for CDK Terrain contains the same", () => {
  const [ours, theirs] = [packed, packedForTerrain].map(({ files }) => files.map((file) => file.path).sort());
  expect(theirs).toEqual(ours);
});

test.each([CDKTF, CDKTN])("the page of $name is its own, and its links work on any site", async (flavour) => {
  const { stdout: page } = await run(folder, "tar", "-xOf", archive(flavour), "package/README.md");
  expect(page).toMatch(new RegExp(`^# ${flavour.name}\n`));
  expect(page).toContain(`from "${flavour.name}"`);
  const links = [...page.matchAll(/\]\(([^)]*)\)/g)].map(([, target = ""]) => target);
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((target) => !target.startsWith("https://"))).toEqual([]);
  // The assembly's copy becomes the page of the Python package.
  const { readme } = JSON.parse(await readFile(path.join(flavour.folder, ".jsii"), "utf8")) as { readme: object };
  expect(readme).toEqual({ markdown: page });
});

test(`the package is at most ${MOST_MEGABYTES} MB to download`, () => {
  process.stdout.write(`npm tarball: ${(packed.size / 1e3).toFixed(0)} kB\n`);
  expect(packed.size).toBeLessThanOrEqual(MOST_MEGABYTES * 1e6);
});

test("npm would publish it", async () => {
  const { stdout } = await run(ROOT, "npm", "publish", "--dry-run", "--json", path.join(folder, packed.filename));
  expect(JSON.parse(stdout)).toMatchObject({ "cdktf-port-forward-nlb": { size: packed.size } });
});

test("no file of the package contains a path of the machine that built it", async () => {
  const texts = await Promise.all(packed.files.map(async (file) => readFile(path.join(ROOT, file.path), "utf8")));
  expect(texts.filter((text) => text.includes(ROOT) || text.includes(os.homedir()))).toEqual([]);
});

test("the declarations refer to no provider", async () => {
  const declarations = packed.files.filter((file) => file.path.endsWith(".d.ts"));
  const texts = await Promise.all(declarations.map(async (file) => readFile(path.join(ROOT, file.path), "utf8")));
  expect(texts.filter((text) => text.includes("@cdktf/"))).toEqual([]);
});

test("the package includes the licences of the bundled code", async () => {
  const notices = await readFile(path.join(ROOT, "NOTICE"), "utf8");
  expect(notices.match(/^\S.* \([\w.-]+\)$(?=\nSource: )/gm)).toMatchInlineSnapshot(`
   [
     "@aws-sdk/client-cloudwatch 3.1162.0 (Apache-2.0)",
     "@aws-sdk/client-ec2 3.1169.0 (Apache-2.0)",
     "@aws-sdk/client-elastic-load-balancing-v2 3.1142.0 (Apache-2.0)",
     "@aws-sdk/core 3.981.0 (Apache-2.0)",
     "@aws-sdk/credential-provider-env 3.972.84 (Apache-2.0)",
     "@aws-sdk/credential-provider-http 3.972.86 (Apache-2.0)",
     "@aws-sdk/credential-provider-ini 3.973.30 (Apache-2.0)",
     "@aws-sdk/credential-provider-login 3.972.92 (Apache-2.0)",
     "@aws-sdk/credential-provider-node 3.972.97 (Apache-2.0)",
     "@aws-sdk/credential-provider-process 3.972.84 (Apache-2.0)",
     "@aws-sdk/credential-provider-sso 3.973.28 (Apache-2.0)",
     "@aws-sdk/credential-provider-web-identity 3.972.90 (Apache-2.0)",
     "@aws-sdk/middleware-sdk-ec2 3.972.72 (Apache-2.0)",
     "@aws-sdk/nested-clients 3.998.3 (Apache-2.0)",
     "@aws-sdk/signature-v4-multi-region 3.996.52 (Apache-2.0)",
     "@aws-sdk/token-providers 3.1166.0 (Apache-2.0)",
     "@aws-sdk/xml-builder 3.972.43 (Apache-2.0)",
     "@aws/lambda-invoke-store 0.3.0 (Apache-2.0)",
     "@bomb.sh/tab 0.0.22 (MIT)",
     "@cdktf/provider-aws 20.1.0 (MPL-2.0)",
     "@smithy/core 3.41.0 (Apache-2.0)",
     "@smithy/credential-provider-imds 4.5.2 (Apache-2.0)",
     "@smithy/middleware-compression 4.6.2 (Apache-2.0)",
     "@smithy/node-http-handler 4.14.2 (Apache-2.0)",
     "@smithy/signature-v4 5.7.5 (Apache-2.0)",
     "@smithy/types 4.20.0 (Apache-2.0)",
     "@viz-js/viz 3.31.0 (MIT)",
     "Graphviz, compiled into @viz-js/viz 3.31.0 (EPL-2.0)",
     "Expat, compiled into @viz-js/viz 3.31.0 (MIT)",
     "ansi-regex 5.0.1 (MIT)",
     "bowser 2.15.0 (MIT)",
     "cli-progress 3.12.0 (MIT)",
     "commander 14.0.3 (MIT)",
     "crc-32 1.2.2 (Apache-2.0)",
     "csv-parse 7.0.3 (MIT)",
     "csv-stringify 6.9.0 (MIT)",
     "emoji-regex 8.0.0 (MIT)",
     "escape-goat 4.0.0 (MIT)",
     "fastest-levenshtein 1.0.16 (MIT)",
     "ipaddr.js 2.5.0 (MIT)",
     "is-fullwidth-code-point 3.0.0 (MIT)",
     "markdown-table 3.1.0 (MIT)",
     "p-limit 7.3.3 (MIT)",
     "p-map 7.1.1 (MIT)",
     "picocolors 1.1.1 (ISC)",
     "string-width 4.2.3 (MIT)",
     "strip-ansi 6.0.1 (MIT)",
     "xmlbuilder 15.1.1 (MIT)",
     "yocto-queue 1.2.2 (MIT)",
   ]
  `);
  expect(notices).toContain("Mozilla Public License, version 2.0");
});

test("the library and the command load separately", async () => {
  const [library, command] = await Promise.all(
    ["lib/index.js", "lib/cli.js"].map(async (file) => readFile(path.join(ROOT, file), "utf8")),
  );
  expect(library).toContain('require("cdktf")');
  expect(library).not.toMatch(/commander/i);
  expect(command).toMatch(/commander/i);
  expect(command).not.toMatch(/require\("(cdktf|constructs)/);
});

test("the command runs when installed globally, without cdktf", async () => {
  const prefix = path.join(folder, "global");
  await run(
    folder,
    "npm",
    "install",
    "--global",
    "--omit=peer",
    "--prefix",
    prefix,
    path.join(folder, packed.filename),
  );
  const installed = await readdir(path.join(prefix, "lib", "node_modules"));
  expect(installed).toEqual(["cdktf-port-forward-nlb"]);
  const { stdout } = await run(folder, path.join(prefix, "bin", "port-forward-nlb"), "--version");
  const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
  expect(stdout).toBe(`${version}\n`);
  const list = path.join(folder, "forwards.csv");
  await writeFile(list, "listenerPort,targetIp,targetPort\n10022,172.31.129.10,22\n");
  const { stdout: table } = await run(folder, path.join(prefix, "bin", "port-forward-nlb"), "table", list);
  expect(table).toMatch(/^1 +TCP:10022 +TCP:22 +172\.31\.129\.10$/m);
});

describe.each(PROVIDERS)("$flavour.name beside $provider", ({ flavour, provider, aws }) => {
  const { name, framework, versions, program } = flavour;
  let app: string;

  beforeAll(async () => {
    app = await mkdtemp(path.join(folder, "app-"));
    await writeFile(path.join(app, "package.json"), JSON.stringify({ name: "app", private: true }));
    const peers = [`${framework}@${versions.framework}`, `constructs@${versions.constructs}`];
    await run(app, "npm", "install", "--ignore-scripts", ...peers, provider);
  });

  test("adds only itself to the app", async () => {
    const before = await readdir(path.join(app, "node_modules"));
    const { stdout } = await run(app, "npm", "install", "--ignore-scripts", archive(flavour));
    expect(stdout).toMatch(/added 1 package\b/);
    const after = await readdir(path.join(app, "node_modules"));
    expect(after.filter((entry) => !before.includes(entry))).toEqual([".bin", name]);
    await expect(readdir(path.join(app, "node_modules", name, "node_modules"))).rejects.toThrow("ENOENT");
  });

  test("has named exports for ES modules", async () => {
    const text = `
      import { createRequire } from "node:module";
      const required = Object.keys(createRequire(import.meta.url)("${name}"));
      const { default: _, "module.exports": __, ...imported } = await import("${name}");
      console.log(JSON.stringify([required.sort(), Object.keys(imported).sort()]));
    `;
    await writeFile(path.join(app, "names.mjs"), text);
    const { stdout } = await run(app, process.execPath, "names.mjs");
    const [required, imported] = JSON.parse(stdout) as [string[], string[]];
    expect(required).toContain("PortForwardNlb");
    expect(imported).toEqual(required);
  });

  test("compiles and synthesizes the examples", async () => {
    for (const example of ["article", "proxy-protocol"]) {
      const text = await readFile(path.join(ROOT, `examples/${example}/main.ts`), "utf8");
      await writeFile(path.join(app, `${example}.ts`), program(withBindings(text)));
    }
    const tsc = path.join(ROOT, "node_modules", ".bin", "tsc");
    const types = ["--types", "node", "--typeRoots", path.join(ROOT, "node_modules", "@types")];
    const options = ["--strict", "--target", "es2022", "--module", "node16", ...types];
    await run(app, tsc, ...options, "article.ts", "proxy-protocol.ts");
    const { stdout } = await run(app, "node", "article.js");
    expect(stdout).toContain("| 5   | TCP:30080 | example-tg-30080 | TCP:80      | 10.0.0.10     | external |");
    await run(app, "node", "proxy-protocol.js");

    const article = await synthesized("article");
    expect(resourceCounts(article.resource)).toEqual(ARTICLE_RESOURCES);
    expect(article.terraform.required_providers).toEqual({ aws });
    const proxyProtocol = await synthesized("proxy-protocol");
    expect(resourceCounts(proxyProtocol.resource)).toEqual({
      aws_elb: 1,
      aws_instance: 1,
      aws_load_balancer_backend_server_policy: 1,
      aws_load_balancer_policy: 1,
      aws_security_group: 1,
      aws_vpc_security_group_egress_rule: 1,
      aws_vpc_security_group_ingress_rule: 2,
    });
    const echoServer = await readFile(path.join(ROOT, "lib/echo-server.js.gz"), "base64");
    const [instance] = Object.values(proxyProtocol.resource.aws_instance ?? {});
    expect((instance?.user_data ?? "").replaceAll("\n", "")).toContain(echoServer);
  });

  test("runs the command by the package's name and by its own", async () => {
    for (const command of [name, "port-forward-nlb"]) {
      const { stdout } = await run(app, "npx", "--no-install", command, "echo", "--help");
      expect(stdout).toMatch(/^Usage: port-forward-nlb echo /);
    }
  });

  async function synthesized(stack: string): Promise<Synthesized> {
    return JSON.parse(await readFile(path.join(app, `cdktf.out/stacks/${stack}/cdk.tf.json`), "utf8")) as Synthesized;
  }
});

interface Synthesized {
  readonly resource: Record<string, Record<string, { user_data?: string }>>;
  readonly terraform: { required_providers: object };
}

/** Returns an example that uses the provider of the app's own bindings. */
function withBindings(example: string): string {
  if (!example.includes("BasicAwsProvider")) return example;
  const own = 'import { AwsProvider } from "@cdktf/provider-aws/lib/provider";\n';
  return own + example.replace("BasicAwsProvider, ", "").replace("BasicAwsProvider", "AwsProvider");
}
