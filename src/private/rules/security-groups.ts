import { items } from "../given";
import type { LoadBalancerSubject } from "./load-balancer-subject";
import { shown } from "../shown";
import { FLAG, id, list } from "./bounds";
import { CLIENT_BLOCKS } from "./forward-options";
import { distinct, each, literal, optional, type Rule } from "./rule";
import { EC2_API, ELB_API, NLB, SECURITY_GROUP_RULES } from "./sources";

// Rules of the load balancer's security groups: those in `securityGroupIds`, and the construct's own.

const SECURITY_GROUPS = `${NLB}/load-balancer-security-groups.html`;

export const RULE_QUOTA = 60;

export const RESERVED_GROUP_NAME: Rule<LoadBalancerSubject> = {
  title: "Reserved names of security groups",
  prop: "loadBalancerName",
  bound: "not beginning with `sg-` if the construct creates a security group, which has the same name",
  severity: "error",
  source: `${EC2_API}/API_CreateSecurityGroup.html`,
  name: "reserved-group-name",
  problems: ({ settings: { clients, name } }) =>
    clients && name.startsWith("sg-")
      ? [
          `The construct's security group has the load balancer's name, ${shown(name)}, but AWS reserves names that begin ` +
            `with "sg-". Use another name or loadBalancerName.`,
        ]
      : [],
};

const SECURITY_GROUPS_CHOSEN: Rule<LoadBalancerSubject> = {
  title: "Security groups",
  prop: "securityGroupIds",
  bound: "set, even if empty, unless the construct creates a security group",
  severity: "warning",
  source: SECURITY_GROUPS,
  name: "security-groups-chosen",
  problems: ({ given, settings }) =>
    given.securityGroupIds === undefined && !settings.clients
      ? [
          "'securityGroupIds' isn't set, so the load balancer is created without a security group, and AWS never lets it have " +
            "one later. Set securityGroupIds or clientCidrBlocks, or securityGroupIds: [] if you want none.",
        ]
      : [],
};

const TARGET_GROUPS_TAKE_OURS: Rule<LoadBalancerSubject> = {
  title: "Security groups of targets",
  prop: "targetSecurityGroupIds",
  bound: "only with `clientCidrBlocks` or `clientSecurityGroupIds`, which create the security group that they allow",
  severity: "error",
  source: SECURITY_GROUPS,
  name: "target-groups-take-ours",
  problems: ({ given, settings }) =>
    given.targetSecurityGroupIds !== undefined && !settings.clients
      ? [
          "'targetSecurityGroupIds' requires the construct's security group, which it creates only with clientCidrBlocks or " +
            "clientSecurityGroupIds. Set one of them.",
        ]
      : [],
};

const PRIVATE_LINK_TAKES_A_GROUP: Rule<LoadBalancerSubject> = {
  title: "Security groups and AWS PrivateLink",
  prop: "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
  bound: "only with a security group",
  severity: "error",
  source: `${ELB_API}/API_SetSecurityGroups.html`,
  name: "private-link-takes-a-group",
  problems: ({ given, settings: { clients, securityGroupIds } }) =>
    given.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic !== undefined && !clients && !securityGroupIds.length
      ? [
          "'enforceSecurityGroupInboundRulesOnPrivateLinkTraffic' is set, but the load balancer has no security group. " +
            "Set securityGroupIds or clientCidrBlocks, or remove it.",
        ]
      : [],
};

export const INTERFACE_QUOTA = 5;

const GROUP_QUOTA: Rule<LoadBalancerSubject> = {
  title: "Number of security groups",
  prop: "securityGroupIds",
  bound: `at most ${INTERFACE_QUOTA} including the construct's own, unless AWS raised it`,
  severity: "warning",
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
  name: "group-quota",
  problems: ({ settings: { clients, securityGroupIds } }) => {
    const count = items(securityGroupIds).length + (clients ? 1 : 0);
    if (count <= INTERFACE_QUOTA) return [];
    return [
      `The load balancer has ${count} security groups${clients ? " including the construct's" : ""}, but the quota of a network interface is ` +
        `${INTERFACE_QUOTA} unless AWS raised it. Ask AWS to raise it, or merge groups.`,
    ];
  },
};

const SECURITY_GROUP_QUOTA: Rule<LoadBalancerSubject> = {
  title: "Rules of a security group",
  prop: "clientCidrBlocks",
  bound: `at most ${RULE_QUOTA} rules per direction and IP version, unless AWS raised it`,
  severity: "warning",
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
  name: "security-group-quota",
  problems: ({ securityGroupRules }) =>
    securityGroupRules
      .filter(({ rules }) => rules > RULE_QUOTA)
      .map(
        ({ direction, family, rules }) =>
          `The construct's security group has ${rules} ${direction} rules for ${family}, but the quota is ${RULE_QUOTA} unless ` +
          `AWS raised it. Ask AWS to raise it, ${direction === "inbound" ? "merge clients, or" : "or"} split the list.`,
      ),
};

/** Security groups. Each becomes its own rules. */
export function groups(prop: "clientSecurityGroupIds" | "targetSecurityGroupIds"): Rule[] {
  return [
    literal(prop, "Ids", "each security group becomes its own rules", "Use a list; the IDs in it may be tokens"),
    optional(prop, list("Ids", "security group IDs", SECURITY_GROUP_RULES)),
    each(prop, id("a security group", "sg-", SECURITY_GROUP_RULES)),
    distinct(prop, "Ids", SECURITY_GROUP_RULES),
  ];
}

/** Rules by prop. */
export const SECURITY_GROUP_PROPS = {
  securityGroupIds: [
    optional("securityGroupIds", list("Security groups", "security group IDs", SECURITY_GROUPS)),
    each("securityGroupIds", id("a security group", "sg-", SECURITY_GROUPS)),
    distinct("securityGroupIds", "Ids", SECURITY_GROUPS),
    GROUP_QUOTA,
    SECURITY_GROUPS_CHOSEN,
  ],
  enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: [
    optional("enforceSecurityGroupInboundRulesOnPrivateLinkTraffic", FLAG),
    PRIVATE_LINK_TAKES_A_GROUP,
  ],
  clientCidrBlocks: [...CLIENT_BLOCKS, SECURITY_GROUP_QUOTA],
  clientSecurityGroupIds: groups("clientSecurityGroupIds"),
  targetSecurityGroupIds: [...groups("targetSecurityGroupIds"), TARGET_GROUPS_TAKE_OURS],
} satisfies Record<string, readonly Rule<LoadBalancerSubject>[]>;
