// Compares the processor time to construct and synthesize 2,000 forwards over 40 load balancers, including the rules,
// with the bare bindings for the same resources and attributes. It takes turns until the ratio is at most a given
// one, or many rounds have shown that it isn't. Prints { ratio, rounds, ours, bare }: the least times, in milliseconds.
//
// A processor that other machines share takes up to twice as long for the same work, and never less than it needs. So the
// least time counts, and the order changes: some schedulers give every second process to the same, busier core.
//
//     node synth-ratio.mjs 1.10
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { App, TerraformStack } = require("cdktf");
const { AwsProvider } = require("@cdktf/provider-aws/lib/provider");
const { Lb } = require("@cdktf/provider-aws/lib/lb");
const { LbListener } = require("@cdktf/provider-aws/lib/lb-listener");
const { LbTargetGroup } = require("@cdktf/provider-aws/lib/lb-target-group");
const { LbTargetGroupAttachment } = require("@cdktf/provider-aws/lib/lb-target-group-attachment");
const { PortForwardNlb } = require("../../lib/index.js");
// cdktf's own class would run `terraform version` for each.
const { TerraformData } = require("../../lib/private/terraform-data.js");

const LOAD_BALANCERS = 40;
const FORWARDS = 50;
/** Rounds that separate a ratio well below the limit from noise, and rounds for one near the limit. */
const ROUNDS = { least: 5, most: 15 };

const loadBalancers = Array.from({ length: LOAD_BALANCERS }, (_, index) => `example-${index}`);
const ports = Array.from({ length: FORWARDS }, (_, index) => 10000 + index);
const subnetMappings = [
  { subnetId: "subnet-1", privateIpv4Address: "172.31.128.10" },
  { subnetId: "subnet-2", privateIpv4Address: "172.31.136.10" },
];
const targetIp = (port) => `172.31.129.${(port % 250) + 1}`;

function ours(stack) {
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
function synthesize(build) {
  const outdir = mkdtempSync(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  const start = process.cpuUsage();
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "stack");
  new AwsProvider(stack, "aws", { region: "ap-northeast-1" });
  build(stack);
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

function round(number) {
  const order = number % 2 === 0 ? ["ours", "bare"] : ["bare", "ours"];
  const { ours: own, bare: theirs } = Object.fromEntries(order.map((build) => [build, measured(build)]));
  // Otherwise the comparison says nothing.
  assert.deepEqual(theirs.resources, own.resources, "the bare bindings do not set the same arguments");
  return { ours: own.milliseconds, bare: theirs.milliseconds };
}

const BUILDS = { ours, bare };
const [argument] = process.argv.slice(2);
if (BUILDS[argument]) {
  console.log(JSON.stringify(synthesize(BUILDS[argument])));
} else {
  const most = Number(argument);
  const rounds = [];
  const least = (build) => Math.min(...rounds.map((round) => round[build]));
  const ratio = () => least("ours") / least("bare");
  while (rounds.length < ROUNDS.least || (rounds.length < ROUNDS.most && ratio() > most)) {
    rounds.push(round(rounds.length));
  }
  console.log(JSON.stringify({ ratio: ratio(), rounds: rounds.length, ours: least("ours"), bare: least("bare") }));
}
