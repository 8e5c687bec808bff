import { Token } from "cdktf";
import type { PortForward } from "../../port-forward";
import { parseCidr } from "../addresses";
import type { ForwardSettings } from "../defaults";
import type { Given } from "../given";
import type { Vpc } from "../vpc";
import { ADDRESS, AWS_NAME, FLAG, PORT, text } from "./bounds";
import { about, literal, optional, required, type Rule } from "./rule";
import { API, ELB_API, NLB } from "./sources";
import { type Named, uniqueName } from "./unique-name";
import { knownProps } from "./unknown-props";

// What a row of the list is held to.

export interface ForwardSubject extends Named {
  /** Place in the list. */
  readonly index: number;
  readonly forward: ForwardSettings;
  readonly vpc: Vpc;
  /** The row that had this listener port before this one. */
  readonly first?: ForwardSubject;
}

/** How messages name a row. */
export function forwardLabel(index: number, given: Given | undefined): string {
  const listenerPort = given?.listenerPort;
  const literal = Number.isFinite(listenerPort) && !Token.isUnresolved(listenerPort);
  return literal ? `forwards[${index}] (listener ${String(listenerPort)})` : `forwards[${index}]`;
}

/** Ranges that AWS takes targets from, the VPC's own blocks aside. */
const PRIVATE_RANGES = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"]
  .map(parseCidr)
  .filter((range) => range !== undefined);

const TARGET_RANGE: Rule<ForwardSubject> = {
  title: "Target IPs",
  prop: "targetIp",
  bound: `an address of the VPC, or of ${PRIVATE_RANGES.join(", ")}; IPv6 addresses are not checked`,
  severity: "error",
  source: `${NLB}/load-balancer-target-groups.html#target-type`,
  problems: (subject) => {
    const { address, inVpc } = subject.forward;
    if (address?.kind() !== "ipv4" || inVpc || subject.vpc.hasUnknownBlocks) return [];
    if (PRIVATE_RANGES.some((range) => range.contains(address))) return [];
    const sentence =
      `'targetIp' ${address.toString()} is in none of the ranges that AWS takes targets from, the VPC's own and ` +
      `${PRIVATE_RANGES.join(", ")}; give a private address, or the block of the VPC that holds it in vpcCidrBlocks`;
    return [about(subject, sentence)];
  },
};

const TARGET_ZONE: Rule<ForwardSubject> = {
  title: "Availability Zone of a target",
  prop: "targetIp",
  bound: "`external` is true where the target is outside the VPC, a peered VPC included; found from `vpcCidrBlocks`",
  severity: "error",
  source: `${ELB_API}/API_TargetDescription.html`,
  problems: (subject) => {
    const { given, vpc, forward } = subject;
    const { address, inVpc } = forward;
    if (!address) return [];
    if (inVpc === true && given.external === true) {
      const sentence =
        `'targetIp' ${address.toString()} is inside the VPC (${vpc.toString()}), but 'external' is true, and AWS would ` +
        `answer "The IP address '${address.toString()}' is within the VPC, and cannot have its Availability Zone ` +
        `overridden to 'all'"; remove external: true`;
      return [about(subject, sentence)];
    }
    if (inVpc === false && given.external === false) {
      const sentence =
        `'targetIp' ${address.toString()} is outside the VPC (${vpc.toString()}), but 'external' is false, and AWS would ` +
        `answer "You must specify a valid Availability Zone or select 'all' … since the IP address ` +
        `'${address.toString()}' is outside the VPC"; set external: true, or remove it to have it found from vpcCidrBlocks`;
      return [about(subject, sentence)];
    }
    return [];
  },
};

const ONE_LISTENER_PER_PORT: Rule<ForwardSubject> = {
  title: "One listener per port",
  prop: "listenerPort",
  bound: "each listener port once per load balancer; two listeners on one port undo each other without an error",
  severity: "error",
  source: "https://github.com/hashicorp/terraform-provider-aws/issues/40417",
  problems: ({ index, first, forward: { listenerPort, protocol } }) =>
    first
      ? [
          `forwards[${index}] and forwards[${first.index}] both listen on ${protocol} ${listenerPort}; ` +
            `give each forward its own listenerPort`,
        ]
      : [],
};

const PROPS: Record<keyof PortForward, readonly Rule<ForwardSubject>[]> = {
  listenerPort: [required("listenerPort", PORT), ONE_LISTENER_PER_PORT],
  targetIp: [required("targetIp", ADDRESS), TARGET_RANGE, TARGET_ZONE],
  targetPort: [required("targetPort", PORT)],
  external: [
    literal("external", "Switches", "it decides what is emitted", "give true or false"),
    optional("external", FLAG),
  ],
  key: [
    literal("key", "Keys", "the target's resource is named after it", "give a text"),
    optional("key", text("Keys", "a text", API)),
  ],
  targetGroupName: [
    optional("targetGroupName", AWS_NAME),
    uniqueName(
      "target group",
      "targetGroupName",
      ({ forward }: ForwardSubject) => forward.targetGroupName,
      "another targetGroupName, or its construct another name",
    ),
  ],
};

export const FORWARD_RULES: readonly Rule<ForwardSubject>[] = [
  knownProps("a forward", Object.keys(PROPS)),
  ...Object.values(PROPS).flat(),
];
