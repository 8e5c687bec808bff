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
const ROUNDS = { least: 3, most: 15 };

const loadBalancers = Array.from({ length: LOAD_BALANCERS }, (_, index) => `example-${index}`);
const ports = Array.from({ length: FORWARDS }, (_, index) => 10000 + index);
const subnetMappings = [
  { subnetId: "subnet-1", privateIpv4Address: "172.31.128.10" },
  { subnetId: "subnet-2", privateIpv4Address: "172.31.136.10" },
];
const targetIp = (port) => `172.31.129.${(port % 250) + 1}`;

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
  const { App, TerraformStack } = require("cdktf");
  const { AwsProvider } = require("@cdktf/provider-aws/lib/provider");
  const fill = (stack) => {
    new AwsProvider(stack, "aws", { region: "ap-northeast-1" });
    bare(stack);
  };
  return { App, TerraformStack, fill };
}

function forwarding(stack, PortForwardNlb) {
  for (const name of loadBalancers) {
    new PortForwardNlb(stack, name, {
      name,
      vpcId: "vpc-1",
      vpcCidrBlocks: ["172.31.128.0/17"],
      subnetMappings,
      securityGroupIds: [],
      forwards: ports.map((port) => ({ listenerPort: port, targetIp: targetIp(port), targetPort: 22 })),
    });
  }
}

function bare(stack) {
  const { Lb } = require("@cdktf/provider-aws/lib/lb");
  const { LbListener } = require("@cdktf/provider-aws/lib/lb-listener");
  const { LbTargetGroup } = require("@cdktf/provider-aws/lib/lb-target-group");
  const { LbTargetGroupAttachment } = require("@cdktf/provider-aws/lib/lb-target-group-attachment");
  // cdktf's own class would run `terraform version` for each.
  const { TerraformData } = require("../../lib/private/terraform-data.js");
  for (const name of loadBalancers) {
    const marker = new TerraformData(stack, `${name}-has-security-groups`, { input: { has_security_groups: false } });
    const loadBalancer = new Lb(stack, name, {
      name: `${name}-nlb`,
      loadBalancerType: "network",
      internal: true,
      enableDeletionProtection: true,
      enableCrossZoneLoadBalancing: true,
      subnetMapping: subnetMappings,
      ipAddressType: "ipv4",
      securityGroups: [],
      lifecycle: { replaceTriggeredBy: [`terraform_data.${marker.friendlyUniqueId}`] },
    });
    for (const port of ports) {
      const group = new LbTargetGroup(stack, `${name}-group-${port}`, {
        name: `${name}-tg-${port}`,
        port: 22,
        protocol: "TCP",
        targetType: "ip",
        vpcId: "vpc-1",
        ipAddressType: "ipv4",
        deregistrationDelay: "300",
        connectionTermination: false,
        loadBalancingCrossZoneEnabled: "use_load_balancer_configuration",
        preserveClientIp: "false",
        stickiness: { type: "source_ip", enabled: false },
        targetHealthState: [{ enableUnhealthyConnectionTermination: true, unhealthyDrainingInterval: 0 }],
        healthCheck: {
          port: "traffic-port",
          protocol: "TCP",
          healthyThreshold: 3,
          unhealthyThreshold: 3,
          interval: 30,
          timeout: 10,
        },
        dependsOn: [loadBalancer],
        lifecycle: { ignoreChanges: ["port"] },
      });
      const protocol = new TerraformData(stack, `${name}-protocol-${port}`, { input: { protocol: "TCP" } });
      new LbListener(stack, `${name}-listener-${port}`, {
        loadBalancerArn: loadBalancer.arn,
        port,
        protocol: "TCP",
        tcpIdleTimeoutSeconds: 350,
        defaultAction: [{ type: "forward", targetGroupArn: group.arn }],
        lifecycle: {
          replaceTriggeredBy: [
            `aws_lb_target_group.${group.friendlyUniqueId}.id`,
            `terraform_data.${protocol.friendlyUniqueId}`,
          ],
        },
      });
      new LbTargetGroupAttachment(stack, `${name}-attachment-${port}`, {
        targetGroupArn: group.arn,
        targetId: targetIp(port),
        port: 22,
      });
    }
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
