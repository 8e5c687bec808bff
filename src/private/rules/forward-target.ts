import type { ForwardTarget } from "../../port-forward";
import { NlbIpAddressType } from "../../port-forward-nlb-props";
import { parseCidr } from "../addresses";
import type { ForwardSettings, TargetSettings } from "../defaults/forward";
import type { LoadBalancerSettings } from "../defaults/load-balancer";
import { items, record } from "../given";
import { attachmentId } from "../names";
import { shown } from "../shown";
import { ADDRESS, literalSwitch, PORT, filledText } from "./bounds";
import { about, literal, type Malformed, optional, required, type Rule, type Subject } from "./rule";
import { API, ELB_API, NLB } from "./sources";
import { knownProps } from "./unknown-props";
import { isUnresolved } from "../unresolved";

// What a target is held to: a row's own, and the further ones of `additionalTargets`.

export interface TargetSubject extends Subject {
  readonly target: TargetSettings;
  readonly loadBalancer: LoadBalancerSettings;
}

/** One of `additionalTargets`. */
export interface AdditionalTargetSubject extends TargetSubject {
  /** The first target of the forward whose address is known: the others are of its family. */
  readonly family?: TargetSettings;
  /** How messages name the target before this one that has the same IP and port, or the same identity. */
  readonly sameSocket?: string;
  readonly sameIdentity?: string;
}

/** @param label how messages name the row */
export function additionalTargetSubjects(
  label: string,
  list: unknown,
  { targets }: ForwardSettings,
  loadBalancer: LoadBalancerSettings,
): (AdditionalTargetSubject | Malformed)[] {
  const family = targets.find(({ address }) => address);
  const sockets = new Map<string, string>();
  const identities = new Map<string, string>();
  const named = targets.map((target, place) => {
    const name = place === 0 ? "the forward's own target" : `additionalTargets[${place - 1}]`;
    const socket = target.address && `${target.address.toString()} ${target.targetPort}`;
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
      ? { ...labelled, ...subject, given, loadBalancer, family }
      : { ...labelled, malformed: items(list)[place] };
  });
}

/** Ranges that AWS takes targets from, the VPC's own blocks aside. */
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
      `'targetIp' ${address.toString()} is in none of the ranges that AWS takes targets from, the VPC's own and ` +
      `${PRIVATE_RANGES.join(", ")}; give a private address, or the block of the VPC that holds it in vpcCidrBlocks`;
    return [about(subject, sentence)];
  },
};

const TARGET_ZONE: Rule<TargetSubject> = {
  title: "Availability Zone of a target",
  prop: "targetIp",
  bound: "`external` is true where the target is outside the VPC, a peered VPC included; found from `vpcCidrBlocks`",
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

const NO_OWN_ADDRESS: Rule<TargetSubject> = {
  title: "Addresses of the load balancer",
  prop: "targetIp",
  bound: "none of the load balancer's own static addresses",
  severity: "error",
  source: `${ELB_API}/API_TargetHealth.html`,
  name: "no-own-address",
  problems: (subject) => {
    const { address } = subject.target;
    const place = address && subject.loadBalancer.ownAddresses.get(address.toString());
    if (!address || place === undefined) return [];
    const sentence =
      `'targetIp' ${address.toString()} is the load balancer's own address in subnetMappings[${place}], which AWS never finds ` +
      `healthy (Target.IpUnusable); give the address of the server`;
    return [about(subject, sentence)];
  },
};

const TARGET_DUALSTACK: Rule<TargetSubject> = {
  title: "IPv6 targets",
  prop: "targetIp",
  bound: "only behind a load balancer whose `ipAddressType` is `dualstack`",
  severity: "error",
  source: `${NLB}/load-balancer-target-groups.html#target-type`,
  name: "target-dualstack",
  problems: (subject) => {
    const { address } = subject.target;
    const { ipAddressType } = subject.loadBalancer;
    if (address?.kind() !== "ipv6" || ipAddressType !== NlbIpAddressType.IPV4) return [];
    const sentence =
      `'targetIp' ${address.toString()} is an IPv6 address, but the load balancer's 'ipAddressType' is ${ipAddressType}; ` +
      `set it to ${NlbIpAddressType.DUALSTACK}, or give an IPv4 address`;
    return [about(subject, sentence)];
  },
};

const ONE_FAMILY: Rule<AdditionalTargetSubject> = {
  title: "Families of addresses",
  prop: "targetIp",
  bound: "the targets of a forward all IPv4, or all IPv6",
  severity: "error",
  source: `${ELB_API}/API_CreateTargetGroup.html`,
  name: "one-family",
  problems: (subject) => {
    const { address } = subject.target;
    const other = subject.family?.address;
    if (!address || !other || address.kind() === other.kind()) return [];
    const sentence =
      `'targetIp' ${address.toString()} and ${other.toString()} are of two families, and the targets of one forward are ` +
      `of one; give it a forward of its own`;
    return [about(subject, sentence)];
  },
};

const EACH_TARGET_ONCE: Rule<AdditionalTargetSubject> = {
  title: "The same target twice",
  prop: "targetIp",
  bound: "each IP and port once in a forward; to remove one of two would deregister the live target",
  severity: "error",
  source: `${ELB_API}/API_DeregisterTargets.html`,
  name: "each-target-once",
  problems: (subject) => {
    const { sameSocket, target } = subject;
    if (sameSocket === undefined) return [];
    const port = isUnresolved(target.targetPort) ? "the same port" : `port ${target.targetPort}`;
    const sentence = `'targetIp' ${target.targetIp} with ${port} is ${sameSocket} too; remove one of them`;
    return [about(subject, sentence)];
  },
};

const EACH_IDENTITY_ONCE: Rule<AdditionalTargetSubject> = {
  title: "Keys",
  prop: "key",
  bound: "each once in a forward; one of its targets at most has a token for IP or port and no `key`",
  severity: "error",
  source: API,
  name: "each-identity-once",
  problems: (subject) => {
    const { sameIdentity, sameSocket, target } = subject;
    if (sameIdentity === undefined || sameSocket !== undefined) return [];
    const sentence =
      target.key === undefined
        ? `'key' is left out, and so it is of ${sameIdentity}, whose IP or port is a token too; give one of them a key`
        : `'key' ${shown(target.key)} makes it the same resource as ${sameIdentity}; give it another`;
    return [about(subject, sentence)];
  },
};

/** What can be said of a target by itself. */
export const TARGET_BOUNDS: Record<keyof ForwardTarget, readonly Rule[]> = {
  targetIp: [required("targetIp", ADDRESS)],
  targetPort: [optional("targetPort", PORT)],
  external: literalSwitch("external", "it decides what is emitted"),
  key: [
    literal("key", "Keys", "the target's resource is named after it", "give a text"),
    optional("key", filledText("Keys", "a text", API)),
  ],
};

/** What its network, too, says of a target. */
export const TARGET_IN_NETWORK: readonly Rule<TargetSubject>[] = [
  TARGET_RANGE,
  TARGET_ZONE,
  TARGET_DUALSTACK,
  NO_OWN_ADDRESS,
];

export const ADDITIONAL_TARGET_RULES: readonly Rule<AdditionalTargetSubject>[] = [
  knownProps("a target", Object.keys(TARGET_BOUNDS)),
  ...Object.values(TARGET_BOUNDS).flat(),
  ...TARGET_IN_NETWORK,
  ONE_FAMILY,
  EACH_TARGET_ONCE,
  EACH_IDENTITY_ONCE,
];
