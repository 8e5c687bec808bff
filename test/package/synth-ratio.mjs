// Compares the processor time to construct and synthesize 2,000 forwards over 40 load balancers, by two of: the package
// for CDKTF ("cdktf"), the one for CDK Terrain ("cdktn"), and cdktf's bare bindings for the same resources and attributes
// ("bare"). It takes turns until the ratio is at most a given one, or many rounds have shown that it isn't. Prints the
// ratio, the rounds and the least times, in milliseconds.
//
// A processor that other machines share takes up to twice as long for the same work, and never less than it needs. So the
// least time counts, and the order changes: some schedulers give every second process to the same, busier core.
//
//     node synth-ratio.mjs cdktf bare 1.10
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const LOAD_BALANCERS = 40;
const FORWARDS = 50;
/** Rounds that separate a ratio well below the limit from noise, and rounds for one near the limit. */
const ROUNDS = { least: 5, most: 15 };

const loadBalancers = Array.from({ length: LOAD_BALANCERS }, (_, index) => `example-${index}`);
const forwards = Array.from({ length: FORWARDS }, (_, index) => ({
  listenerPort: 10000 + index,
  targetIp: `172.31.129.${index + 1}`,
  targetPort: 22,
}));
const subnetMappings = [
  { subnetId: "subnet-1", privateIpv4Address: "172.31.128.10" },
  { subnetId: "subnet-2", privateIpv4Address: "172.31.136.10" },
];

/** Returns a framework's classes, and what fills a stack. */
function byPackage(name, folder) {
  const { App, TerraformStack } = require(name);
  const { BasicAwsProvider, PortForwardNlb } = require(folder);
  const fill = (stack) => {
    new BasicAwsProvider(stack, "aws", { region: "ap-northeast-1" });
    forwarding(stack, PortForwardNlb);
  };
  return { App, TerraformStack, fill };
}

function byBindings() {
  const cdktf = require("cdktf");
  const { addLoadBalancer, bindings } = require("../../bench/apps/bare-resources.cjs");
  const aws = bindings(require);
  const fill = (stack) => {
    new aws.AwsProvider(stack, "aws", { region: "ap-northeast-1" });
    for (const name of loadBalancers) {
      addLoadBalancer(stack, cdktf, aws, { name, vpcId: "vpc-1", subnetMapping: subnetMappings, forwards });
    }
  };
  return { App: cdktf.App, TerraformStack: cdktf.TerraformStack, fill };
}

function forwarding(stack, PortForwardNlb) {
  for (const name of loadBalancers) {
    new PortForwardNlb(stack, name, {
      name,
      vpcId: "vpc-1",
      vpcCidrBlocks: ["172.31.128.0/17"],
      subnetMappings,
      securityGroupIds: [],
      forwards,
    });
  }
}

/** Prints the processor time of one synthesis, in milliseconds, and the arguments of each type of resource. */
function synthesize({ App, TerraformStack, fill }) {
  const outdir = mkdtempSync(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  const start = process.cpuUsage();
  const app = new App({ outdir });
  fill(new TerraformStack(app, "stack"));
  app.synth();
  const { user, system } = process.cpuUsage(start);
  const { resource } = JSON.parse(readFileSync(path.join(outdir, "stacks/stack/cdk.tf.json"), "utf8"));
  rmSync(outdir, { recursive: true });
  const resources = Object.entries(resource).map(([type, all]) => [type, Object.values(all).map(argumentsOf)]);
  return { milliseconds: (user + system) / 1000, resources: Object.fromEntries(resources) };
}

function argumentsOf(resource) {
  return Object.keys(resource).sort().join(" ");
}

/** Measures in a new process, like `cdktf synth`: cdktf keeps every token as long as the process lives. */
function measured(build) {
  const program = [fileURLToPath(import.meta.url), build];
  return JSON.parse(execFileSync(process.execPath, program, { encoding: "utf8", maxBuffer: 1e8 }));
}

function round(builds, number) {
  const order = number % 2 === 0 ? builds : [...builds].reverse();
  const results = Object.fromEntries(order.map((build) => [build, measured(build)]));
  const [one, other] = builds.map((build) => results[build]);
  // Otherwise the comparison says nothing.
  assert.deepEqual(one.resources, other.resources, `${builds.join(" and ")} do not set the same arguments`);
  return Object.fromEntries(builds.map((build) => [build, results[build].milliseconds]));
}

const BUILDS = {
  cdktf: () => byPackage("cdktf", "../../lib/index.js"),
  cdktn: () => byPackage("../../cdktn/node_modules/cdktn", "../../cdktn/build"),
  bare: byBindings,
};
const [one, other, most] = process.argv.slice(2);
if (other === undefined) {
  console.log(JSON.stringify(synthesize(BUILDS[one]())));
} else {
  const rounds = [];
  const least = (build) => Math.min(...rounds.map((round) => round[build]));
  const ratio = () => least(one) / least(other);
  while (rounds.length < ROUNDS.least || (rounds.length < ROUNDS.most && ratio() > Number(most))) {
    rounds.push(round([one, other], rounds.length));
  }
  console.log(JSON.stringify({ ratio: ratio(), rounds: rounds.length, [one]: least(one), [other]: least(other) }));
}
