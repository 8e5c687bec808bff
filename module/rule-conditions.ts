import { ForwardProtocol, HealthCheckProtocol } from "../src/forward-defaults";
import { NlbIpAddressType } from "../src/port-forward-nlb-props";
import { PROTOCOLS_OF_OPTION } from "../src/private/options";
import { MAX_NAME_LENGTH } from "../src/private/names";
import type { Rule } from "../src/private/rules";
import { DAY, HOUR } from "../src/private/rules/alarms";
import { MAX_TAGS } from "../src/private/rules/bounds";
import { PRIVATE_RANGES } from "../src/private/rules/forward-target";
import {
  CERTIFICATE_QUOTA,
  CROSS_ZONE_TARGET_QUOTA,
  MAX_LISTENERS,
  TARGET_QUOTA,
} from "../src/private/rules/load-balancer";
import { ARN_IN_INPUT, GROUP_ID_IN_INPUT, LONGEST_INPUT } from "../src/private/rules/host-targets";
import type { RuleName } from "../src/private/rules/rule";
import { INTERFACE_QUOTA, RULE_QUOTA } from "../src/private/rules/security-groups";
import { SSL_POLICIES } from "../src/private/rules/ssl-policies";
import { DESCRIPTION_TAG } from "../src/private/tag-text";
import { boundCondition } from "./bound-conditions";
import type { InModule } from "./condition";
import {
  butIs,
  canonicalAddress,
  HAS_ADDITIONAL_TARGETS,
  hclList,
  healthCheckOf,
  inBlocks,
  inVpc,
  IS_ADDRESS,
  IS_ALB,
  IS_DATAGRAM,
  IS_HOST,
  isExternal,
  isIpv6,
  itemsAt,
  MAKES_SECURITY_GROUP,
  optionOf,
  outsideVpc,
  shownInModule,
  snakeCase,
  subnetOutsideVpc,
  TARGET_COUNT,
  targetId,
  targetIdentity,
  TARGETS,
  valueAt,
  wherePossible,
} from "./expressions";

// The rules in HCL, by name. `at` is the expression of the rule's struct, such as `forward` or `var`.

type AnyRule = Omit<Rule<never>, "problems">;

const { TCP, UDP, TLS } = ForwardProtocol;

/** Whether all targets of a forward can answer clients whose addresses are preserved. */
const ANSWERED = wherePossible(
  `${optionOf("sameRegionPeering")} || !anytrue([for target in ${TARGETS} : ${isExternal("target")}])`,
);

/** Advice of `unrepeated`, by prop. */
const UNREPEATED_ADVICE: Readonly<Record<string, string>> = {
  privateIpv4Address: "Give each subnet its own address",
  allocationId: "Give each subnet its own Elastic IP",
  ipv6Address: "Give each subnet its own address",
};

type ConditionOf = (rule: AnyRule, at: string) => InModule;

const RULE_CONDITIONS: Readonly<Record<RuleName, ConditionOf>> = {
  required: (rule, at) => held(rule, at, absentStruct(rule.prop, at)),
  optional: (rule, at) => held(rule, at, "true"),
  items: ({ prop, form }, at) => {
    const list = itemsAt(at, prop);
    const condition = form ? boundCondition(form, "item") : "none";
    if (typeof condition === "string") return condition;
    if (!("must" in condition)) throw new Error(`the bound of '${prop}' isn't one of single items`);
    const { holds, must } = condition;
    const wrong = `[for item in ${list} : item if !(${holds})]`;
    return {
      holds: `alltrue([for item in ${list} : ${holds}])`,
      sentence: `each item of '${snakeCase(prop)}' ${must}, but these are not: ${shownInModule(wrong)}.`,
    };
  },
  distinct: ({ prop }, at) => {
    const list = itemsAt(at, prop);
    return {
      holds: `length(toset(${list})) == length(${list})`,
      sentence: `'${snakeCase(prop)}' ${butIs("must contain each item once", list)}`,
    };
  },
  literal: () => "none",
  // Terraform drops unknown attributes of an object.
  "known-props": () => "none",
  "name-taken": () => "none",
  "target-group-name-taken": () => {
    const name = 'coalesce(forward.target_group_name, format("%v-tg-%v", var.name, forward.listener_port))';
    const names = `[for forward in var.forwards : ${name}]`;
    return {
      holds: `length(toset(${names})) == length(var.forwards)`,
      sentences:
        `[\nfor name, rows in { for index, forward in var.forwards : ${name} => "forwards[\${index}]"... } :\n` +
        '"The target group name ${jsonencode(name)} is used by ${join(" and ", rows)}. Give one of them another target_group_name."\n' +
        "if length(rows) > 1\n]",
    };
  },
  "option-of-protocols": ({ prop }) => {
    const protocols = PROTOCOLS_OF_OPTION.get(prop) ?? [];
    const holds = protocols.map((protocol) => `${optionOf("protocol")} == "${protocol}"`);
    return {
      holds: [`forward.${snakeCase(prop)} == null`, ...holds].join(" || "),
      sentence:
        `'${snakeCase(prop)}' is for ${protocols.join(" or ")}, but 'protocol' is ${shownInModule(optionOf("protocol"))}. ` +
        `Remove it, or set protocol = ${protocols.map((protocol) => JSON.stringify(protocol)).join(" or ")}.`,
    };
  },
  "option-of-requests": ({ prop }) => {
    const option = snakeCase(prop.replace("healthCheck.", ""));
    return {
      holds: `forward.health_check.${option} == null || ${healthCheckOf("protocol")} != "TCP"`,
      sentence: `'health_check.${option}' is for HTTP and HTTPS. Set health_check.protocol to one of them, or remove the ${option}.`,
    };
  },
  "address-of-scheme": ({ prop }, at) => {
    const isPrivate = prop === "privateIpv4Address";
    const [scheme, instead] = isPrivate
      ? ["internal", "an allocation_id"]
      : ["internet-facing", "a private_ipv4_address"];
    return {
      holds: `${at}.${snakeCase(prop)} == null || ${isPrivate ? "" : "!"}var.internal`,
      sentence:
        `'${snakeCase(prop)}' is for an ${scheme} load balancer, but 'internal' is ${String(!isPrivate)}. ` +
        `Set internal = ${String(isPrivate)}, or use ${instead}.`,
    };
  },
  unrepeated: ({ prop, bound }) => {
    const isIpv6Address = prop === "ipv6Address";
    const one = (value: string): string => (isIpv6Address ? `try(${canonicalAddress(value)}, ${value})` : value);
    const given = `compact(var.subnet_mappings[*].${snakeCase(prop)})`;
    const values = isIpv6Address ? `[for value in ${given} : ${one("value")}]` : given;
    return {
      holds: `length(toset(${values})) == length(${values})`,
      sentences:
        `[\nfor value, places in { for index, mapping in var.subnet_mappings : ${one(`coalesce(mapping.${snakeCase(prop)}, index)`)} => ` +
        `"subnet_mappings[\${index}]"... } :\n"'${snakeCase(prop)}' \${jsonencode(value)} is that of \${join(" and ", places)}. ` +
        `${UNREPEATED_ADVICE[prop] ?? `Use ${bound}`}."\nif length(places) > 1\n]`,
    };
  },
  "moved-attachments": () => "none",
  "imported-forward": () => "none",
  "alarm-span": () => {
    const span = "var.alarms.period_seconds * var.alarms.evaluation_periods";
    const most = `(var.alarms.period_seconds < ${HOUR} ? ${DAY} : ${7 * DAY})`;
    return {
      holds: `var.alarms == null ? true : ${span} <= ${most}`,
      sentence:
        `'alarms.evaluation_periods' times 'alarms.period_seconds' is \${try(${span}, 0)} seconds, but AWS allows at most ` +
        `\${try(${most}, 0)}. Lower one of them.`,
    };
  },
  "not-ssh": () => "none",
  "target-range": (_, at) => {
    const ip = `${at}.target_ip`;
    const ranges = `concat(${hclList(PRIVATE_RANGES.map(String))}, local.vpc_cidr_blocks)`;
    return {
      holds: wherePossible(`${isIpv6(ip)} || !can(cidrhost("\${${ip}}/32", 0)) || ${inBlocks(ip, ranges)}`),
      sentence:
        `'target_ip' ${shownInModule(ip)} is in none of the ranges that AWS accepts targets from: the VPC's own and ` +
        `${PRIVATE_RANGES.join(", ")}. Use a private address, or add the VPC's block that contains it to vpc_cidr_blocks.`,
    };
  },
  "target-zone": (_, at) => {
    const ip = `${at}.target_ip`;
    const [external, inside, outside] = [`${at}.external`, inVpc(ip), outsideVpc(ip)];
    return {
      holds: wherePossible(`${external} == null ? true : (!${external} || !${inside}) && (${external} || !${outside})`),
      sentence:
        `'target_ip' ${shownInModule(ip)} is \${${at}.external ? "inside" : "outside"} the VPC (\${join(", ", local.vpc_cidr_blocks)}), ` +
        `but 'external' is \${${at}.external}, which AWS rejects. Remove 'external' to derive it from vpc_cidr_blocks.`,
    };
  },
  "no-own-address": (_, at) => {
    const ip = `${at}.target_ip`;
    const own = "concat(var.subnet_mappings[*].private_ipv4_address, var.subnet_mappings[*].ipv6_address)";
    const canonical = `[for address in compact(${own}) : ${canonicalAddress("address")}]`;
    return {
      holds: wherePossible(`!contains(${canonical}, ${canonicalAddress(ip)})`),
      sentence:
        `'target_ip' ${shownInModule(ip)} is the load balancer's own address, which never becomes healthy as a target. Use the ` +
        "address of the server.",
    };
  },
  "target-dualstack": (_, at) => ({
    holds: wherePossible(`!${isIpv6(`${at}.target_ip`)} || var.ip_address_type == "${NlbIpAddressType.DUALSTACK}"`),
    sentence:
      `'target_ip' ${shownInModule(`${at}.target_ip`)} is an IPv6 address. Set ip_address_type = "${NlbIpAddressType.DUALSTACK}", or use an ` +
      "IPv4 address.",
  }),
  "one-family": (_, at) => ({
    holds: wherePossible(`${isIpv6(`${at}.target_ip`)} == ${isIpv6("forward.target_ip")}`),
    sentence:
      `'target_ip' ${shownInModule(`${at}.target_ip`)} and ${shownInModule("forward.target_ip")} are of different IP versions, but the targets of a ` +
      "forward must have the same. Give this target its own forward.",
  }),
  "one-target": (_, at) => {
    const names = ["target_ip", "target_instance_id", "target_host", ...(at === "forward" ? ["target_alb_arn"] : [])];
    const given = `[for value in [${names.map((name) => `${at}.${name}`).join(", ")}] : value if value != null]`;
    return {
      holds: `length(${given}) == 1`,
      sentence: `exactly one of ${names.map((name) => `'${name}'`).join(", ")} must be set.`,
    };
  },
  "one-target-type": (_, at) => ({
    holds: `${IS_ALB} || ${["target_instance_id", "target_host"].map((name) => `(${at}.${name} == null) == (forward.${name} == null)`).join(" && ")}`,
    sentence:
      "this target and the forward's own must both have 'target_ip', 'target_instance_id' or 'target_host': a target group has one type of targets. " +
      "Give this target its own forward.",
  }),
  "external-address": (_, at) => ({
    holds: `!coalesce(${at}.external, false) || ${at}.target_ip != null || ${at}.target_host != null`,
    sentence:
      "'external' is true, but AWS accepts an instance or a load balancer only in the load balancer's VPC. Remove it, or use target_ip.",
  }),
  "alb-alone": () => ({
    holds: `!(${IS_ALB}) || length(forward.additional_targets) == 0`,
    sentence:
      "'additional_targets' has ${length(forward.additional_targets)} targets, but an Application Load Balancer is the only target " +
      "of its forward. Give each its own forward.",
  }),
  "alb-over-tcp": () => ({
    holds: `!(${IS_ALB}) || ${optionOf("protocol")} == "${TCP}"`,
    sentence:
      `'protocol' is ${shownInModule(optionOf("protocol"))}, but only TCP listeners forward to an Application Load Balancer. Use TCP; for ` +
      "TLS, give the Application Load Balancer an HTTPS listener.",
  }),
  "alb-checked-by-requests": () => ({
    holds: `!(${IS_ALB}) || ${healthCheckOf("protocol")} != "${HealthCheckProtocol.TCP}"`,
    sentence:
      "'health_check.protocol' is TCP, but AWS checks an Application Load Balancer over HTTP or HTTPS. Use the protocol of its " +
      "listener on the checked port.",
  }),
  "groups-of-targets": () => {
    const groups = "coalesce(forward.target_security_group_ids, var.target_security_group_ids, {})";
    return {
      holds: `!${MAKES_SECURITY_GROUP} || ${IS_ADDRESS} || length(${groups}) > 0`,
      sentence:
        "'target_security_group_ids' is missing. The address of an instance, a load balancer or a host isn't known, so the rules of the module's " +
        'security group must name its security groups. Set it here or on the module, such as { database = "sg-0a1b2c3d" }, or use security_group_ids ' +
        "with a group of your own instead.",
    };
  },
  "host-needs-function": () => ({
    holds: `!(${IS_HOST}) || var.host_targets != null`,
    sentence:
      "'target_host' requires the function that resolves it. Set host_targets, with the subnets that it runs in.",
  }),
  "function-needs-host": () => ({
    holds: `var.host_targets == null || anytrue([for forward in var.forwards : ${IS_HOST}])`,
    sentence: "'host_targets' is set, but no forward has a target_host, so there is no function. Remove it.",
  }),
  "hosts-in-input": () => {
    const name = 'coalesce(forward.target_group_name, "${var.name}-tg-${forward.listener_port}")';
    const host = "concat([target.target_host, coalesce(target.target_port, forward.target_port)], target.external[*])";
    const groups =
      `[for forward in var.forwards : merge({ id = "\${substr(${name}, 0, ${MAX_NAME_LENGTH})}/${GROUP_ID_IN_INPUT}", ` +
      `hosts = [for target in ${TARGETS} : ${host}] }, forward.target_ip_address_type == "ipv6" ? { ipv6 = true } : {}) if ${IS_HOST}]`;
    const length = `length(jsonencode(merge(local.host_settings, { loadBalancerArn = "${ARN_IN_INPUT}", targetGroups = ${groups} })))`;
    return {
      holds: wherePossible(`!anytrue([for forward in var.forwards : ${IS_HOST}]) || ${length} <= ${LONGEST_INPUT}`),
      sentence:
        `'forwards' has \${length([for forward in var.forwards : forward if ${IS_HOST}])} forwards to hosts, whose names and target groups have ` +
        `about \${${length}} characters in the function's input, but EventBridge passes at most ${LONGEST_INPUT}. Use shorter names, or split the ` +
        "list over two load balancers.",
    };
  },
  "family-of-alb": () => ({
    holds: `forward.target_ip_address_type == null || !(${IS_ALB})`,
    sentence:
      "'target_ip_address_type' is set, but the target is an Application Load Balancer, whose target group has none. Remove it.",
  }),
  "family-of-targets": () => {
    const family = "forward.target_ip_address_type";
    const fits = `alltrue([for target in ${TARGETS} : try((${family} == "ipv6") == ${isIpv6("target.target_ip")}, true)])`;
    return {
      holds: wherePossible(
        `${family} == null || ${fits} && (${family} == "ipv4" || var.ip_address_type == "${NlbIpAddressType.DUALSTACK}")`,
      ),
      sentence:
        `'target_ip_address_type' is ${shownInModule(family)}, but a target is an address of the other family, or the load balancer's ` +
        `'ip_address_type' isn't ${NlbIpAddressType.DUALSTACK}, which IPv6 targets need. Remove it to derive it from the address.`,
    };
  },
  "option-of-targets": ({ prop }) => ({
    holds: `forward.${snakeCase(prop)} == null || !(${IS_ALB})`,
    sentence:
      `'${snakeCase(prop)}' is set, but the target is an Application Load Balancer, whose target group always has AWS's defaults. ` +
      "Remove it.",
  }),
  "each-target-once": () => {
    const id = targetId("target");
    const ip = `${isIpv6(id)} ? ${canonicalAddress(id)} : ${id}`;
    const port = "coalesce(target.target_port, forward.target_port)";
    const sockets = `[for target in ${TARGETS} : "\${${ip}} \${${port}}"]`;
    return {
      of: "forward",
      where: HAS_ADDITIONAL_TARGETS,
      holds: wherePossible(`length(toset(${sockets})) == ${TARGET_COUNT}`),
      sentence: `'target_ip', 'target_instance_id' or 'target_host' with its port must be unique among the targets of a forward, but the targets are \${jsonencode(${sockets})}.`,
    };
  },
  "each-identity-once": () => {
    const identities = `[for target in ${TARGETS} : ${targetIdentity("target")}]`;
    return {
      of: "forward",
      where: HAS_ADDITIONAL_TARGETS,
      holds: wherePossible(`length(toset(${identities})) == ${TARGET_COUNT}`),
      sentence: `'key' must be unique among the targets of a forward, but the keys are \${jsonencode(${identities})}.`,
    };
  },
  "one-listener-per-port": () => ({
    holds: "length(toset(var.forwards[*].listener_port)) == length(var.forwards)",
    sentences:
      '[\nfor port, rows in { for index, forward in var.forwards : jsonencode(forward.listener_port) => "forwards[${index}]"... } :\n' +
      '"${join(" and ", rows)} all listen on ${port}. Give each forward its own listener_port, or merge TCP and UDP ' +
      'into one forward with protocol = \\"TCP_UDP\\"."\nif length(rows) > 1\n]',
  }),
  "datagrams-answered": () => ({
    where: IS_DATAGRAM,
    holds: ANSWERED,
    sentence:
      "'protocol' is UDP or TCP_UDP, which preserve the client's address, and a target is outside the VPC, so its answers " +
      "would bypass the load balancer. Set same_region_peering = true if the target is in a peered VPC of the same Region; otherwise " +
      "use TCP.",
  }),
  "datagrams-over-ipv4": () => ({
    holds: `!${IS_DATAGRAM} || var.ip_address_type != "${NlbIpAddressType.DUALSTACK}"`,
    sentence:
      "'protocol' is UDP or TCP_UDP, which a dual-stack load balancer supports only with IPv6 source NAT, but provider 5.100 " +
      `has no argument for that. Set ip_address_type = "${NlbIpAddressType.IPV4}", or give this forward its own load balancer.`,
  }),
  "port-of-udp-check": () => ({
    holds:
      `${optionOf("protocol")} != "${UDP}" || forward.health_check.port != null || ` +
      "var.forward_defaults.health_check.port != null",
    sentence:
      "'health_check.port' is missing, and the targets of a UDP forward are checked over TCP or HTTP. Set a port on which " +
      "the targets answer one of these.",
  }),
  "preserved-for-datagrams": () => ({
    holds: `!${IS_DATAGRAM} || ${optionOf("preserveClientIp", "true")}`,
    sentence:
      "'preserve_client_ip' is false, but UDP and TCP_UDP always preserve the client's address. Set preserve_client_ip = true.",
  }),
  "preserved-in-reach": () => ({
    where: `!${IS_DATAGRAM} && ${optionOf("preserveClientIp", "false")}`,
    holds: ANSWERED,
    sentence:
      "'preserve_client_ip' is true, but a target is outside the VPC, so its answers would bypass the load balancer. Set " +
      "preserve_client_ip = false, or same_region_peering = true if the target is in a peered VPC of the same Region.",
  }),
  "preserved-once": () => {
    const preserves = `!(${IS_ALB}) && (${IS_DATAGRAM} || ${optionOf("preserveClientIp", "false")})`;
    const transports = `{ TCP = ["tcp"], TLS = ["tcp"], UDP = ["udp"], TCP_UDP = ["tcp", "udp"] }`;
    const port = "coalesce(target.target_port, forward.target_port)";
    const sockets =
      `flatten([for index, forward in var.forwards : ${preserves} ? [for target in ${TARGETS} : ` +
      `[for transport in lookup(${transports}, ${optionOf("protocol")}, []) : ` +
      `{ row = "forwards[\${index}]", socket = "\${transport} \${${targetId("target")}} \${${port}}" }]] : []])`;
    return {
      holds: `length(toset([for each in ${sockets} : each.socket])) == length(${sockets})`,
      sentences:
        `[\nfor socket, rows in { for each in ${sockets} : each.socket => each.row... } :\n` +
        '"${join(" and ", rows)} both reach ${socket} with the client\'s address, so connections of one client socket ' +
        'collide there. Give each its own target port, or set preserve_client_ip = false."\nif length(rows) > 1\n]',
    };
  },
  "header-on-requests": () => ({
    holds: `${IS_ALB} || !${optionOf("proxyProtocolV2", "false")} || ${healthCheckOf("protocol")} == "${HealthCheckProtocol.TCP}"`,
    sentence:
      "'proxy_protocol_v2' is true, so the requests of health checks begin with its header too. Make sure that the server " +
      "accepts it there, or check over TCP.",
  }),
  "termination-off": () => ({
    holds: `!${IS_DATAGRAM} || ${optionOf("connectionTermination", "true")}`,
    sentence:
      "'connection_termination' is false, which provider 5.100 sets on a new UDP target group only at the second apply. " +
      "Apply again after the forward is created.",
  }),
  "dns-before-routing": ({ prop }) => {
    const dns = prop.replace("routing", "dns");
    const [ofDns, ofRouting] = [optionOf(dns), optionOf(prop)];
    return {
      holds: wherePossible(`${ofDns} == null || ${ofRouting} == null ? true : ${ofRouting} <= ${ofDns}`),
      sentence:
        `'${snakeCase(prop)}' is ${shownInModule(ofRouting)}, but '${snakeCase(dns)}' is ${shownInModule(ofDns)}, and AWS requires that DNS ` +
        `avoids a zone first. Raise ${snakeCase(dns)}, or lower ${snakeCase(prop)}.`,
    };
  },
  "draining-without-termination": ({ prop }) => ({
    // Forwards of other protocols ignore forward_defaults.
    where: `contains(${hclList(PROTOCOLS_OF_OPTION.get(prop) ?? [])}, ${optionOf("protocol")})`,
    holds: `${optionOf("unhealthyDrainingIntervalSeconds", "0")} == 0 || !${optionOf("unhealthyConnectionTermination", "true")}`,
    sentence:
      `'unhealthy_draining_interval_seconds' is \${${optionOf("unhealthyDrainingIntervalSeconds", "0")}}, but connections to ` +
      "unhealthy targets are closed at once. Set unhealthy_connection_termination = false.",
  }),
  sticky: () => ({
    holds: `!${optionOf("stickiness", "false")} || ${optionOf("protocol")} != "${TLS}"`,
    sentence: "'stickiness' is true, but TLS listeners don't support it. Set stickiness = false, or use TCP.",
  }),
  "known-policy": () => ({
    where: `${optionOf("protocol")} == "${TLS}"`,
    holds: wherePossible(`contains(${hclList(SSL_POLICIES)}, ${optionOf("sslPolicy")})`),
    sentence:
      `'ssl_policy' ${shownInModule(optionOf("sslPolicy"))} isn't one of AWS's policies as of November 2026. To list your ` +
      "Region's policies, run aws elbv2 describe-ssl-policies.",
  }),
  "certificate-for-tls": () => ({
    holds:
      `${optionOf("protocol")} != "${TLS}" || forward.certificate_arn != null || ` +
      "var.forward_defaults.certificate_arn != null",
    sentence:
      "'certificate_arn' is missing, but a TLS listener needs a certificate. Set it here or in forward_defaults.",
  }),
  "clients-take-a-group": ({ prop }) => ({
    holds: `forward.${snakeCase(prop)} == null || ${MAKES_SECURITY_GROUP}`,
    sentence:
      `'${snakeCase(prop)}' requires the module's security group. A forward alone doesn't create it, since adding it to an ` +
      "existing load balancer replaces the load balancer. Set the module's client_cidr_blocks too; [] is enough.",
  }),
  "some-client": () => ({
    holds:
      `!${MAKES_SECURITY_GROUP} || length(local.forwards[tostring(forward.listener_port)].client_cidr_blocks) + ` +
      "length(coalesce(var.client_security_group_ids, {})) + length(coalesce(var.security_group_ids, [])) > 0",
    sentence:
      "'client_cidr_blocks' lets nobody connect. Add blocks here or to the module, or set client_security_group_ids.",
  }),
  "timeout-within-interval": (_, at) => {
    const [interval, timeout] = (["intervalSeconds", "timeoutSeconds"] as const).map((prop) =>
      at === "forward"
        ? `forward.health_check.${snakeCase(prop)}, var.forward_defaults.health_check.${snakeCase(prop)}`
        : `${at}.health_check.${snakeCase(prop)}`,
    );
    const given = `coalesce(${timeout ?? ""}, 0)`;
    return {
      holds: `${given} <= coalesce(${interval ?? ""})`,
      sentence:
        `'health_check.timeout_seconds' must not be above 'health_check.interval_seconds' (\${coalesce(${interval ?? ""})}), but is ` +
        `\${${given}}. Lower it, or raise the interval.`,
    };
  },
  "reserved-name": () => ({
    holds: '!startswith(coalesce(var.load_balancer_name, "${var.name}-nlb"), "internal-")',
    sentence:
      "'load_balancer_name', or the name made from 'name', must not begin with \"internal-\", because AWS reserves such names. " +
      "Use another name.",
  }),
  "logged-listener": () => ({
    holds: `var.access_logs == null || contains([for forward in local.forwards : forward.protocol], "${ForwardProtocol.TLS}")`,
    sentence: "'access_logs' is set, but no forward is TLS, and AWS logs only TLS listeners. Remove it, or use TLS.",
  }),
  "tag-count": () => ({
    holds:
      `length(coalesce(var.tags, {})) != ${MAX_TAGS} || contains(keys(coalesce(var.tags, {})), "${DESCRIPTION_TAG}") || ` +
      "alltrue([for forward in var.forwards : forward.description == null])",
    sentence:
      `'tags' has \${length(coalesce(var.tags, {}))} tags, and a forward's description adds one, but a resource has at most ${MAX_TAGS}. ` +
      "Remove some.",
  }),
  "certificate-limit": () => ({
    holds: `local.certificate_count <= ${CERTIFICATE_QUOTA}`,
    sentence:
      "'forwards' has ${local.certificate_count} certificates, but the quota of a load balancer is " +
      `${CERTIFICATE_QUOTA} unless AWS raised it. Ask AWS to raise it, or use certificates that cover more hosts.`,
  }),
  "some-forward": () => ({
    holds: "length(var.forwards) > 0",
    sentence: "'forwards' is empty. Add at least one forward.",
  }),
  "listener-limit": () => ({
    holds: `length(var.forwards) <= ${MAX_LISTENERS}`,
    sentence:
      `'forwards' needs \${length(var.forwards)} listeners, but a Network Load Balancer has at most ${MAX_LISTENERS}, and AWS ` +
      `doesn't raise that quota. Split the list over \${ceil(length(var.forwards) / ${MAX_LISTENERS})} load balancers.`,
  }),
  "target-limit": () => ({
    holds: `local.target_count <= (var.cross_zone ? ${CROSS_ZONE_TARGET_QUOTA} : ${TARGET_QUOTA})`,
    sentence:
      "'forwards' has ${local.target_count} targets, but the quota of the load balancer is " +
      `\${var.cross_zone ? ${CROSS_ZONE_TARGET_QUOTA} : ${TARGET_QUOTA}} unless AWS raised it. Ask AWS to raise it, or split the list.`,
  }),
  "subnets-or-zones": () => "none",
  "reserved-group-name": () => ({
    holds: `!${MAKES_SECURITY_GROUP} || !startswith(coalesce(var.load_balancer_name, "\${var.name}-nlb"), "sg-")`,
    sentence:
      "The module's security group has the load balancer's name, but AWS reserves names that begin with " +
      '"sg-". Use another name or load_balancer_name.',
  }),
  "security-groups-chosen": () => ({
    holds: `var.security_group_ids != null || ${MAKES_SECURITY_GROUP}`,
    sentence:
      "'security_group_ids' isn't set, so the load balancer is created without a security group, and AWS never lets it have " +
      "one later. Set security_group_ids or client_cidr_blocks, or security_group_ids = [] if you want none.",
  }),
  "target-groups-take-ours": () => ({
    holds: `var.target_security_group_ids == null || ${MAKES_SECURITY_GROUP}`,
    sentence:
      "'target_security_group_ids' requires the module's security group, which it creates only with client_cidr_blocks or " +
      "client_security_group_ids. Set one of them.",
  }),
  "private-link-takes-a-group": () => ({
    holds:
      "var.enforce_security_group_inbound_rules_on_private_link_traffic == null || " +
      `${MAKES_SECURITY_GROUP} || length(coalesce(var.security_group_ids, [])) > 0`,
    sentence:
      "'enforce_security_group_inbound_rules_on_private_link_traffic' is set, but the load balancer has no security " +
      "group. Set security_group_ids or client_cidr_blocks, or remove it.",
  }),
  "group-quota": () => {
    const count = `length(coalesce(var.security_group_ids, [])) + (${MAKES_SECURITY_GROUP} ? 1 : 0)`;
    return {
      holds: `${count} <= ${INTERFACE_QUOTA}`,
      sentence:
        `The load balancer has \${${count}} security groups including the module's, if any, but the quota of a network interface is ` +
        `${INTERFACE_QUOTA} unless AWS raised it. Ask AWS to raise it, or merge groups.`,
    };
  },
  "security-group-quota": () => ({
    holds: `alltrue([for rules in local.security_group_rules : rules <= ${RULE_QUOTA}])`,
    sentence:
      "The module's security group has ${jsonencode(local.security_group_rules)} rules, but the quota is " +
      `${RULE_QUOTA} of each unless AWS raised it. Ask AWS to raise it, merge clients, or split the list.`,
  }),
  "static-address-in-subnet": (_, at) => {
    const [address, subnet] = [`${at}.private_ipv4_address`, `${at}.cidr_block`];
    const kept = `[for host in [0, 1, 2, 3, -1] : cidrhost(${subnet}, host)]`;
    return {
      holds:
        `${address} == null || ${subnet} == null ? true : ` +
        // IPv6 blocks aren't checked: AWS has two for such a subnet.
        `${isIpv6(subnet)} || ${inBlocks(address, `[${subnet}]`)} && !try(contains(${kept}, ${address}), true)`,
      sentence:
        `'private_ipv4_address' ${shownInModule(address)} is outside the subnet (${shownInModule(subnet)}), or one of its first four addresses or ` +
        "its last, which AWS reserves. Use another address.",
    };
  },
  "subnet-in-vpc": (_, at) => {
    const block = `${at}.cidr_block`;
    return {
      holds: `${block} == null ? true : !${subnetOutsideVpc(block)}`,
      sentence:
        `'cidr_block' ${shownInModule(block)} is outside the VPC (\${join(", ", local.vpc_cidr_blocks)}). Use the block of the ` +
        "subnet, or add the VPC's block that contains it to vpc_cidr_blocks.",
    };
  },
  "static-address-in-vpc": (_, at) => {
    const address = `${at}.private_ipv4_address`;
    return {
      holds: `${address} == null ? true : try(!${outsideVpc(address)}, true)`,
      sentence:
        `'private_ipv4_address' ${shownInModule(address)} is outside the VPC (\${join(", ", local.vpc_cidr_blocks)}). Use an ` +
        "address of the subnet, or add the VPC's block that contains it to vpc_cidr_blocks.",
    };
  },
  "ipv6-of-dualstack": (_, at) => ({
    holds: `${at}.ipv6_address == null || var.ip_address_type == "${NlbIpAddressType.DUALSTACK}"`,
    sentence:
      `'ipv6_address' is for a dual-stack load balancer. Set ip_address_type = "${NlbIpAddressType.DUALSTACK}", or remove ` +
      "the address.",
  }),
};

/** @param otherwise whether the rule is kept if the value is null */
function held({ prop, form }: AnyRule, at: string, otherwise: string): InModule {
  const value = valueAt(at, prop);
  const condition = form ? boundCondition(form, value) : "none";
  if (typeof condition === "string") return condition;
  // A required variable is never null.
  const given = at === "var" && otherwise === "false";
  return {
    holds: given ? condition.holds : `${value} == null ? ${otherwise} : ${condition.holds}`,
    sentence: `'${snakeCase(prop)}' ${"must" in condition ? butIs(condition.must, value) : condition.sentence}`,
  };
}

/** Whether a value is null because its struct is. */
function absentStruct(prop: string, at: string): string {
  const [root = prop, inner] = prop.split(".");
  return inner === undefined ? "false" : `${at}.${snakeCase(root)} == null`;
}

/** Returns how the module enforces a rule of the struct at an expression such as `var` or `forward`. */
export function ruleCondition(rule: AnyRule, at: string): InModule {
  return RULE_CONDITIONS[rule.name](rule, at);
}
