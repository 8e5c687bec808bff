import { Token } from "cdktf";
import type { NlbSubnetMapping } from "../../port-forward-nlb";
import { compare, parseAddress, parseCidr } from "../addresses";
import { items, record } from "../given";
import { CIDR, IPV4_ADDRESS, IPV6_ADDRESS, text } from "./bounds";
import { about, type Malformed, optional, required, type Rule, type Subject } from "./rule";
import { shown } from "./shown";
import { ELB_API } from "./sources";
import { knownProps } from "./unknown-props";

// What a subnet mapping is held to.

const SUBNET_MAPPING = `${ELB_API}/API_SubnetMapping.html`;
const SUBNET_SIZING = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html";

export interface SubnetMappingSubject extends Subject {
  /** `internal` of the load balancer, with its default. */
  readonly internal: unknown;
  /** Label of the first mapping that has the same value, this one included. */
  readonly firstWith: (prop: Unrepeated) => string | undefined;
}

const UNREPEATED = ["subnetId", "availabilityZone"] as const;
type Unrepeated = (typeof UNREPEATED)[number];

/**
 * @param mappings `subnetMappings` as given
 * @param internal `internal` of the load balancer, with its default
 */
export function subnetMappingSubjects(mappings: unknown, internal: unknown): (SubnetMappingSubject | Malformed)[] {
  const rows = items(mappings).map((item, index) => ({ label: `subnetMappings[${index}]`, item, given: record(item) }));
  const first = new Map<string, string>();
  for (const { label, given } of [...rows].reverse()) {
    for (const prop of UNREPEATED) first.set(`${prop} ${String(given?.[prop])}`, label);
  }
  return rows.map(({ label, item, given }) => {
    if (!given) return { label, malformed: item };
    const firstWith = (prop: Unrepeated): string | undefined => {
      const value = given[prop];
      return typeof value === "string" && !Token.isUnresolved(value) ? first.get(`${prop} ${value}`) : undefined;
    };
    return { label, given, internal, firstWith };
  });
}

const STATIC_ADDRESS_SCHEME: Rule<SubnetMappingSubject> = {
  title: "Static private addresses",
  prop: "privateIpv4Address",
  bound: "internal load balancers only",
  severity: "error",
  source: SUBNET_MAPPING,
  problems: (subject) => {
    const sentence =
      "'privateIpv4Address' is for an internal load balancer, but 'internal' is false; set internal: true, or give an allocationId";
    const wrong = subject.given.privateIpv4Address !== undefined && subject.internal === false;
    return wrong ? [about(subject, sentence)] : [];
  },
};

const ELASTIC_IP_SCHEME: Rule<SubnetMappingSubject> = {
  title: "Elastic IPs",
  prop: "allocationId",
  bound: "internet-facing load balancers only",
  severity: "error",
  source: SUBNET_MAPPING,
  problems: (subject) => {
    const sentence =
      "'allocationId' is for an internet-facing load balancer, but 'internal' is true; set internal: false, or give a privateIpv4Address";
    const wrong = subject.given.allocationId !== undefined && subject.internal === true;
    return wrong ? [about(subject, sentence)] : [];
  },
};

const STATIC_ADDRESS_IN_SUBNET: Rule<SubnetMappingSubject> = {
  title: "Static private addresses in their subnet",
  prop: "privateIpv4Address",
  bound: "inside the subnet, where `cidrBlock` gives it, and not one of its first four or its last",
  severity: "error",
  source: SUBNET_SIZING,
  problems: (subject) => {
    const { privateIpv4Address, cidrBlock } = subject.given;
    const address = parseAddress(privateIpv4Address);
    const subnet = parseCidr(cidrBlock);
    if (!address || subnet?.kind !== "ipv4") return [];
    const { first, last } = subnet.usableRange();
    if (compare(address, first) >= 0 && compare(address, last) <= 0) return [];
    const where = subnet.contains(address)
      ? `is one of the five addresses of the subnet (${subnet.toString()}) that AWS keeps, its first four and its last`
      : `is outside the subnet (${subnet.toString()})`;
    const mend = `give an address from ${first.toString()} to ${last.toString()}`;
    return [about(subject, `'privateIpv4Address' ${address.toString()} ${where}; ${mend}`)];
  },
};

/** One subnet per Availability Zone. */
function unrepeated(prop: Unrepeated, title: string): Rule<SubnetMappingSubject> {
  return {
    title,
    prop,
    bound: "one subnet per Availability Zone",
    severity: "error",
    source: SUBNET_MAPPING,
    problems: (subject) => {
      const first = subject.firstWith(prop);
      if (first === undefined || first === subject.label) return [];
      const sentence = `'${prop}' ${shown(subject.given[prop])} is that of ${first} too; give one subnet per Availability Zone`;
      return [about(subject, sentence)];
    },
  };
}

const PROPS: Record<keyof NlbSubnetMapping, readonly Rule<SubnetMappingSubject>[]> = {
  subnetId: [
    required("subnetId", text("Ids", "the id of a subnet", SUBNET_MAPPING)),
    unrepeated("subnetId", "Subnets"),
  ],
  privateIpv4Address: [optional("privateIpv4Address", IPV4_ADDRESS), STATIC_ADDRESS_SCHEME, STATIC_ADDRESS_IN_SUBNET],
  allocationId: [optional("allocationId", text("Ids", "the id of an Elastic IP", SUBNET_MAPPING)), ELASTIC_IP_SCHEME],
  ipv6Address: [optional("ipv6Address", IPV6_ADDRESS)],
  cidrBlock: [optional("cidrBlock", CIDR)],
  availabilityZone: [
    optional("availabilityZone", text("Ids", "the name of an Availability Zone", SUBNET_MAPPING)),
    unrepeated("availabilityZone", "Availability Zones"),
  ],
};

export const SUBNET_MAPPING_RULES: readonly Rule<SubnetMappingSubject>[] = [
  knownProps("a subnet mapping", Object.keys(PROPS)),
  ...Object.values(PROPS).flat(),
];
