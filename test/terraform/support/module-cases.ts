import { ForwardProtocol, type PortForward } from "cdktf-port-forward-nlb";
import { namelessProps } from "./article";
import type { ArticleNetwork } from "./fake-aws";
import type { Case } from "./fleet";
import { MODULE } from "./makers";

// Changes of a forward's other resources: its alarm, and its rules in the security group.

const SSH: PortForward = { listenerPort: 10022, targetIp: "172.31.129.10", targetPort: 22 };
const WEB: PortForward = { listenerPort: 10080, targetIp: "172.31.129.10", targetPort: 80 };
const REMOTE: PortForward = { listenerPort: 30080, targetIp: "10.0.0.10", targetPort: 80, external: true };
export const MODULE_ROWS = [SSH, WEB, REMOTE];

/** All resources of the first forward. */
export const ONE_ROW = [
  'cloudwatch_metric_alarm.unhealthy_hosts["10022"]',
  'lb_listener.this["10022"]',
  'lb_target_group.this["10022"]',
  'lb_target_group_attachment.this["10022/172.31.129.10:22"]',
  'vpc_security_group_egress_rule.targets["tcp/172.31.129.10:22"]',
  'vpc_security_group_ingress_rule.client_cidr_blocks["10022/tcp/172.31.0.0/16"]',
  'terraform_data.protocol["10022"]',
];

/** Changes of the first forward, each with the plan of its resources by their names in the module. */
export const MODULE_CHANGES: Readonly<Record<string, { title: string; row: PortForward; plan: readonly string[] }>> = {
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
      'update terraform_data.protocol["10022"]',
    ],
  },
};

/** Load balancers of the module, each with alarms and a security group. */
export function moduleCases(network: ArticleNetwork): Record<string, Case> {
  const keyed = [SSH, WEB].map((row) => ({ ...row, key: "bastion" }));
  const { securityGroupIds: _, ...props } = namelessProps(network);
  const steps = (...lists: readonly (readonly PortForward[])[]): Case["steps"] =>
    lists.map((rows) => ({
      ...props,
      clientCidrBlocks: ["172.31.0.0/16"],
      alarms: { actionArns: [] },
      forwards: [...rows],
    }));
  const changed = Object.entries(MODULE_CHANGES).map(([id, { row }]): [string, Case] => [
    id,
    { maker: MODULE, steps: steps(MODULE_ROWS, [row, WEB, REMOTE], MODULE_ROWS) },
  ]);
  const moved = [SSH, WEB].flatMap(({ listenerPort, targetIp, targetPort }) => [
    move("lb_target_group_attachment.this", `${listenerPort}/${targetIp}:${targetPort}`, `${listenerPort}/bastion`),
    move("vpc_security_group_egress_rule.targets", `tcp/${targetIp}:${targetPort}`, `tcp/bastion:${targetPort}`),
  ]);
  return {
    ...Object.fromEntries(changed),
    order: { maker: MODULE, steps: steps(MODULE_ROWS, [...MODULE_ROWS].reverse()) },
    row: { maker: MODULE, steps: steps(MODULE_ROWS, [WEB, REMOTE], MODULE_ROWS) },
    keyed: { maker: MODULE, steps: steps(MODULE_ROWS, [...keyed, REMOTE]), moved: [[], moved] },
  };
}

function move(resource: string, from: string, to: string): { from: string; to: string } {
  const address = `module.forwarding.aws_${resource}`;
  return { from: `${address}["${from}"]`, to: `${address}["${to}"]` };
}
