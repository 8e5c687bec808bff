import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { RegisterTargetsCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { PortForwardNlb, type PortForward, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { impactOf } from "../../cli/impact/impact";
import { planOf } from "../../cli/impact/plan";
import { loadBalancersOf } from "../../cli/inventory/from-terraform";
import type { JsonObject } from "../../cli/inventory/json";
import { ofShown } from "../../cli/inventory/terraform-resource";
import { parseEvent } from "../../host-targets/event";
import { moduleArguments } from "../module-arguments";
import { namelessProps } from "./support/article";
import { moduleBlock } from "./support/module";
import { reportedNlbs } from "./support/reported";
import { Suite } from "./support/suite";
import { synthesizeStack } from "./support/synth";
import type { StateResource, Terraform } from "./support/terraform";

// Forwards to hosts, with the targets that the function registered. test/e2e/host-targets.test.ts runs the function.

const MAKERS = ["construct", "module"] as const;
const HOST: PortForward = { listenerPort: 5432, targetHost: "db.example.internal", targetPort: 5432 };
const ADDRESS: PortForward = { listenerPort: 5432, targetIp: "172.31.129.10", targetPort: 5432 };
const NEIGHBOUR: PortForward = { listenerPort: 22, targetIp: "172.31.129.10", targetPort: 22 };

const suite = Suite.begin();

/** Returns the configuration of both load balancers with a row. */
function configuration(row: PortForward): Record<string, string> {
  const { private_subnet_1a_id } = suite.network;
  const props = (name: string): PortForwardNlbProps => ({
    ...namelessProps(suite.network),
    name,
    vpcCidrBlocks: ["172.31.128.0/17"],
    deletionProtection: false,
    hostTargets: { subnetIds: [private_subnet_1a_id], nameServers: ["192.168.0.2"] },
    alarms: { actionArns: [] },
    tags: { team: "network" },
    forwards: [NEIGHBOUR, row],
  });
  return {
    ...synthesizeStack((stack) => new PortForwardNlb(stack, "forwarding", props("construct"))),
    "module.tf.json": JSON.stringify({ module: { forwarding: moduleBlock(moduleArguments(props("module"))) } }),
  };
}

/** Copies the program to where the construct's asset is. */
async function addAsset(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  const [, asset = ""] = /"(assets\/[^"]*\.zip)"/.exec(files["cdk.tf.json"] ?? "") ?? [];
  await mkdir(path.dirname(path.join(folder, asset)), { recursive: true });
  await copyFile("lib/host-targets.zip", path.join(folder, asset));
}

let terraform: Terraform;

/** Returns what the command says about the hosts' forwards in the last plan: their targets after it, and the verdict. */
async function saidByCommand(): Promise<unknown[]> {
  const plan = (await terraform.shownPlan()) as unknown as JsonObject;
  const targets = loadBalancersOf(ofShown(plan)).map(({ forwards }) => forwards.at(-1)?.targets);
  return impactOf(planOf(plan)).loadBalancers.map(({ forwards }, index) => [forwards.at(-1)?.verdict, targets[index]]);
}

/** Applies a row, and returns the planned changes of both load balancers, each an action and a type. */
async function applied(row: PortForward): Promise<Record<string, string[]>> {
  await terraform.write(configuration(row));
  const planned = await terraform.planChanges();
  await terraform.applyPlan();
  const ofModule = planned.filter((change) => change.includes(" module."));
  const kinds = (changes: string[]): string[] =>
    changes.map((change) => change.replace(/^(\S+) (?:module\.\w+\.)?(\w+)\..*$/, "$1 $2")).sort();
  return { construct: kinds(planned.filter((change) => !ofModule.includes(change))), module: kinds(ofModule) };
}

async function groupOf(name: string): Promise<{ arn: string; targets: string[]; neighbours: number }> {
  const reported = (await reportedNlbs(suite.aws, () => true)).get(`${name}-nlb`);
  const forward = reported?.forwards.find(({ listener }) => listener.Port === HOST.listenerPort);
  return {
    arn: forward?.targetGroup.TargetGroupArn ?? "none",
    targets: forward?.targets.map((target) => `${target?.Id}:${target?.Port}`) ?? ["no forward"],
    neighbours: reported?.forwards.filter(({ listener }) => listener.Port === NEIGHBOUR.listenerPort).length ?? 0,
  };
}

/** Registers a target in both target groups, as the function does. */
async function register(id: string): Promise<void> {
  for (const name of MAKERS) {
    const { arn } = await groupOf(name);
    await suite.aws.elb.send(new RegisterTargetsCommand({ TargetGroupArn: arn, Targets: [{ Id: id, Port: 5432 }] }));
  }
}

async function attributes(type: string): Promise<StateResource["values"][]> {
  const resources = await terraform.stateResources();
  return resources.filter((resource) => resource.type === type).map(({ values }) => values);
}

beforeAll(async () => {
  const files = configuration(HOST);
  // The program's path is relative to the folder.
  terraform = await suite.initialize(files, { attaches: false, fill: async (folder) => addAsset(folder, files) });
  await terraform.apply();
});

// Each test continues where the one before it ended.
describe("a forward to a host", () => {
  test("has a function whose input names the host and the target group", async () => {
    const inputs = (await attributes("aws_cloudwatch_event_target")).map(
      ({ input }) => JSON.parse(String(input)) as unknown,
    );
    const groups = await Promise.all(MAKERS.map(groupOf));
    expect(inputs).toEqual(
      groups.map(({ arn }) => ({
        loadBalancerArn: expect.stringContaining(":loadbalancer/net/") as unknown,
        targetGroups: [{ id: arn.replace(/^.*:targetgroup\//, ""), hosts: [["db.example.internal", 5432]] }],
        vpcCidrBlocks: ["172.31.128.0/17"],
        nameServers: ["192.168.0.2"],
        missesBeforeRemoval: 3,
      })),
    );
    for (const input of inputs) expect(parseEvent(input)).toMatchObject({ missesBeforeRemoval: 3 });
  });

  test("has a role for its target group alone, and the package's program", async () => {
    const policies = (await attributes("aws_iam_role_policy")).map(
      ({ policy }) => JSON.parse(String(policy)) as { Statement: { Action: unknown; Resource: unknown }[] },
    );
    const groups = await Promise.all(MAKERS.map(groupOf));
    expect(policies.map(({ Statement: [first] }) => first?.Resource)).toEqual(groups.map(({ arn }) => [arn]));
    const hash = createHash("sha256").update(readFileSync("lib/host-targets.zip")).digest("base64");
    const functions = await attributes("aws_lambda_function");
    expect(functions.map(({ source_code_hash }) => source_code_hash)).toEqual([hash, hash]);
    expect(functions.map(({ code_sha256 }) => code_sha256)).toEqual([hash, hash]);
  });

  test("leaves a plan empty after the function registered targets", async () => {
    await register("172.31.129.30");
    expect(await terraform.planChanges()).toEqual([]);
    expect((await groupOf("module")).targets).toEqual(["172.31.129.30:5432"]);
  });

  test("with another name keeps its target group and listener", async () => {
    const changes = await applied({ ...HOST, targetHost: "other.example.internal" });
    // The alarm's description and the marker name the host.
    const named = ["update aws_cloudwatch_event_target", "update aws_cloudwatch_metric_alarm", "update terraform_data"];
    expect(changes).toEqual({ construct: named, module: named });
    const said = ["drained", [{ host: "other.example.internal", port: 5432 }]];
    expect(await saidByCommand()).toEqual([said, said]);
    expect((await groupOf("construct")).targets).toEqual(["172.31.129.30:5432"]);
  });

  test("replaced by an address keeps none of the function's targets", async () => {
    const changes = await applied(ADDRESS);
    for (const name of MAKERS) {
      const groups = changes[name]?.filter((change) => /_lb_|terraform_data/.test(change));
      expect(groups).toEqual([
        "create aws_lb_target_group_attachment",
        "delete/create aws_lb_listener",
        "delete/create aws_lb_target_group",
        "update terraform_data",
      ]);
      expect(await groupOf(name)).toMatchObject({ targets: ["172.31.129.10:5432"], neighbours: 1 });
    }
    expect(await attributes("aws_lambda_function")).toEqual([]);
    expect(await terraform.planChanges()).toEqual([]);
  });

  test("in place of an address has a group without the address", async () => {
    await applied(HOST);
    const said = ["interrupted", [{ host: "db.example.internal", port: 5432 }]];
    expect(await saidByCommand()).toEqual([said, said]);
    expect(await Promise.all(MAKERS.map(async (name) => (await groupOf(name)).targets))).toEqual([[], []]);
    expect(await terraform.planChanges()).toEqual([]);
  });

  test("leaves nothing behind when it is destroyed", async () => {
    await register("172.31.129.30");
    await terraform.destroy();
    expect(await terraform.stateResources()).toEqual([]);
    expect(await suite.aws.targetGroups()).toEqual([]);
  });
});
