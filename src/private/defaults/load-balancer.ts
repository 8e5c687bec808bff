import { conditional, Fn, type IResolvable, Op, Token } from "cdktf";
import type { ForwardImportFrom, NlbImportFrom, NlbMovedFrom } from "../../adoption";
import {
  type DnsRecordClientRoutingPolicy,
  type ForwardAlarms,
  type HostTargets,
  type NlbAccessLogs,
  NlbIpAddressType,
  type NlbSubnetMapping,
  type PortForwardNlbProps,
} from "../../port-forward-nlb-props";
import { type Given, items, leaf, leafItems, leaves, literalFlag, record, texts } from "../given";
import { parseAddress } from "../addresses";
import { defaultLoadBalancerName } from "../names";
import { listOfLeaves, tagLeaves } from "../template";
import { switchText } from "../texts";
import { Vpc } from "../vpc";
import { type ForwardOptions, forwardOptions } from "./forward-options";
import { isUnresolved } from "../unresolved";

export const LOAD_BALANCER_DEFAULTS = {
  internal: true,
  deletionProtection: true,
  crossZone: true,
  ipAddressType: NlbIpAddressType.IPV4,
} as const;

export const HOST_TARGETS_DEFAULTS = {
  intervalSeconds: 60,
  missesBeforeRemoval: 3,
} as const;

export const ALARM_DEFAULTS = {
  unhealthyHosts: true,
  portAllocationErrors: true,
  unresolvedHosts: true,
  periodSeconds: 60,
  evaluationPeriods: 3,
} as const;

/** Props of the construct with all defaults applied, except the list itself. */
export interface LoadBalancerSettings {
  /** `name`, the prefix of the names on AWS. */
  readonly stem: string;
  readonly vpcId: string;
  readonly vpc: Vpc;
  /** Blocks as given, for the function that Terraform passes them to. Undefined if unset. */
  readonly vpcCidrBlocks: string[] | undefined;
  readonly subnetMappings: readonly Partial<NlbSubnetMapping>[];
  /** Index of the subnet mapping for each static address. */
  readonly ownAddresses: ReadonlyMap<string, number>;
  readonly forwardDefaults: ForwardOptions;
  /** Undefined if the construct creates no security group. */
  readonly clients: ClientSettings | undefined;
  readonly securityGroupIds: string[];
  /** Whether the load balancer has any security group, the construct's or the user's. */
  readonly hasSecurityGroups: boolean | IResolvable;
  readonly enforceInboundRulesOnPrivateLink: string | undefined;
  readonly hostTargets: HostTargetsSettings | undefined;
  readonly alarms: AlarmSettings | undefined;
  readonly tags: Record<string, string> | undefined;
  readonly name: string;
  readonly internal: boolean;
  readonly deletionProtection: boolean;
  readonly crossZone: boolean;
  readonly ipAddressType: NlbIpAddressType;
  readonly dnsRecordClientRoutingPolicy: DnsRecordClientRoutingPolicy | undefined;
  readonly zonalShift: boolean | undefined;
  readonly accessLogs: Partial<NlbAccessLogs> | undefined;
  readonly movedFrom: Partial<NlbMovedFrom> | undefined;
  readonly importFrom: ImportSettings | undefined;
}

/** Clients that the construct's security group admits. */
export interface ClientSettings {
  /** CIDR blocks for forwards that don't set their own, directly or in `forwardDefaults`. */
  readonly cidrBlocks: string[];
  readonly securityGroupIds: string[];
  readonly targetSecurityGroupIds: string[];
}

/** The function that resolves the names of hosts, with all defaults applied. */
export interface HostTargetsSettings {
  readonly subnetIds: string[];
  /** Undefined if the construct creates one. */
  readonly securityGroupIds: string[] | undefined;
  readonly nameServers: string[];
  readonly intervalSeconds: number;
  readonly missesBeforeRemoval: number;
}

/** Alarms with all defaults applied. */
export interface AlarmSettings {
  readonly actionArns: string[] | undefined;
  readonly unhealthyHosts: boolean;
  readonly portAllocationErrors: boolean;
  readonly unresolvedHosts: boolean;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
}

/** ARNs of resources to import. Only strings are kept. */
interface ImportSettings {
  readonly loadBalancerArn?: string;
  readonly forwards: readonly Partial<ForwardImportFrom>[];
}

export function loadBalancerSettings(given: Given): LoadBalancerSettings {
  const props = given as Partial<PortForwardNlbProps>;
  const stem = typeof props.name === "string" ? props.name : String(leaf<unknown>(props.name));
  const forwardDefaults = forwardOptions(record(props.forwardDefaults) ?? {});
  const ofClients = clients(props, forwardDefaults.clientCidrBlocks);
  const securityGroupIds = listOfLeaves(props.securityGroupIds) ?? [];
  const hasSecurityGroups = ofClients !== undefined || hasItems(securityGroupIds);
  const subnetMappings = items(props.subnetMappings).map(
    (mapping) => leaves(record(mapping) ?? {}) as Partial<NlbSubnetMapping>,
  );
  return {
    stem,
    vpcId: leaf(props.vpcId) ?? "",
    vpc: Vpc.of(props.vpcCidrBlocks),
    vpcCidrBlocks: listOfLeaves(props.vpcCidrBlocks),
    subnetMappings,
    ownAddresses: ownAddresses(subnetMappings),
    forwardDefaults,
    clients: ofClients,
    securityGroupIds,
    hasSecurityGroups,
    enforceInboundRulesOnPrivateLink:
      switchText(leaf(props.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic), "on", "off") ??
      enforcedByDefault(hasSecurityGroups),
    hostTargets: hostTargets(record(props.hostTargets)),
    alarms: alarms(record(props.alarms)),
    tags: tagLeaves(props.tags),
    name: leaf(props.loadBalancerName) ?? defaultLoadBalancerName(stem),
    internal: leaf(props.internal) ?? LOAD_BALANCER_DEFAULTS.internal,
    deletionProtection: leaf(props.deletionProtection) ?? LOAD_BALANCER_DEFAULTS.deletionProtection,
    crossZone: leaf(props.crossZone) ?? LOAD_BALANCER_DEFAULTS.crossZone,
    ipAddressType: leaf(props.ipAddressType) ?? LOAD_BALANCER_DEFAULTS.ipAddressType,
    dnsRecordClientRoutingPolicy: leaf(props.dnsRecordClientRoutingPolicy),
    zonalShift: leaf(props.zonalShift),
    accessLogs: record(props.accessLogs) && leaves({ ...props.accessLogs }),
    movedFrom: record(props.movedFrom) && texts<NlbMovedFrom>({ ...props.movedFrom }),
    importFrom: imports(record(props.importFrom)),
  };
}

function ownAddresses(mappings: readonly Partial<NlbSubnetMapping>[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [place, { privateIpv4Address, ipv6Address }] of mappings.entries()) {
    for (const address of [parseAddress(privateIpv4Address), parseAddress(ipv6Address)]) {
      if (address) places.set(address.toString(), place);
    }
  }
  return places;
}

/**
 * Whether a list has items: an expression if the whole list is a token. CDKTF loses a 0 on the right of an operator.
 */
function hasItems(list: string[]): boolean | IResolvable {
  return isUnresolved(list) ? Op.gte(Fn.lengthOf(list), 1) : list.length > 0;
}

/** AWS's default for a load balancer with security groups. Without one, the argument doesn't apply. */
function enforcedByDefault(hasSecurityGroups: boolean | IResolvable): string | undefined {
  if (typeof hasSecurityGroups === "boolean") return hasSecurityGroups ? "on" : undefined;
  return Token.asString(conditional(hasSecurityGroups, "on", Token.nullValue()));
}

function clients(props: Partial<PortForwardNlbProps>, ofForwards: string[] | undefined): ClientSettings | undefined {
  const { clientCidrBlocks, clientSecurityGroupIds } = props;
  if ([clientCidrBlocks, clientSecurityGroupIds, ofForwards].every((given) => given === undefined)) return undefined;
  return {
    cidrBlocks: leafItems(clientCidrBlocks),
    securityGroupIds: leafItems(clientSecurityGroupIds),
    targetSecurityGroupIds: leafItems(props.targetSecurityGroupIds),
  };
}

function imports(given: Given | undefined): ImportSettings | undefined {
  if (!given) return undefined;
  const { loadBalancerArn, forwards } = given as Partial<NlbImportFrom>;
  return {
    ...texts({ loadBalancerArn }),
    forwards: items(forwards).map((forward) => leaves(record(forward) ?? {}) as Partial<ForwardImportFrom>),
  };
}

function hostTargets(given: Given | undefined): HostTargetsSettings | undefined {
  if (!given) return undefined;
  const { subnetIds, securityGroupIds, nameServers, intervalSeconds, missesBeforeRemoval } =
    given as Partial<HostTargets>;
  return {
    subnetIds: listOfLeaves(subnetIds) ?? [],
    securityGroupIds: listOfLeaves(securityGroupIds),
    nameServers: leafItems(nameServers),
    intervalSeconds: leaf(intervalSeconds) ?? HOST_TARGETS_DEFAULTS.intervalSeconds,
    missesBeforeRemoval: leaf(missesBeforeRemoval) ?? HOST_TARGETS_DEFAULTS.missesBeforeRemoval,
  };
}

function alarms(given: Given | undefined): AlarmSettings | undefined {
  if (!given) return undefined;
  const { actionArns, unhealthyHosts, portAllocationErrors, unresolvedHosts, periodSeconds, evaluationPeriods } =
    given as Partial<ForwardAlarms>;
  return {
    actionArns: listOfLeaves(actionArns),
    unhealthyHosts: literalFlag(unhealthyHosts, ALARM_DEFAULTS.unhealthyHosts),
    portAllocationErrors: literalFlag(portAllocationErrors, ALARM_DEFAULTS.portAllocationErrors),
    unresolvedHosts: literalFlag(unresolvedHosts, ALARM_DEFAULTS.unresolvedHosts),
    periodSeconds: leaf(periodSeconds) ?? ALARM_DEFAULTS.periodSeconds,
    evaluationPeriods: leaf(evaluationPeriods) ?? ALARM_DEFAULTS.evaluationPeriods,
  };
}
