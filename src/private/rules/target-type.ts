import { type ForwardDefaults, ForwardProtocol } from "../../forward-defaults";
import { TargetIpAddressType } from "../../port-forward";
import { NlbIpAddressType } from "../../port-forward-nlb-props";
import { makesRequests } from "../defaults/forward-options";
import { TARGET_TYPES_OF_OPTION } from "../options";
import { type ForwardSubject, settled } from "./forward-subject";
import { kindOf } from "./forward-target";
import type { Rule } from "./rule";
import { NLB } from "./sources";

// Rules of forwards to instances and Application Load Balancers.

export const GROUPS_OF_TARGETS = settled(
  {
    title: "Security groups of targets",
    prop: "targetSecurityGroupIds",
    bound:
      "required for an instance, an Application Load Balancer or a host, here or on the construct, if it creates a security group",
    source: `${NLB}/load-balancer-security-groups.html`,
    name: "groups-of-targets",
  },
  ({ targetType, targetSecurityGroupIds }, { loadBalancer }) =>
    loadBalancer.clients && targetType !== "ip" && targetSecurityGroupIds.length === 0
      ? `'targetSecurityGroupIds' is missing. The target is ${kindOf(targetType)}, whose address isn't known, so the rules of the ` +
        "construct's security group must name its security groups. Set it here or on the construct, or use securityGroupIds " +
        "with a group of your own instead."
      : undefined,
);

const ALB_TARGETS = `${NLB}/application-load-balancer-target.html`;
const ALBS = "Application Load Balancers";

export const ALB_ALONE = settled(
  {
    title: ALBS,
    prop: "additionalTargets",
    bound: "none with `targetAlbArn`: it is the only target of its forward",
    source: ALB_TARGETS,
    name: "alb-alone",
  },
  ({ targetType, additionalTargets }) =>
    targetType === "alb" && additionalTargets.length > 0
      ? `'additionalTargets' has ${additionalTargets.length} targets, but an Application Load Balancer is the only target of its ` +
        "forward. Give each its own forward."
      : undefined,
);

export const ALB_OVER_TCP = settled(
  {
    title: ALBS,
    prop: "protocol",
    bound: "`TCP` with `targetAlbArn`",
    source: ALB_TARGETS,
    name: "alb-over-tcp",
  },
  ({ targetType, protocol }) =>
    targetType === "alb" && protocol !== ForwardProtocol.TCP
      ? `'protocol' is ${protocol}, but only TCP listeners forward to an Application Load Balancer. Use TCP; for TLS, give the ` +
        "Application Load Balancer an HTTPS listener."
      : undefined,
);

export const ALB_CHECKED_BY_REQUESTS = settled(
  {
    title: ALBS,
    prop: "healthCheck.protocol",
    bound: "`HTTP` or `HTTPS` with `targetAlbArn`",
    source: ALB_TARGETS,
    name: "alb-checked-by-requests",
  },
  ({ targetType, healthCheck }) =>
    targetType === "alb" && !makesRequests(healthCheck.protocol)
      ? `'healthCheck.protocol' is ${healthCheck.protocol}, but AWS checks an Application Load Balancer over HTTP or HTTPS. ` +
        "Use the protocol of its listener on the checked port."
      : undefined,
);

export const FAMILIES = `${NLB}/load-balancer-target-groups.html#target-group-ip-address-type`;

export const FAMILY_OF_ALB = settled(
  {
    title: ALBS,
    prop: "targetIpAddressType",
    bound: "not with `targetAlbArn`",
    source: ALB_TARGETS,
    name: "family-of-alb",
  },
  ({ targetType }, { given }) =>
    targetType === "alb" && given.targetIpAddressType !== undefined
      ? "'targetIpAddressType' is set, but the target is an Application Load Balancer, whose target group has none. Remove it."
      : undefined,
);

export const FAMILY_OF_TARGETS = settled(
  {
    title: "Families of addresses",
    prop: "targetIpAddressType",
    bound: "the family of the targets' addresses; `ipv6` only if the load balancer's `ipAddressType` is `dualstack`",
    source: FAMILIES,
    name: "family-of-targets",
  },
  ({ ipAddressType: family, targets }, { given, loadBalancer }) => {
    if (given.targetIpAddressType === undefined) return undefined;
    const other = targets.find(
      ({ address }) => address && (address.kind() === "ipv6") !== (family === TargetIpAddressType.IPV6),
    );
    if (other) {
      return `'targetIpAddressType' is ${family}, but ${other.id} isn't an address of that family. Remove it to derive it from the address.`;
    }
    return family === TargetIpAddressType.IPV6 && loadBalancer.ipAddressType === NlbIpAddressType.IPV4
      ? `'targetIpAddressType' is ${family}, but the load balancer's 'ipAddressType' is ${NlbIpAddressType.IPV4}. Set that to ` +
          `${NlbIpAddressType.DUALSTACK}, or use ${TargetIpAddressType.IPV4}.`
      : undefined;
  },
);

/** Rejects an option that the forward's target doesn't support, if the row itself sets it. */
export function ofTargets(option: keyof ForwardDefaults): Rule<ForwardSubject>[] {
  const types = TARGET_TYPES_OF_OPTION.get(option);
  if (types === undefined) return [];
  const refused = settled(
    {
      name: "option-of-targets",
      title: ALBS,
      prop: option,
      bound: "not with `targetAlbArn`; in `forwardDefaults`, such forwards ignore it",
      source: `${NLB}/load-balancer-target-groups.html#target-group-attributes`,
    },
    ({ targetType }, { given }) =>
      given[option] !== undefined && !types.includes(targetType)
        ? `'${option}' is set, but the target is ${kindOf(targetType)}, whose target group always has AWS's defaults. Remove it.`
        : undefined,
  );
  return [refused];
}
