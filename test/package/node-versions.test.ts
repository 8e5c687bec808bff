/** @needs package:cdktf package:cdktn */

import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { CDKTF, CDKTN } from "../flavours";

// Runs the examples and the command with each Node.js in node-versions/package.json. Each must produce the output of
// this test's Node.js, without a warning.

jest.setTimeout(600_000);

const ROOT = process.cwd();
const TREE = path.join(__dirname, "node-versions");
const COMMAND = path.join(ROOT, "lib/cli.js");
const EXAMPLES = ["article", "proxy-protocol"] as const;

const { dependencies } = JSON.parse(readFileSync(path.join(TREE, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
};
const VERSIONS = Object.entries(dependencies).map(([name, alias]) => ({ name, version: alias.split("@")[1] ?? "" }));
const { engines, scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
  engines: { node: string };
  scripts: { start: string };
};

let folder: string;
let app: string;
let expected: Record<"start" | (typeof EXAMPLES)[number], Synthesized>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  for (const file of ["package.json", "package-lock.json"])
    await copyFile(path.join(TREE, file), path.join(folder, file));
  await promisify(execFile)("npm", ["ci", "--ignore-scripts", "--no-audit"], { cwd: folder });
  app = path.join(folder, "app");
  await makeApp();
  const here = path.dirname(process.execPath);
  expected = {
    start: await npmStart(here),
    article: await synthesize(here, "article"),
    "proxy-protocol": await synthesize(here, "proxy-protocol"),
  };
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Creates a user's app with the examples, next to the built package. */
async function makeApp(): Promise<void> {
  const modules = path.join(app, "node_modules");
  await mkdir(modules, { recursive: true });
  for (const name of ["cdktf", "constructs", "@cdktf"]) {
    await symlink(path.join(ROOT, "node_modules", name), path.join(modules, name));
  }
  await symlink(ROOT, path.join(modules, "cdktf-port-forward-nlb"));
  for (const example of EXAMPLES) {
    await copyFile(path.join(ROOT, `examples/${example}/main.ts`), path.join(app, `${example}.ts`));
  }
  await writeFile(path.join(app, "forwards.csv"), "listenerPort,targetIp,targetPort\n10022,172.31.129.10,22\n");
}

interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command with a folder's Node.js as `node`.
 *
 * Removes the settings that hide warnings of Node.js and the libraries.
 */
async function run(
  bin: string,
  [command = "", ...args]: readonly string[],
  { cwd = app, settings = {} }: { cwd?: string; settings?: NodeJS.ProcessEnv } = {},
): Promise<Output> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS|JSII|NODE)_|^(FORCE|NO)_COLOR$/.test(name));
  const PATH = [bin, path.join(ROOT, "node_modules/.bin"), process.env.PATH].join(path.delimiter);
  const env = { ...Object.fromEntries(kept), PATH, ...settings };
  return promisify(execFile)(command, args, { cwd, env }).then(
    (output) => ({ code: 0, ...output }),
    (error: unknown) => {
      const { code, stdout, stderr } = error as Output;
      return { code, stdout, stderr };
    },
  );
}

interface Synthesized extends Output {
  readonly terraform: string;
}

/** Runs `npm start` like npm does. */
async function npmStart(bin: string): Promise<Synthesized> {
  return synthesized(bin, "article", { cwd: ROOT, program: ["sh", "-c", scripts.start] });
}

/** Runs an example in the user's app. */
async function synthesize(bin: string, example: (typeof EXAMPLES)[number]): Promise<Synthesized> {
  return synthesized(bin, example, { cwd: app, program: ["tsx", `${example}.ts`] });
}

async function synthesized(
  bin: string,
  stack: string,
  { cwd, program }: { cwd: string; program: string[] },
): Promise<Synthesized> {
  const outdir = await mkdtemp(path.join(folder, "cdktf.out-"));
  const output = await run(bin, program, { cwd, settings: { CDKTF_OUTDIR: outdir } });
  const terraform = await readFile(path.join(outdir, "stacks", stack, "cdk.tf.json"), "utf8").catch(String);
  return { ...output, stdout: output.stdout.replace(outdir, "cdktf.out"), terraform };
}

test("the oldest version is the one that package.json asks for", () => {
  expect(`>=${VERSIONS[0]?.version ?? ""}`).toBe(`${engines.node}.0`);
});

test("every even version from 20 to 26 is included", () => {
  expect(new Set(VERSIONS.map(({ version }) => version.split(".")[0]))).toEqual(new Set(["20", "22", "24", "26"]));
});

describe.each(VERSIONS)("Node.js $version", ({ name, version }) => {
  let bin: string;

  beforeAll(() => {
    bin = path.join(folder, "node_modules", name, "bin");
  });

  test("runs", async () => {
    expect(await run(bin, ["node", "--version"])).toEqual({ code: 0, stdout: `v${version}\n`, stderr: "" });
  });

  test("synthesizes the article with npm start", async () => {
    const output = await npmStart(bin);
    expect(output.stderr).toBe("");
    expect(output.stdout).toContain("| 5   | TCP:30080 | example-tg-30080 | TCP:80      | 10.0.0.10     | external |");
    expect(output.stdout).toMatch(/^Terraform: cdktf\.out\/stacks\/article$/m);
    const { resource } = JSON.parse(output.terraform) as { resource: Record<string, object> };
    expect(Object.values(resource).flatMap((resources) => Object.keys(resources))).toHaveLength(22);
    expect(output).toEqual(expected.start);
  });

  test.each(EXAMPLES)("synthesizes the example %s with the built package", async (example) => {
    const output = await synthesize(bin, example);
    expect(output.stderr).toBe("");
    expect(output.stdout).toContain(`Terraform: cdktf.out/stacks/${example}\n`);
    expect(JSON.parse(output.terraform)).toHaveProperty("resource");
    expect(output).toEqual(expected[example]);
  });

  test("has named exports for ES modules", async () => {
    const program = 'import { PortForwardNlb } from "cdktf-port-forward-nlb"; console.log(PortForwardNlb.name);';
    const output = await run(bin, ["node", "--input-type=module", "--eval", program]);
    expect(output).toEqual({ code: 0, stdout: "PortForwardNlb\n", stderr: "" });
  });

  test.each([
    { args: "--help", shows: "Usage: port-forward-nlb " },
    { args: "table forwards.csv", shows: "172.31.129.10" },
    { args: "map forwards.csv", shows: "flowchart" },
    { args: "complete bash", shows: "port-forward-nlb" },
  ])("runs port-forward-nlb $args", async ({ args, shows }) => {
    const output = await run(bin, ["node", COMMAND, ...args.split(" ")]);
    expect(output).toEqual({ code: 0, stdout: expect.stringContaining(shows), stderr: "" });
    expect(output).toEqual(await run(path.dirname(process.execPath), ["node", COMMAND, ...args.split(" ")]));
  });

  test("draws a map as SVG, with Graphviz in WebAssembly", async () => {
    const output = await run(bin, ["node", COMMAND, "map", "forwards.csv", "--output", `${name}.svg`]);
    expect(output).toEqual({ code: 0, stdout: `wrote "${name}.svg"\n`, stderr: "" });
    expect(await readFile(path.join(app, `${name}.svg`), "utf8")).toContain("172.31.129.10");
  });

  test("checks a forward", async () => {
    const server = createServer((socket) => socket.on("error", () => undefined).end("SSH-2.0-test\r\n"));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    await writeFile(path.join(app, "own.csv"), `listenerPort,targetIp,targetPort\n${port},172.31.129.10,22\n`);
    const { code, stdout, stderr } = await run(bin, ["node", COMMAND, "check", "own.csv", "--address", "127.0.0.1"]);
    await once(server.close(), "close");
    expect(code).toBe(0);
    expect(stdout).toContain("SSH-2.0-test");
    expect(stderr).toMatch(/^(\d of 1 checked, 0 failed, \d+s\n)+$/);
  });

  test("calls AWS with its SDK", async () => {
    const place = ["--region", "ap-northeast-1", "--endpoint-url", "http://127.0.0.1:1"];
    const doctor = ["node", COMMAND, "doctor", "forwards.csv", "--load-balancer", "example-nlb", ...place];
    const settings = {
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_CONFIG_FILE: os.devNull,
      AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    };
    expect(await run(bin, doctor, { settings })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "port-forward-nlb: AWS doesn't answer: connect ECONNREFUSED 127.0.0.1:1. Check the network, --region and --endpoint-url.\n",
    });
  });
});

/** Calls the function twice as Lambda does: with nothing to do, and while neither a name server nor AWS answers. */
const INVOCATIONS = `
const { handler } = require("./index.js");
const event = { loadBalancerArn: "arn:aws:elasticloadbalancing:x:1:loadbalancer/net/x/1", missesBeforeRemoval: 1 };
const targetGroups = Array.from({ length: 20 }, (_, id) => ({ id: "x/" + id, hosts: [["db.internal", 5432]] }));
(async () => {
  console.log(await handler({ ...event, targetGroups: [] }));
  await handler({ ...event, targetGroups, nameServers: ["127.0.0.1:1"] }).catch(({ message }) => console.log(message));
})();
`;

describe.each(VERSIONS.filter(({ version }) => Number(version.split(".")[0]) >= 22))(
  "the Lambda function on Node.js $version",
  ({ name }) => {
    test("runs", async () => {
      const zip = unzipSync(await readFile(path.join(ROOT, "lib/host-targets.zip")));
      await writeFile(path.join(app, "index.js"), zip["index.js"] ?? "");
      const settings = {
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        AWS_REGION: "ap-northeast-1",
        AWS_ENDPOINT_URL: "http://127.0.0.1:1",
        NODE_PATH: path.join(ROOT, "node_modules"),
      };
      const bin = path.join(folder, "node_modules", name, "bin");
      const { code, stdout, stderr } = await run(bin, ["node", "--eval", INVOCATIONS], { settings });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout.trim().split("\n")).toEqual([
        expect.stringMatching(/^\{"_aws":.*"UnresolvedNames":0,/),
        "{ unresolvedNames: 0, registeredTargets: 0, deregisteredTargets: 0 }",
        // A run that fails has no metrics.
        expect.stringMatching(/^\{"unresolvedNames":1,/),
        expect.stringMatching(
          /^20 of 20 target groups can't be updated: x\/0: Error: connect ECONNREFUSED 127\.0\.0\.1:1;/,
        ),
      ]);
    });
  },
);

// The last CDKTF's CLI doesn't run with Node.js 24 (docs/getting-started.md).
const CLIS = [
  { flavour: CDKTN, nodes: ["node-22", "node-24"] },
  { flavour: CDKTF, nodes: ["node-22"] },
];

describe.each(CLIS)("$flavour.framework synth in a new app", ({ flavour, nodes }) => {
  const { name, framework, program } = flavour;
  let cli: string;

  beforeAll(async () => {
    cli = path.join(folder, framework);
    await mkdir(cli);
    for (const file of ["package.json", "package-lock.json"]) {
      await copyFile(path.join(__dirname, "clis", framework, file), path.join(cli, file));
    }
    const install = ["--ignore-scripts", "--no-audit"];
    await promisify(execFile)("npm", ["ci", ...install], { cwd: cli });
    await promisify(execFile)("npm", ["pack", "--pack-destination", cli], { cwd: flavour.folder });
    const [archive = ""] = (await readdir(cli)).filter((file) => file.endsWith(".tgz"));
    await promisify(execFile)("npm", ["install", "--no-save", ...install, `./${archive}`], { cwd: cli });
    const example = await readFile(path.join(ROOT, "examples/getting-started/main.ts"), "utf8");
    await writeFile(path.join(cli, "main.ts"), program(example));
    await writeFile(path.join(cli, "cdktf.json"), JSON.stringify({ language: "typescript", app: "tsx main.ts" }));
  });

  test.each(nodes)("with %s", async (node) => {
    const bin = path.join(folder, "node_modules", node, "bin");
    const command = path.join(cli, "node_modules/.bin", framework);
    const settings = { CHECKPOINT_DISABLE: "1", CI: "1" };
    const output = await run(bin, [command, "synth", "--output", `out-${node}`], { cwd: cli, settings });
    expect(output).toMatchObject({ code: 0, stdout: expect.stringContaining("Generated Terraform code") });
    const stack = await readFile(path.join(cli, `out-${node}/stacks/example/cdk.tf.json`), "utf8");
    expect(stack).toContain('"name": "example-tg-10022"');
    expect(await readdir(path.join(cli, "node_modules", name))).toContain("lib");
  });
});
