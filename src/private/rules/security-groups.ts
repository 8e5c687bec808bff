import { items } from "../given";
import type { LoadBalancerSubject } from "./load-balancer-subject";
import { shown } from "../shown";
import { FLAG, id, list } from "./bounds";
import { CLIENT_BLOCKS } from "./forward-options";
import { distinct, each, literal, optional, type Rule } from "./rule";
import { EC2_API, ELB_API, NLB, SECURITY_GROUP_RULES } from "./sources";

// What the load balancer's security groups are held to: those that are given, and the one that is made of the list.

const SECURITY_GROUPS = `${NLB}/load-balancer-security-groups.html`;

export const RULE_QUOTA = 60;

export const RESERVED_GROUP_NAME: Rule<LoadBalancerSubject> = {
  title: "Reserved names of security groups",
  prop: "loadBalancerName",
  bound: "not beginning with `sg-` where a security group is made of the list, which has the same name",
  severity: "error",
  source: `${EC2_API}/API_CreateSecurityGroup.html`,
  name: "reserved-group-name",
  problems: ({ settings: { clients, name } }) =>
    clients && name.startsWith("sg-")
      ? [
          `the security group that is made of the list is called ${shown(name)} as the load balancer is, and AWS keeps ` +
            `names that begin with "sg-"; give another name or loadBalancerName`,
        ]
      : [],
};

const SECURITY_GROUPS_CHOSEN: Rule<LoadBalancerSubject> = {
  title: "Security groups",
  prop: "securityGroupIds",
  bound: "given, if only as an empty list, or made of the list",
  severity: "warning",
  source: SECURITY_GROUPS,
  name: "security-groups-chosen",
  problems: ({ given, settings }) =>
    given.securityGroupIds === undefined && !settings.clients
      ? [
          "'securityGroupIds' is left out, so the load balancer is made without a security group and AWS will never let it " +
            "have one; give its security groups or clientCidrBlocks, or an empty list to say that none is meant",
        ]
      : [],
};

const TARGET_GROUPS_TAKE_OURS: Rule<LoadBalancerSubject> = {
  title: "Security groups of targets",
  prop: "targetSecurityGroupIds",
  bound: "only with `clientCidrBlocks` or `clientSecurityGroupIds`, whose security group they admit",
  severity: "error",
  source: SECURITY_GROUPS,
  name: "target-groups-take-ours",
  problems: ({ given, settings }) =>
    given.targetSecurityGroupIds !== undefined && !settings.clients
      ? [
          "'targetSecurityGroupIds' are to admit the load balancer's own security group, which clientCidrBlocks or " +
            "clientSecurityGroupIds make; give one of them",
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
          "'enforceSecurityGroupInboundRulesOnPrivateLinkTraffic' is given, but the load balancer has no security group; " +
            "give securityGroupIds or clientCidrBlocks, or remove it",
        ]
      : [],
};

export const INTERFACE_QUOTA = 5;

const GROUP_QUOTA: Rule<LoadBalancerSubject> = {
  title: "Number of security groups",
  prop: "securityGroupIds",
  bound: `${INTERFACE_QUOTA} with the one that is made of the list, unless AWS raised it`,
  severity: "warning",
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
  name: "group-quota",
  problems: ({ settings: { clients, securityGroupIds } }) => {
    const count = items(securityGroupIds).length + (clients ? 1 : 0);
    if (count <= INTERFACE_QUOTA) return [];
    return [
      `the load balancer has ${count} security groups, its own included, and the quota of a network interface is ` +
        `${INTERFACE_QUOTA} unless AWS raised it; ask AWS to, or merge groups`,
    ];
  },
};

const SECURITY_GROUP_QUOTA: Rule<LoadBalancerSubject> = {
  title: "Rules of a security group",
  prop: "clientCidrBlocks",
  bound: `${RULE_QUOTA} per direction and family of addresses, unless AWS raised it`,
  severity: "warning",
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
  name: "security-group-quota",
  problems: ({ securityGroupRules }) =>
    securityGroupRules
      .filter(({ rules }) => rules > RULE_QUOTA)
      .map(
        ({ direction, family, rules }) =>
          `the security group that is made of the list has ${rules} ${direction} rules for ${family}, and the quota is ` +
          `${RULE_QUOTA} unless AWS raised it; ask AWS to, ${direction === "inbound" ? "merge clients, or" : "or"} split the list`,
      ),
};

/** Security groups, of which each is rules of its own. */
function groups(prop: "clientSecurityGroupIds" | "targetSecurityGroupIds"): Rule[] {
  return [
    literal(prop, "Ids", "each is rules of its own", "give a list; the ids in it may be tokens"),
    optional(prop, list("Ids", "ids of security groups", SECURITY_GROUP_RULES)),
    each(prop, id("a security group", "sg-", SECURITY_GROUP_RULES)),
    distinct(prop, "Ids", SECURITY_GROUP_RULES),
  ];
}

/** Rules by the prop that they are on. */
export const SECURITY_GROUP_PROPS = {
  securityGroupIds: [
    optional("securityGroupIds", list("Security groups", "ids of security groups", SECURITY_GROUPS)),
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
