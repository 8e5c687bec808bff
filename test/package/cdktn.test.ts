/** @needs package:cdktf package:cdktn */

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { NlbSubnetMapping, PortForwardNlbProps } from "cdktf-port-forward-nlb";
import fc from "fast-check";
import { FORWARD_OPTIONS, LOAD_BALANCER_OPTIONS, type Surroundings, TOGETHER } from "../../scripts/docs/option-changes";
import { ARTICLE_TABLE } from "../article";
import { list } from "../lists";
import { CDKTF, CDKTN, type Flavour, written, type Written } from "../flavours";

// cdktn-port-forward-nlb, the package for CDK Terrain, makes the same Terraform as cdktf-port-forward-nlb.

jest.setTimeout(600_000);

const { version: VERSION } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const SEED = Number(process.env.FAST_CHECK_SEED ?? Date.now() % 2 ** 31);
const RANDOM_LISTS = 50;
const TYPES = path.resolve("node_modules/@types");
const ROW = { listenerPort: 10000, targetIp: "172.31.129.10", targetPort: 80 };
const BASE = {
  name: "example",
  vpcId: "vpc-0a1b2c3d",
  vpcCidrBlocks: ["172.31.128.0/17"],
  securityGroupIds: [],
  subnetMappings: [
    { subnetId: "subnet-1", privateIpv4Address: "172.31.128.10" },
    { subnetId: "subnet-2", privateIpv4Address: "172.31.136.10" },
  ] as [NlbSubnetMapping, NlbSubnetMapping],
};

const certificate = "arn:aws:iam::123456789012:server-certificate/";
const AROUND: Surroundings = {
  certificateArns: [`${certificate}first`, `${certificate}second`, `${certificate}third`],
  securityGroupIds: ["sg-1", "sg-2"],
  clientSecurityGroupIds: ["sg-3", "sg-4"],
  targetSecurityGroupIds: ["sg-5", "sg-6"],
  subnetMappings: [...BASE.subnetMappings, { subnetId: "subnet-3", privateIpv4Address: "172.31.144.10" }],
};

type Props = Partial<PortForwardNlbProps>;

const nlb = (props: Props): PortForwardNlbProps => ({ ...BASE, ...props, forwards: props.forwards ?? [ROW] });
const row = (options: object): Props => ({ forwards: [{ ...ROW, ...options }] });

/** Every state of every option, which docs/changing.md has lines for. */
const OPTIONS: readonly Props[] = [
  ...FORWARD_OPTIONS.flatMap(({ forward }) => forward(AROUND).map(row)),
  ...TOGETHER.flatMap(({ everything, bare }) => [everything(AROUND), bare(AROUND)].map(row)),
  ...LOAD_BALANCER_OPTIONS.flatMap(({ loadBalancer }) => loadBalancer(AROUND)),
];

/** Returns a stack without what the framework itself writes: its version, and spaces in empty lists. */
function own({ json, hcl }: Written): Written {
  const { "//": _, ...configuration } = JSON.parse(json) as Record<string, unknown>;
  return { json: JSON.stringify(configuration), hcl };
}

const RANDOM = fc.sample(list, { seed: SEED, numRuns: RANDOM_LISTS }).map((forwards): Props => ({
  forwards,
  // Forwards with their own clients require it.
  clientCidrBlocks: ["10.0.0.0/8"],
}));

test.each([
  { what: "the article's list", all: [{ forwards: ARTICLE_TABLE }] },
  { what: "every option, changed and removed", all: OPTIONS },
  { what: `${RANDOM_LISTS} random lists (FAST_CHECK_SEED=${SEED})`, all: RANDOM },
])("$what: both packages write the same JSON and HCL", ({ all }) => {
  const [ours, theirs] = [written(CDKTF, all.map(nlb)), written(CDKTN, all.map(nlb))];
  expect(ours).toHaveLength(all.length);
  expect(ours[0]?.json).toContain("aws_lb_listener");
  expect(ours[0]?.hcl).toContain('resource "aws_lb_listener"');
  expect(theirs.map(own)).toEqual(ours.map(own));
});

test.each([
  { by: CDKTF, app: CDKTN },
  { by: CDKTN, app: CDKTF },
])("$by.name in an app that uses $app.framework names the right package", ({ by, app }) => {
  expect(() => written(by, [nlb({})], app)).toThrow(
    `stack/aws: the stack is from ${app.framework}, but ${by.name} is for ${by.framework}. Import the stack from ` +
      `${by.framework}, or replace ${by.name} with ${app.name}.`,
  );
});

describe("the documentation, followed from an empty folder", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    for (const flavour of [CDKTF, CDKTN]) await run(flavour.folder, `npm pack --pack-destination ${folder}`);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  /** Runs commands as a page shows them, with the packages in their folder. */
  async function run(cwd: string, commands: string): Promise<string> {
    const located = commands.replaceAll(/\S*\/(?=\w+-port-forward-nlb-[\d.]+\.tgz)/g, `${folder}/`);
    const env = { ...process.env, PATH: `${path.join(process.cwd(), "node_modules/.bin")}:${process.env.PATH ?? ""}` };
    const { stdout } = await promisify(execFile)("bash", ["-euc", located], { cwd, env });
    return stdout;
  }

  /** Returns the code block of a page that contains a text. */
  async function block(page: string, language: string, containing: string): Promise<string> {
    const text = await readFile(`docs/${page}`, "utf8");
    const blocks = [...text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"))].map(
      ([, one = ""]) => one,
    );
    const found = blocks.filter((one) => one.includes(containing));
    expect(found).toHaveLength(1);
    return found[0] ?? "";
  }

  async function app(name: string, main: string): Promise<string> {
    const cwd = path.join(folder, name);
    await mkdir(cwd);
    await writeFile(path.join(cwd, "main.ts"), main);
    await run(cwd, "npm init --yes");
    return cwd;
  }

  async function synthesized(cwd: string, stack: string): Promise<string> {
    await run(cwd, `tsc --noEmit --strict --target es2022 --module node16 --types node --typeRoots ${TYPES} main.ts`);
    expect(await run(cwd, "tsx main.ts")).toMatch(/^\| No\. /);
    const json = await readFile(path.join(cwd, `cdktf.out/stacks/${stack}/cdk.tf.json`), "utf8");
    return own({ json, hcl: "" }).json;
  }

  test("getting-started.md", async () => {
    const cwd = await app("started", await block("getting-started.md", "ts", "new PortForwardNlb"));
    const install = await block("getting-started.md", "sh", "npm install cdktn");
    await run(
      cwd,
      install
        .split("\n")
        .filter((line) => line.startsWith("npm install cdktn"))
        .join("\n"),
    );
    expect(await synthesized(cwd, "example")).toContain('"name":"example-tg-10022"');
  });

  test("cdk-terrain.md: a new app", async () => {
    const cwd = await app("new", await block("cdk-terrain.md", "ts", "new PortForwardNlb"));
    await run(cwd, await installation());
    expect(await synthesized(cwd, "network")).toContain('"name":"example-tg-10022"');
  });

  test("cdk-terrain.md: an app moves from CDKTF, and its Terraform stays the same", async () => {
    const example = await readFile("examples/getting-started/main.ts", "utf8");
    const cwd = await app("moved", `import "./lib/list";\n${example}`);
    await mkdir(path.join(cwd, "lib"));
    await writeFile(
      path.join(cwd, "lib/list.ts"),
      "import * as cdktf from 'cdktf';\nimport { PortForwards } from 'cdktf-port-forward-nlb';\nvoid [cdktf, PortForwards];\n",
    );
    await run(cwd, `npm install cdktf@0.21 constructs@10.4 ./${archiveOf(CDKTF)}`);
    const before = await synthesized(cwd, "example");
    await run(cwd, await block("cdk-terrain.md", "sh", "npm uninstall"));
    expect(await readFile(path.join(cwd, "main.ts"), "utf8")).toContain('from "cdktn"');
    expect(await readFile(path.join(cwd, "lib/list.ts"), "utf8")).not.toContain("'cdktf");
    expect(await synthesized(cwd, "example")).toBe(before);
  });

  async function installation(): Promise<string> {
    const [, line = ""] =
      /^```sh\n(npm install cdktn.*)\n```$/m.exec(await readFile("docs/cdk-terrain.md", "utf8")) ?? [];
    return line;
  }

  test("a framework that is too old is refused at once, by npm", async () => {
    const cwd = await app("old", "");
    await expect(run(cwd, `npm install cdktf@0.20 constructs@10.4 ./${archiveOf(CDKTF)}`)).rejects.toThrow(
      /ERESOLVE[^]*peer cdktf@"\^0\.21\.0" from cdktf-port-forward-nlb/,
    );
  });
});

function archiveOf({ name }: Flavour): string {
  return `${name}-${VERSION}.tgz`;
}
