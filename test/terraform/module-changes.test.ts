import { ForwardProtocol, type PortForward } from "cdktf-port-forward-nlb";
import { servedBy, served } from "./support/change-matrix";
import { namelessProps } from "./support/article";
import { type Case, Fleet } from "./support/fleet";
import { MODULE } from "./support/makers";
import { Suite } from "./support/suite";

// What belongs to a row beside listener, target group and attachment: its alarm and its rules in the security group.

const SSH: PortForward = { listenerPort: 10022, targetIp: "172.31.129.10", targetPort: 22 };
const WEB: PortForward = { listenerPort: 10080, targetIp: "172.31.129.10", targetPort: 80 };
const REMOTE: PortForward = { listenerPort: 30080, targetIp: "10.0.0.10", targetPort: 80, external: true };
const ROWS = [SSH, WEB, REMOTE];

const ONE_ROW = [
  'cloudwatch_metric_alarm.unhealthy_hosts["10022"]',
  'lb_listener.this["10022"]',
  'lb_target_group.this["10022"]',
  'lb_target_group_attachment.this["10022/172.31.129.10:22"]',
  'vpc_security_group_egress_rule.targets["tcp/172.31.129.10:22"]',
  'vpc_security_group_ingress_rule.client_cidr_blocks["10022/tcp/172.31.0.0/16"]',
];

/** Changes of the first row, each with the plan of its resources by their names in the module. */
const CHANGES: Readonly<Record<string, { title: string; row: PortForward; plan: readonly string[] }>> = {
  port: {
    title: "another target port",
    row: { ...SSH, targetPort: 2222 },
    plan: [
      'create lb_target_group_attachment.this["10022/172.31.129.10:2222"]',
      'create vpc_security_group_egress_rule.targets["tcp/172.31.129.10:2222"]',
      'delete lb_target_group_attachment.this["10022/172.31.129.10:22"]',
      'delete vpc_security_group_egress_rule.targets["tcp/172.31.129.10:22"]',
      'update cloudwatch_metric_alarm.unhealthy_hosts["10022"]',
    ],
  },
  address: {
    title: "another target IP",
    row: { ...SSH, targetIp: "172.31.137.10" },
    plan: [
      'create lb_target_group_attachment.this["10022/172.31.137.10:22"]',
      'create vpc_security_group_egress_rule.targets["tcp/172.31.137.10:22"]',
      'delete lb_target_group_attachment.this["10022/172.31.129.10:22"]',
      'delete vpc_security_group_egress_rule.targets["tcp/172.31.129.10:22"]',
      'update cloudwatch_metric_alarm.unhealthy_hosts["10022"]',
    ],
  },
  protocol: {
    title: "another protocol",
    row: { ...SSH, protocol: ForwardProtocol.TCP_UDP },
    plan: [
      'create vpc_security_group_egress_rule.targets["udp/172.31.129.10:22"]',
      'create vpc_security_group_ingress_rule.client_cidr_blocks["10022/udp/172.31.0.0/16"]',
      'delete/create lb_listener.this["10022"]',
      'delete/create lb_target_group.this["10022"]',
      'delete/create lb_target_group_attachment.this["10022/172.31.129.10:22"]',
      'update cloudwatch_metric_alarm.unhealthy_hosts["10022"]',
      'update vpc_security_group_ingress_rule.client_cidr_blocks["10022/tcp/172.31.0.0/16"]',
    ],
  },
};

describe("a change of the module's list, applied", () => {
  const keyed = [SSH, WEB].map((row) => ({ ...row, key: "bastion" }));
  const fleet = Fleet.begin(Suite.begin(), (network) => {
    const { securityGroupIds: _, ...props } = namelessProps(network);
    const steps = (...lists: readonly (readonly PortForward[])[]): Case["steps"] =>
      lists.map((rows) => ({
        ...props,
        clientCidrBlocks: ["172.31.0.0/16"],
        alarms: { actionArns: [] },
        forwards: [...rows],
      }));
    const changed = Object.entries(CHANGES).map(([id, { row }]): [string, Case] => [
      id,
      { maker: MODULE, steps: steps(ROWS, [row, WEB, REMOTE], ROWS) },
    ]);
    const moved = [SSH, WEB].flatMap(({ listenerPort, targetIp, targetPort }) => [
      move("lb_target_group_attachment.this", `${listenerPort}/${targetIp}:${targetPort}`, `${listenerPort}/bastion`),
      move("vpc_security_group_egress_rule.targets", `tcp/${targetIp}:${targetPort}`, `tcp/bastion:${targetPort}`),
    ]);
    return {
      ...Object.fromEntries(changed),
      order: { maker: MODULE, steps: steps(ROWS, [...ROWS].reverse()) },
      row: { maker: MODULE, steps: steps(ROWS, [WEB, REMOTE], ROWS) },
      key: { maker: MODULE, steps: steps(ROWS, [...keyed, REMOTE]), moved: [[], moved] },
    };
  });

  function move(resource: string, from: string, to: string): { from: string; to: string } {
    const address = `module.forwarding.aws_${resource}`;
    return { from: `${address}["${from}"]`, to: `${address}["${to}"]` };
  }

  /** What became of a step: its plan, by names in the module, and what AWS serves. */
  function step(id: string, index: number) {
    const { planned, failed, next, ...outcome } = fleet.outcome(id, index);
    const plan = planned.map((change) => change.replace("module.forwarding.aws_", ""));
    return { plan, failed, next, served: servedBy(outcome) };
  }

  function applied(plan: readonly string[], rows: readonly PortForward[]): ReturnType<typeof step> {
    return { plan: [...plan], failed: [], next: [], served: served(rows) };
  }

  test.each(Object.entries(CHANGES).map(([id, change]) => ({ id, ...change })))(
    "with $title touches no other forward",
    ({ id, row, plan }) => {
      expect(step(id, 1)).toEqual(applied(plan, [row, WEB, REMOTE]));
      expect(step(id, 2)).toMatchObject({ failed: [], next: [], served: served(ROWS) });
    },
  );

  test("to another order of the rows is no change", () => {
    expect(step("order", 1)).toEqual(applied([], ROWS));
  });

  test("by a row touches that row alone", () => {
    const plan = (action: string): string[] => ONE_ROW.map((resource) => `${action} ${resource}`);
    expect(step("row", 1)).toEqual(applied(plan("delete"), [WEB, REMOTE]));
    expect(step("row", 2)).toEqual(applied(plan("create"), ROWS));
  });

  test("that gives a server a key is none, with what it names moved", () => {
    expect(step("key", 1)).toEqual(applied([], ROWS));
  });
});
