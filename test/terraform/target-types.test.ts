import { HealthCheckProtocol, type PortForward } from "cdktf-port-forward-nlb";
import { diagnose } from "../../cli/doctor/diagnosis";
import { namelessProps } from "./support/article";
import { comparable, comparableForward } from "./support/comparable";
import type { ArticleNetwork, FakeAws } from "./support/fake-aws";
import { type Case, Fleet, type Outcome } from "./support/fleet";
import { CONSTRUCT, type Maker, MODULE } from "./support/makers";
import { Suite } from "./support/suite";

// Forwards to an IP address, an instance and an Application Load Balancer, and changes from one to another. AWS always
// ends up with what the list says.

const MAKERS: readonly { by: string; id: string; maker: Maker }[] = [
  { by: "the construct", id: "c", maker: CONSTRUCT },
  { by: "the module", id: "m", maker: MODULE },
];

interface Targets {
  readonly instances: readonly [string, string];
  readonly alb: string;
  readonly groups: readonly [string, string];
}

type States = (targets: Targets) => readonly Omit<PortForward, "listenerPort">[];

const IP = { targetIp: "172.31.129.10", targetPort: 80 };

/** Provider 5.100 refuses the way back from a check by requests, even for another target group. */
const REQUESTS = { healthCheck: { protocol: HealthCheckProtocol.HTTP } };

/** A forward's target group, listener and attachment are replaced. */
function replaced(...others: readonly string[]): string[] {
  return [
    "create lb_target_group_attachment",
    "delete lb_target_group_attachment",
    "delete/create lb_listener",
    "delete/create lb_target_group",
    ...others,
  ];
}

/** What a row changes to, step by step, and the resources of the row that each step replaces or changes. */
const ROWS: Readonly<Record<string, { readonly states: States; readonly planned: readonly (readonly string[])[] }>> = {
  "from an address to an instance and back": {
    states: ({ instances: [one] }) => [IP, { targetInstanceId: one, targetPort: 80 }, IP],
    planned: [replaced(), replaced()],
  },
  "from an address to a load balancer and back": {
    states: ({ alb }) => [
      { ...IP, ...REQUESTS },
      { targetAlbArn: alb, targetPort: 80 },
      { ...IP, ...REQUESTS },
    ],
    planned: [replaced("update terraform_data"), replaced("update terraform_data")],
  },
  "from an instance to a load balancer and back": {
    states: ({ instances: [one], alb }) => [
      { targetInstanceId: one, targetPort: 80, ...REQUESTS },
      { targetAlbArn: alb, targetPort: 80 },
      { targetInstanceId: one, targetPort: 80, ...REQUESTS },
    ],
    planned: [replaced("update terraform_data"), replaced("update terraform_data")],
  },
  "to another instance, and one more": {
    states: ({ instances: [one, two] }) => [
      { targetInstanceId: one, targetPort: 80 },
      { targetInstanceId: two, targetPort: 80 },
      { targetInstanceId: two, targetPort: 80, additionalTargets: [{ targetInstanceId: one }] },
    ],
    planned: [
      ["create lb_target_group_attachment", "delete lb_target_group_attachment"],
      ["create lb_target_group_attachment"],
    ],
  },
  "to another port of a load balancer": {
    states: ({ alb }) => [80, 8080, 80].map((targetPort) => ({ targetAlbArn: alb, targetPort })),
    planned: [replaced("update terraform_data"), replaced("update terraform_data")],
  },
  "to another health check of a load balancer": {
    states: ({ alb }) => [
      { targetAlbArn: alb, targetPort: 80 },
      { targetAlbArn: alb, targetPort: 80, healthCheck: { protocol: HealthCheckProtocol.HTTPS, path: "/health" } },
      { targetAlbArn: alb, targetPort: 80 },
    ],
    planned: [["update lb_target_group"], ["update lb_target_group"]],
  },
};

const FIRST_PORT = 10000;
const NEIGHBOUR = { listenerPort: 20000, ...IP };
const STEPS = [0, 1, 2];

let targets: Targets;

async function created(network: ArticleNetwork, aws: FakeAws): Promise<Targets> {
  const subnets = [network.private_subnet_1a_id, network.private_subnet_1c_id];
  const [first = ""] = subnets;
  const groups = [
    await aws.createSecurityGroup(network.vpc_id, "targets"),
    await aws.createSecurityGroup(network.vpc_id, "others"),
  ] as const;
  return {
    instances: [
      await aws.createInstance(first, "172.31.129.20", groups[0]),
      await aws.createInstance(first, "172.31.129.21", groups[1]),
    ],
    alb: await aws.createAlb("web", subnets, [80, 8080]),
    groups,
  };
}

function list(step: number): readonly PortForward[] {
  const rows = Object.values(ROWS).map(({ states }, index) => {
    const row = states(targets)[step];
    if (!row) throw new Error(`row ${index} has no step ${step}`);
    return { listenerPort: FIRST_PORT + index, ...row };
  });
  return [...rows, NEIGHBOUR];
}

const suite = Suite.begin();
let fleet: Fleet;

beforeAll(async () => {
  targets = await created(suite.network, suite.aws);
  const base = {
    ...namelessProps(suite.network),
    vpcCidrBlocks: ["172.31.128.0/17"],
    deletionProtection: false,
    clientCidrBlocks: ["192.168.1.0/24"],
    alarms: { actionArns: [] },
  };
  const [own, other] = targets.groups;
  const props = (step: number): Case["steps"][number] => ({
    ...base,
    targetSecurityGroupIds: [own],
    // One row has its own.
    forwards: list(step).map((row, index) => (index === 3 ? { ...row, targetSecurityGroupIds: [other] } : row)),
  });
  const cases = {
    ...Object.fromEntries(MAKERS.map(({ id, maker }) => [`${id}rows`, { maker, steps: STEPS.map(props) }])),
    ...Object.fromEntries(STEPS.map((step) => [`fresh${step}`, { maker: CONSTRUCT, steps: [props(step)] }])),
  };
  fleet = await Fleet.applied(suite, cases, (id) => id.endsWith("rows"));
});

/** What the doctor says about targets, with the list of one step and the AWS of another. */
function doctorOn(id: string, listStep: number, factsStep: number): string[] {
  const [list, facts] = [fleet.outcome(id, listStep).examined?.list, fleet.outcome(id, factsStep).examined?.facts];
  if (!list || !facts) throw new Error(`the doctor has not read ${id}`);
  return diagnose(list, facts)
    .findings.filter(({ cause }) => cause.startsWith("target") || cause.endsWith("outbound"))
    .map(({ cause, subject }) => `${cause}: ${subject}`);
}

function reported(id: string, step: number): NonNullable<Outcome["reported"]> {
  const { reported: found } = fleet.outcome(id, step);
  if (!found) throw new Error(`the API reports no load balancer of ${id}`);
  return found;
}

describe.each(MAKERS)("by $by", ({ id }) => {
  const rows = Object.entries(ROWS).map(([change, { planned }], index) => ({
    change,
    planned,
    port: FIRST_PORT + index,
  }));

  test.each(rows)("a row $change", ({ port, planned }) => {
    const ofRow = (changes: readonly string[]): string[] =>
      changes.filter((change) => new RegExp(`[_"]${port}["_/]`).test(change));
    const kind = (change: string): string => change.replace(/^(\S+) (?:module\.\w+\.)?(?:aws_)?(\w+)\..*$/, "$1 $2");
    const forwardOf = (name: string, step: number): unknown => {
      const forward = reported(name, step).forwards.find(({ listener }) => listener.Port === port);
      return forward && comparableForward({ ...forward, targetGroup: { ...forward.targetGroup, Port: 0 } }, name);
    };
    const changes = STEPS.slice(1).map((step) =>
      ofRow(fleet.outcome(`${id}rows`, step).planned)
        .map(kind)
        .filter((change) => !change.includes("security_group"))
        .filter((change) => !change.includes("cloudwatch"))
        .sort(),
    );
    expect(changes).toEqual(planned);
    for (const step of STEPS) expect(forwardOf(`${id}rows`, step)).toEqual(forwardOf(`fresh${step}`, 0));
  });

  test.each(STEPS)("step %d leaves what a new load balancer would have, and nothing to change", (step) => {
    const { failed, next, planned } = fleet.outcome(`${id}rows`, step);
    expect({ failed, next }).toEqual({ failed: [], next: [] });
    expect(step > 0 ? planned.filter((change) => change.includes("20000")) : []).toEqual([]);
    expect(comparable(reported(`${id}rows`, step), `${id}rows`, targets.groups)).toEqual(
      comparable(reported(`fresh${step}`, 0), `fresh${step}`, targets.groups),
    );
  });

  test("the security group names the targets' security groups instead of their addresses", () => {
    const [own, other] = targets.groups;
    const outbound = reported(`${id}rows`, 0)
      .rules.filter(({ IsEgress, Description }) => IsEgress === true && Description?.startsWith("A target"))
      .map(({ CidrIpv4, FromPort, ReferencedGroupInfo }) => `${FromPort} ${CidrIpv4 ?? ReferencedGroupInfo?.GroupId}`);
    expect(outbound.sort()).toEqual(["80 172.31.129.10/32", `80 ${own}`, `80 ${other}`].sort());
  });

  test("the doctor finds nothing wrong with the targets, and names each that isn't in the list", () => {
    for (const step of STEPS) expect(doctorOn(`${id}rows`, step, step)).toEqual([]);
    const named = doctorOn(`${id}rows`, 0, 1).map((line) => line.replace(/(app\/web)\/\w+/, "$1"));
    expect(named).toEqual([
      "target-missing: target 172.31.129.10:80",
      "target-missing: target 172.31.129.10:80",
      "target-missing: target 172.31.129.20:80",
      "target-missing: target 172.31.129.20:80",
      "target-missing: target app/web:80",
      "target-unaccounted: target 172.31.129.20:80",
      "target-unaccounted: target app/web:80",
      "target-unaccounted: target app/web:80",
      "target-unaccounted: target 172.31.129.21:80",
      "target-unaccounted: target app/web:8080",
    ]);
  });

  test("impact says which rows are interrupted", () => {
    const impact = fleet.outcome(`${id}rows`, 1).impact;
    const verdicts = impact?.forwards.map(({ listenerPort, verdict }) => [listenerPort, verdict]);
    expect(verdicts).toEqual([
      [10000, "interrupted"],
      [10001, "interrupted"],
      [10002, "interrupted"],
      [10003, "interrupted"],
      [10004, "interrupted"],
      [10005, "unknown"], // another health check
      [20000, "unchanged"],
    ]);
  });
});

test("the attributes of each type's target group", () => {
  const groups = reported("fresh0", 0).forwards.map(({ listener, targetGroup, attributes, targets: registered }) => [
    listener.Port,
    targetGroup.TargetType,
    targetGroup.HealthCheckProtocol,
    attributes["preserve_client_ip.enabled"],
    registered.map((target) => target?.Id?.replace(/^(i-|arn:.*app\/web\/).*/, "$1…")),
  ]);
  const alb = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/…";
  expect(groups).toEqual([
    [10000, "ip", "TCP", "false", ["172.31.129.10"]],
    [10001, "ip", "HTTP", "false", ["172.31.129.10"]],
    [10002, "instance", "HTTP", "false", ["i-…"]],
    [10003, "instance", "TCP", "false", ["i-…"]],
    [10004, "alb", "HTTP", "true", [alb]],
    [10005, "alb", "HTTP", "true", [alb]],
    [20000, "ip", "TCP", "false", ["172.31.129.10"]],
  ]);
});
