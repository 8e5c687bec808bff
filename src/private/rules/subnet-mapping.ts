import { NlbIpAddressType, type NlbSubnetMapping } from "../../port-forward-nlb-props";
import type { LoadBalancerSettings } from "../defaults/load-balancer";
import { compare, parseAddress, parseCidr } from "../addresses";
import { type Given, items, record } from "../given";
import { CIDR, id, IPV4_ADDRESS, IPV6_ADDRESS, networkBlock, filledText } from "./bounds";
import { about, type Malformed, optional, required, type Rule, type Subject } from "./rule";
import { shown } from "../shown";
import { ELB_API } from "./sources";
import { knownProps } from "./unknown-props";
import { isUnresolved } from "../unresolved";

// Rules of subnet mappings.

const SUBNET_MAPPING = `${ELB_API}/API_SubnetMapping.html`;
const SUBNET_SIZING = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html";

export interface SubnetMappingSubject extends Subject {
  /** Place in the list. */
  readonly index: number;
  /** The whole list. */
  readonly mappings: readonly (Given | undefined)[];
  readonly loadBalancer: LoadBalancerSettings;
}

/** @param list the value of `subnetMappings`, unchecked */
export function subnetMappingSubjects(
  list: unknown,
  loadBalancer: LoadBalancerSettings,
): (SubnetMappingSubject | Malformed)[] {
  const mappings = items(list).map(record);
  return mappings.map((given, index) => {
    const label = labelOf(index);
    return given ? { label, given, index, mappings, loadBalancer } : { label, malformed: items(list)[index] };
  });
}

function labelOf(index: number): string {
  return `subnetMappings[${index}]`;
}

/** An address that only internal or only internet-facing load balancers have. */
function ofScheme(
  prop: "privateIpv4Address" | "allocationId",
  title: string,
  scheme: { internal: boolean; name: string; instead: string },
): Rule<SubnetMappingSubject> {
  const { internal, name, instead } = scheme;
  return {
    title,
    prop,
    bound: `${name} load balancers only`,
    severity: "error",
    source: SUBNET_MAPPING,
    name: "address-of-scheme",
    problems: (subject) => {
      if (subject.given[prop] === undefined || subject.loadBalancer.internal !== !internal) return [];
      const sentence =
        `'${prop}' is for an ${name} load balancer, but 'internal' is ${String(!internal)}. ` +
        `Set internal: ${String(internal)}, or use ${instead}.`;
      return [about(subject, sentence)];
    },
  };
}

const STATIC_ADDRESS_IN_SUBNET: Rule<SubnetMappingSubject> = {
  title: "Static private addresses in their subnet",
  prop: "privateIpv4Address",
  bound: "inside the subnet, if `cidrBlock` is set, and not one of its first four addresses or its last",
  severity: "error",
  source: SUBNET_SIZING,
  name: "static-address-in-subnet",
  problems: (subject) => {
    const { privateIpv4Address, cidrBlock } = subject.given;
    const address = parseAddress(privateIpv4Address);
    const subnet = parseCidr(cidrBlock);
    if (!address || subnet?.kind !== "ipv4" || !subnet.isNetwork) return [];
    const { first, last } = subnet.usableRange();
    if (compare(address, first) >= 0 && compare(address, last) <= 0) return [];
    const where = subnet.contains(address)
      ? `is one of the five addresses of the subnet (${subnet.toString()}) that AWS reserves: the first four and the last`
      : `is outside the subnet (${subnet.toString()})`;
    const mend = `Use an address from ${first.toString()} to ${last.toString()}`;
    return [about(subject, `'privateIpv4Address' ${address.toString()} ${where}. ${mend}.`)];
  },
};

const SUBNET_IN_VPC: Rule<SubnetMappingSubject> = {
  title: "Subnets in the VPC",
  prop: "cidrBlock",
  bound: "inside the VPC, if `vpcCidrBlocks` is set",
  severity: "error",
  source: SUBNET_SIZING,
  name: "subnet-in-vpc",
  problems: (subject) => {
    const { vpc } = subject.loadBalancer;
    const block = parseCidr(subject.given.cidrBlock);
    if (!block || vpc.covers(block) !== false) return [];
    const sentence =
      `'cidrBlock' ${block.toString()} is outside the VPC (${vpc.toString()}). Use the block of the subnet, or add the VPC's ` +
      "block that contains it to vpcCidrBlocks.";
    return [about(subject, sentence)];
  },
};

const STATIC_ADDRESS_IN_VPC: Rule<SubnetMappingSubject> = {
  title: "Static private addresses in the VPC",
  prop: "privateIpv4Address",
  bound: "inside the VPC, if `vpcCidrBlocks` is set",
  severity: "error",
  source: SUBNET_SIZING,
  name: "static-address-in-vpc",
  problems: (subject) => {
    const { vpc } = subject.loadBalancer;
    const address = parseAddress(subject.given.privateIpv4Address);
    if (!address || vpc.contains(address) !== false) return [];
    const sentence =
      `'privateIpv4Address' ${address.toString()} is outside the VPC (${vpc.toString()}). Use an address of the subnet, or add ` +
      "the VPC's block that contains it to vpcCidrBlocks.";
    return [about(subject, sentence)];
  },
};

const IPV6_OF_DUALSTACK: Rule<SubnetMappingSubject> = {
  title: "Static IPv6 addresses",
  prop: "ipv6Address",
  bound: "only if `ipAddressType` is `dualstack`",
  severity: "error",
  source: SUBNET_MAPPING,
  name: "ipv6-of-dualstack",
  problems: (subject) => {
    const { ipAddressType } = subject.loadBalancer;
    if (subject.given.ipv6Address === undefined || ipAddressType !== NlbIpAddressType.IPV4) return [];
    const sentence =
      `'ipv6Address' is for a dual-stack load balancer, but 'ipAddressType' is ${ipAddressType}. ` +
      `Set it to ${NlbIpAddressType.DUALSTACK}, or remove the address.`;
    return [about(subject, sentence)];
  },
};

/** Rejects a value that another mapping has too. */
function unrepeated(
  prop: Exclude<keyof NlbSubnetMapping, "cidrBlock">,
  title: string,
  bound = "one subnet per Availability Zone",
  mend = `Use ${bound}`,
): Rule<SubnetMappingSubject> {
  return {
    title,
    prop,
    bound,
    severity: "error",
    source: SUBNET_MAPPING,
    name: "unrepeated",
    problems: (subject) => {
      const value = subject.given[prop];
      if (value === undefined || isUnresolved(value)) return [];
      const first = subject.mappings.findIndex((mapping) => isSame(mapping?.[prop], value));
      if (first === subject.index) return [];
      const sentence = `'${prop}' ${shown(value)} is also that of ${labelOf(first)}. ${mend}.`;
      return [about(subject, sentence)];
    },
  };
}

/** Returns whether two values are equal. An IPv6 address has many notations. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  const address = parseAddress(one);
  return address?.kind() === "ipv6" && address.toString() === parseAddress(other)?.toString();
}

const PROPS: Record<keyof NlbSubnetMapping, readonly Rule<SubnetMappingSubject>[]> = {
  subnetId: [required("subnetId", id("a subnet", "subnet-", SUBNET_MAPPING)), unrepeated("subnetId", "Subnets")],
  privateIpv4Address: [
    optional("privateIpv4Address", IPV4_ADDRESS),
    ofScheme("privateIpv4Address", "Static private addresses", {
      internal: true,
      name: "internal",
      instead: "an allocationId",
    }),
    STATIC_ADDRESS_IN_SUBNET,
    STATIC_ADDRESS_IN_VPC,
    unrepeated(
      "privateIpv4Address",
      "Static private addresses",
      "each address once",
      "Give each subnet its own address",
    ),
  ],
  allocationId: [
    optional("allocationId", id("an Elastic IP", "eipalloc-", SUBNET_MAPPING)),
    ofScheme("allocationId", "Elastic IPs", {
      internal: false,
      name: "internet-facing",
      instead: "a privateIpv4Address",
    }),
    unrepeated("allocationId", "Elastic IPs", "each address once", "Give each subnet its own Elastic IP"),
  ],
  ipv6Address: [
    optional("ipv6Address", IPV6_ADDRESS),
    IPV6_OF_DUALSTACK,
    unrepeated("ipv6Address", "Static IPv6 addresses", "each address once", "Give each subnet its own address"),
  ],
  cidrBlock: [optional("cidrBlock", CIDR), optional("cidrBlock", networkBlock("subnet", SUBNET_SIZING)), SUBNET_IN_VPC],
  availabilityZone: [
    optional("availabilityZone", filledText("Ids", "the name of an Availability Zone", SUBNET_MAPPING)),
    unrepeated("availabilityZone", "Availability Zones"),
  ],
};

export const SUBNET_MAPPING_RULES: readonly Rule<SubnetMappingSubject>[] = [
  knownProps("a subnet mapping", Object.keys(PROPS)),
  ...Object.values(PROPS).flat(),
];
