import type { ForwardTarget } from "../../port-forward";
import { NlbIpAddressType } from "../../port-forward-nlb-props";
import { parseCidr } from "../addresses";
import type { ForwardSettings, TargetSettings } from "../defaults/forward";
import type { LoadBalancerSettings } from "../defaults/load-balancer";
import { items, record } from "../given";
import { attachmentId } from "../names";
import { butIs, shown } from "../shown";
import { isInstance, TARGET_PROPS, TARGET_TYPES, type TargetProp, targetPropsOf, type TargetType } from "../targets";
import { HOST } from "./host-name";
import { filledText, id, lengthProblem, literalSwitch, PORT, TARGET_ADDRESS } from "./bounds";
import { about, type Bound, literal, type Malformed, optional, type Rule, type Subject } from "./rule";
import { API, EC2_API, ELB_API, NLB } from "./sources";
import { knownProps } from "./unknown-props";
import { isUnresolved } from "../unresolved";

// Rules of targets: a row's own, and those of `additionalTargets`.

export interface TargetSubject extends Subject {
  readonly target: TargetSettings;
  /** Props that can name the target. */
  readonly targetProps: readonly TargetProp[];
  readonly loadBalancer: LoadBalancerSettings;
}

/** One of `additionalTargets`. */
export interface AdditionalTargetSubject extends TargetSubject {
  /** Type of the forward's own target. */
  readonly targetType: TargetType;
  /** The first target of the forward whose address is known. The others must have its IP version. */
  readonly family?: TargetSettings;
  /** Names an earlier target in messages that has the same IP and port, or the same identity. */
  readonly sameSocket?: string;
  readonly sameIdentity?: string;
}

/** @param label names the row in messages */
export function additionalTargetSubjects(
  label: string,
  list: unknown,
  { targets, targetType }: ForwardSettings,
  loadBalancer: LoadBalancerSettings,
): (AdditionalTargetSubject | Malformed)[] {
  const family = targets.find(({ address }) => address);
  const sockets = new Map<string, string>();
  const identities = new Map<string, string>();
  const named = targets.map((target, place) => {
    const name = place === 0 ? "the forward's own target" : `additionalTargets[${place - 1}]`;
    const host = hostOf(target);
    const socket = host === undefined ? undefined : `${host} ${target.targetPort}`;
    const identity = attachmentId(target);
    const sameSocket = socket === undefined ? undefined : sockets.get(socket);
    const sameIdentity = identities.get(identity);
    if (socket !== undefined && sameSocket === undefined) sockets.set(socket, name);
    if (sameIdentity === undefined) identities.set(identity, name);
    return { name, target, sameSocket, sameIdentity };
  });
  return named.slice(1).map(({ name, ...subject }, place) => {
    const given = record(items(list)[place]);
    const labelled = { label: `${label}: ${name}` };
    return given
      ? { ...labelled, ...subject, given, loadBalancer, targetType, targetProps: ADDITIONAL_TARGET_PROPS, family }
      : { ...labelled, malformed: items(list)[place] };
  });
}

/** A load balancer is the only target of its group. */
const ADDITIONAL_TARGET_PROPS = TARGET_PROPS.filter((prop) => prop !== "targetAlbArn");

/** Returns the address or the name of a target, or the ID of an instance. Undefined if Terraform alone knows it. */
export function hostOf({ address, id }: TargetSettings): string | undefined {
  if (address) return address.toString();
  return isInstance(id) || HOST.problem(id) === undefined ? id.toLowerCase() : undefined;
}

const TARGET_TYPE = `${NLB}/load-balancer-target-groups.html#target-type`;

const KINDS: Readonly<Record<TargetType, string>> = {
  ip: "an IP address",
  instance: "an instance",
  alb: "an Application Load Balancer",
  host: "a host",
};

/** Names the type of a target in messages. */
export function kindOf(type: TargetType): string {
  return KINDS[type];
}

const ONE_TARGET: Rule<TargetSubject> = {
  title: "One target",
  prop: "targetIp",
  bound: "one of `targetIp`, `targetInstanceId`, `targetHost` and, for the forward itself, `targetAlbArn`",
  severity: "error",
  source: TARGET_TYPE,
  name: "one-target",
  problems: (subject) => {
    const { given, targetProps } = subject;
    const [first, ...others] = targetPropsOf(given).filter((prop) => targetProps.includes(prop));
    const quoted = targetProps.map((prop) => `'${prop}'`);
    if (first === undefined) {
      return [
        about(subject, `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1) ?? ""} is missing. Set one of them.`),
      ];
    }
    if (others.length === 0) return [];
    const both = [first, ...others].map((prop) => `'${prop}'`).join(" and ");
    return [about(subject, `${both} are set, but a target has one of them. Remove the others.`)];
  },
};

const ONE_TARGET_TYPE: Rule<AdditionalTargetSubject> = {
  title: "Types of targets",
  prop: "targetIp",
  bound: "the targets of a forward are all IP addresses, all instances or all hosts",
  severity: "error",
  source: TARGET_TYPE,
  name: "one-target-type",
  problems: (subject) => {
    const [prop = "targetIp"] = targetPropsOf(subject.given);
    const type = TARGET_TYPES[prop];
    if (type === subject.targetType || subject.targetType === "alb") return [];
    const sentence =
      `'${prop}' is ${KINDS[type]}, but the forward's own target is ${KINDS[subject.targetType]}, and a target group has ` +
      "one type of targets. Give this target its own forward.";
    return [about(subject, sentence)];
  },
};

const EXTERNAL_ADDRESS: Rule<TargetSubject> = {
  title: "Availability Zone of a target",
  prop: "external",
  bound: "true only with `targetIp` or `targetHost`; other targets are in the load balancer's VPC",
  severity: "error",
  source: `${ELB_API}/API_TargetDescription.html`,
  name: "external-address",
  problems: (subject) => {
    const [prop = "targetIp"] = targetPropsOf(subject.given);
    if (prop === "targetIp" || prop === "targetHost" || subject.given.external !== true) return [];
    const sentence =
      `'external' is true, but the target is ${KINDS[TARGET_TYPES[prop]]}, which AWS accepts only in the load balancer's ` +
      "VPC. Remove external: true, or use targetIp.";
    return [about(subject, sentence)];
  },
};

/** Ranges that AWS accepts targets from, besides the VPC's own blocks. */
export const PRIVATE_RANGES = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"]
  .map(parseCidr)
  .filter((range) => range !== undefined);

const TARGET_RANGE: Rule<TargetSubject> = {
  title: "Target IPs",
  prop: "targetIp",
  bound: `an address of the VPC, or of ${PRIVATE_RANGES.join(", ")}; IPv6 addresses are not checked`,
  severity: "error",
  source: `${NLB}/load-balancer-target-groups.html#target-type`,
  name: "target-range",
  problems: (subject) => {
    const { address, inVpc } = subject.target;
    if (address?.kind() !== "ipv4" || inVpc || subject.loadBalancer.vpc.hasUnknownBlocks) return [];
    if (PRIVATE_RANGES.some((range) => range.contains(address))) return [];
    const sentence =
      `'targetIp' ${address.toString()} is in none of the ranges that AWS accepts targets from: the VPC's own and ` +
      `${PRIVATE_RANGES.join(", ")}. Use a private address, or add the VPC's block that contains it to vpcCidrBlocks.`;
    return [about(subject, sentence)];
  },
};

const TARGET_ZONE: Rule<TargetSubject> = {
  title: "Availability Zone of a target",
  prop: "targetIp",
  bound: "`external` is true if the target is outside the VPC, also in a peered VPC; derived from `vpcCidrBlocks`",
  severity: "error",
  source: `${ELB_API}/API_TargetDescription.html`,
  name: "target-zone",
  problems: (subject) => {
    const { given, target, loadBalancer } = subject;
    const { vpc } = loadBalancer;
    const { address, inVpc } = target;
    if (!address) return [];
    if (inVpc === true && given.external === true) {
      const sentence =
        `'targetIp' ${address.toString()} is inside the VPC (${vpc.toString()}), but 'external' is true. AWS would ` +
        `reject that: "The IP address '${address.toString()}' is within the VPC, and cannot have its Availability Zone ` +
        `overridden to 'all'". Remove external: true.`;
      return [about(subject, sentence)];
    }
    if (inVpc === false && given.external === false) {
      const sentence =
        `'targetIp' ${address.toString()} is outside the VPC (${vpc.toString()}), but 'external' is false. AWS would ` +
        `reject that: "You must specify a valid Availability Zone or select 'all' … since the IP address ` +
        `'${address.toString()}' is outside the VPC". Set external: true, or remove it to derive it from vpcCidrBlocks.`;
      return [about(subject, sentence)];
    }
    return [];
  },
};

const NO_OWN_ADDRESS: Rule<TargetSubject> = {
  title: "Addresses of the load balancer",
  prop: "targetIp",
  bound: "not one of the load balancer's own static addresses",
  severity: "error",
  source: `${ELB_API}/API_TargetHealth.html`,
  name: "no-own-address",
  problems: (subject) => {
    const { address } = subject.target;
    const place = address && subject.loadBalancer.ownAddresses.get(address.toString());
    if (!address || place === undefined) return [];
    const sentence =
      `'targetIp' ${address.toString()} is the load balancer's own address in subnetMappings[${place}], which never ` +
      "becomes healthy as a target (Target.IpUnusable). Use the address of the server.";
    return [about(subject, sentence)];
  },
};

const TARGET_DUALSTACK: Rule<TargetSubject> = {
  title: "IPv6 targets",
  prop: "targetIp",
  bound: "only if the load balancer's `ipAddressType` is `dualstack`",
  severity: "error",
  source: `${NLB}/load-balancer-target-groups.html#target-type`,
  name: "target-dualstack",
  problems: (subject) => {
    const { address } = subject.target;
    const { ipAddressType } = subject.loadBalancer;
    if (address?.kind() !== "ipv6" || ipAddressType !== NlbIpAddressType.IPV4) return [];
    const sentence =
      `'targetIp' ${address.toString()} is an IPv6 address, but the load balancer's 'ipAddressType' is ${ipAddressType}. ` +
      `Set it to ${NlbIpAddressType.DUALSTACK}, or use an IPv4 address.`;
    return [about(subject, sentence)];
  },
};

const ONE_FAMILY: Rule<AdditionalTargetSubject> = {
  title: "Families of addresses",
  prop: "targetIp",
  bound: "the targets of a forward are all IPv4 or all IPv6",
  severity: "error",
  source: `${ELB_API}/API_CreateTargetGroup.html`,
  name: "one-family",
  problems: (subject) => {
    const { address } = subject.target;
    const other = subject.family?.address;
    if (!address || !other || address.kind() === other.kind()) return [];
    const sentence =
      `'targetIp' ${address.toString()} and ${other.toString()} are of different IP versions, but the targets of a ` +
      "forward must have the same. Give this target its own forward.";
    return [about(subject, sentence)];
  },
};

const EACH_TARGET_ONCE: Rule<AdditionalTargetSubject> = {
  title: "The same target twice",
  prop: "targetIp",
  bound: "each target and port once per forward; removing one of two equal targets would deregister both",
  severity: "error",
  source: `${ELB_API}/API_DeregisterTargets.html`,
  name: "each-target-once",
  problems: (subject) => {
    const { sameSocket, target } = subject;
    if (sameSocket === undefined) return [];
    const port = isUnresolved(target.targetPort) ? "the same port" : `port ${target.targetPort}`;
    const [prop = "targetIp"] = targetPropsOf(subject.given);
    const sentence = `'${prop}' ${target.id} with ${port} repeats ${sameSocket}. Remove one of them.`;
    return [about(subject, sentence)];
  },
};

const EACH_IDENTITY_ONCE: Rule<AdditionalTargetSubject> = {
  title: "Keys",
  prop: "key",
  bound: "unique per forward; at most one target whose ID or port is a token has no `key`",
  severity: "error",
  source: API,
  name: "each-identity-once",
  problems: (subject) => {
    const { sameIdentity, sameSocket, target } = subject;
    if (sameIdentity === undefined || sameSocket !== undefined) return [];
    const sentence =
      target.key === undefined
        ? `'key' is missing here and on ${sameIdentity}, and both have a token as target or port. Give one of them a key.`
        : `'key' ${shown(target.key)} makes this target the same resource as ${sameIdentity}. Use another key.`;
    return [about(subject, sentence)];
  },
};

const MUST_BE_AN_ALB =
  "must be the ARN of an Application Load Balancer such as " +
  "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188";

/** Also for HCL. */
const ARN_OF_ALB =
  "^arn:[0-9a-z-]+:elasticloadbalancing:[0-9a-z-]+:[0-9]{12}:loadbalancer/app/[0-9A-Za-z-]+/[0-9a-f]+$";

/** An Application Load Balancer. */
export const ALB: Bound = {
  title: "Application Load Balancers",
  bound: "the ARN of an Application Load Balancer",
  source: `${NLB}/application-load-balancer-target.html`,
  form: { kind: "alb", arn: ARN_OF_ALB, must: MUST_BE_AN_ALB },
  problem: (value) =>
    typeof value === "string" && lengthProblem(value) === undefined && new RegExp(ARN_OF_ALB).test(value)
      ? undefined
      : `${MUST_BE_AN_ALB}, ${butIs(value)}.`,
};

/** Rules of a target by itself. */
export const TARGET_BOUNDS: Record<keyof ForwardTarget, readonly Rule[]> = {
  targetIp: [optional("targetIp", TARGET_ADDRESS)],
  targetInstanceId: [optional("targetInstanceId", id("an instance", "i-", `${EC2_API}/API_Instance.html`))],
  targetHost: [optional("targetHost", HOST)],
  targetPort: [optional("targetPort", PORT)],
  external: literalSwitch("external", "it decides what is generated"),
  key: [
    literal("key", "Keys", "the target's resource is named after it", "Use a string"),
    optional("key", filledText("Keys", "a non-empty string", API)),
  ],
};

/** Rules of a target in its network. */
export const TARGET_IN_NETWORK: readonly Rule<TargetSubject>[] = [
  ONE_TARGET,
  EXTERNAL_ADDRESS,
  TARGET_RANGE,
  TARGET_ZONE,
  TARGET_DUALSTACK,
  NO_OWN_ADDRESS,
];

export const ADDITIONAL_TARGET_RULES: readonly Rule<AdditionalTargetSubject>[] = [
  knownProps("a target", Object.keys(TARGET_BOUNDS)),
  ...Object.values(TARGET_BOUNDS).flat(),
  ...TARGET_IN_NETWORK,
  ONE_TARGET_TYPE,
  ONE_FAMILY,
  EACH_TARGET_ONCE,
  EACH_IDENTITY_ONCE,
];
