import { conditional, Fn, type IResolvable, Op, Token } from "cdktf";
import type { ForwardImportFrom, NlbImportFrom, NlbMovedFrom } from "../../adoption";
import {
  type ForwardAlarms,
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
import { forwardOptions } from "./forward-options";
import { isUnresolved } from "../unresolved";

export const LOAD_BALANCER_DEFAULTS = {
  internal: true,
  deletionProtection: true,
  crossZone: true,
  ipAddressType: NlbIpAddressType.IPV4,
} as const;

export const ALARM_DEFAULTS = {
  unhealthyHosts: true,
  portAllocationErrors: true,
  periodSeconds: 60,
  evaluationPeriods: 3,
} as const;

/** Props of the construct with every default applied, the list itself aside. */
export type LoadBalancerSettings = ReturnType<typeof loadBalancerSettings>;

/** Whom the security group that is made of the list is for. */
export type ClientSettings = NonNullable<LoadBalancerSettings["clients"]>;

/** Alarms with every default applied. */
export type AlarmSettings = NonNullable<LoadBalancerSettings["alarms"]>;

export function loadBalancerSettings(given: Given) {
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
    /** What names are made of. */
    stem,
    vpcId: leaf(props.vpcId) ?? "",
    vpc: Vpc.of(props.vpcCidrBlocks),
    subnetMappings,
    ownAddresses: ownAddresses(subnetMappings),
    forwardDefaults,
    clients: ofClients,
    securityGroupIds,
    /** Whether the load balancer has a security group, its own or another one. */
    hasSecurityGroups,
    enforceInboundRulesOnPrivateLink:
      switchText(leaf(props.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic), "on", "off") ??
      enforcedByDefault(hasSecurityGroups),
    alarms: alarms(record(props.alarms)),
    tags: tagLeaves(props.tags),
    name: leaf(props.loadBalancerName) ?? defaultLoadBalancerName(stem),
    internal: leaf(props.internal) ?? LOAD_BALANCER_DEFAULTS.internal,
    deletionProtection: leaf(props.deletionProtection) ?? LOAD_BALANCER_DEFAULTS.deletionProtection,
    crossZone: leaf(props.crossZone) ?? LOAD_BALANCER_DEFAULTS.crossZone,
    ipAddressType: leaf(props.ipAddressType) ?? LOAD_BALANCER_DEFAULTS.ipAddressType,
    dnsRecordClientRoutingPolicy: leaf(props.dnsRecordClientRoutingPolicy),
    zonalShift: leaf(props.zonalShift),
    accessLogs: record(props.accessLogs) && (leaves({ ...props.accessLogs }) as Partial<NlbAccessLogs>),
    movedFrom: record(props.movedFrom) && texts<NlbMovedFrom>({ ...props.movedFrom }),
    importFrom: imports(record(props.importFrom)),
  };
}

/** Returns the places of the mappings that give the load balancer its static addresses, by address. */
function ownAddresses(mappings: readonly Partial<NlbSubnetMapping>[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [place, { privateIpv4Address, ipv6Address }] of mappings.entries()) {
    for (const address of [parseAddress(privateIpv4Address), parseAddress(ipv6Address)]) {
      if (address) places.set(address.toString(), place);
    }
  }
  return places;
}

/** Whether a list has items: an expression where it is a token as a whole. (CDKTF loses a 0 on the right of an operator.) */
function hasItems(list: string[]): boolean | IResolvable {
  return isUnresolved(list) ? Op.gte(Fn.lengthOf(list), 1) : list.length > 0;
}

/** AWS's own default for a load balancer that has security groups; others have no such switch. */
function enforcedByDefault(hasSecurityGroups: boolean | IResolvable): string | undefined {
  if (typeof hasSecurityGroups === "boolean") return hasSecurityGroups ? "on" : undefined;
  return Token.asString(conditional(hasSecurityGroups, "on", Token.nullValue()));
}

function clients(props: Partial<PortForwardNlbProps>, ofForwards: string[] | undefined) {
  const { clientCidrBlocks, clientSecurityGroupIds } = props;
  if ([clientCidrBlocks, clientSecurityGroupIds, ofForwards].every((given) => given === undefined)) return undefined;
  return {
    /** Of the forwards that have none of their own, from their row or `forwardDefaults`. */
    cidrBlocks: leafItems(clientCidrBlocks),
    securityGroupIds: leafItems(clientSecurityGroupIds),
    targetSecurityGroupIds: leafItems(props.targetSecurityGroupIds),
  };
}

function imports(given: Given | undefined) {
  if (!given) return undefined;
  const { loadBalancerArn, forwards } = given as Partial<NlbImportFrom>;
  return {
    ...texts({ loadBalancerArn }),
    forwards: items(forwards).map((forward) => leaves(record(forward) ?? {}) as Partial<ForwardImportFrom>),
  };
}

function alarms(given: Given | undefined) {
  if (!given) return undefined;
  const { actionArns, unhealthyHosts, portAllocationErrors, periodSeconds, evaluationPeriods } =
    given as Partial<ForwardAlarms>;
  return {
    actionArns: listOfLeaves(actionArns),
    unhealthyHosts: literalFlag(unhealthyHosts, ALARM_DEFAULTS.unhealthyHosts),
    portAllocationErrors: literalFlag(portAllocationErrors, ALARM_DEFAULTS.portAllocationErrors),
    periodSeconds: leaf(periodSeconds) ?? ALARM_DEFAULTS.periodSeconds,
    evaluationPeriods: leaf(evaluationPeriods) ?? ALARM_DEFAULTS.evaluationPeriods,
  };
}
