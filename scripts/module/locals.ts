import { type ForwardDefaults, ForwardProtocol, HealthCheckProtocol } from "../../src";
import {
  HEALTH_CHECK_DEFAULTS,
  OPTION_DEFAULTS,
  PROTOCOL_OF_OPTION,
  STATED_DEFAULTS,
} from "../../src/private/defaults/forward-options";
import { MAX_NAME_LENGTH, NAME_HASH_LENGTH } from "../../src/private/names";
import { MARKDOWN_CHARACTERS } from "../../src/private/port-table";
import { LONGEST_DESCRIPTION, NAMED_TARGETS } from "../../src/private/resources/nlb-alarms";
import { MAX_TAG_VALUE_LENGTH, TAG_CHARACTERS } from "../../src/private/tag-text";
import { DESCRIPTION_TAG } from "../../src/private/defaults/forward";
import { PATH_MTU } from "../../src/private/resources/nlb-security-group";
import {
  healthCheckOf,
  isExternal,
  isIpv6,
  optionOf,
  snakeCase,
  targetIdentity,
  TARGETS,
} from "../../src/private/rules/in-module";
import { propsOf } from "./assembly";

// locals.tf: what src/private/defaults/, src/private/names.ts and src/private/nlb-security-group.ts make of the
// props, as HCL.

/** Options of a forward that something is made of; the others it has as they are given, or as AWS chooses. */
const USED_OPTIONS = [
  "protocol",
  "targetTls",
  "healthCheck",
  "additionalCertificateArns",
  "clientCidrBlocks",
  "sameRegionPeering",
] as const satisfies (keyof ForwardDefaults)[];

const PLAIN_OPTIONS = propsOf("ForwardDefaults")
  .map(({ name }) => name)
  .filter((name) => !(USED_OPTIONS as readonly string[]).includes(name)) as (keyof ForwardDefaults)[];

const HEALTH_CHECK_OPTIONS = propsOf("ForwardHealthCheck").map(({ name }) => name);

/** An option as a row, `forward_defaults` or `STATED_DEFAULTS` have it; null where none of them does. */
function plainOption(option: keyof ForwardDefaults): string {
  const name = snakeCase(option);
  const stated = new Map(
    Object.values(ForwardProtocol).flatMap((protocol) => {
      const value = STATED_DEFAULTS[protocol]?.[option];
      return value === undefined ? [] : [[protocol, JSON.stringify(value)] as const];
    }),
  );
  const only = PROTOCOL_OF_OPTION[option];
  if (only !== undefined) {
    return `${name} = (\n${PROTOCOL} == "${only}" ?\n${optionOf(option, stated.get(only))} : null\n)`;
  }
  if (stated.size === 0) return `${name} = ${optionOf(option)}`;
  const [value, ...others] = new Set(stated.values());
  if (others.length === 0 && stated.size === Object.keys(ForwardProtocol).length) {
    return `${name} = ${optionOf(option, value)}`;
  }
  const table = [...stated].map(([protocol, value]) => `${protocol} = ${value}`).join(", ");
  return `${name} = try(\n${optionOf(option, `try({ ${table} }[${PROTOCOL}], null)`)}, null\n)`;
}

function healthCheckOption(option: string): string {
  const name = snakeCase(option);
  if (Object.hasOwn(OPTION_DEFAULTS.healthCheck, option)) return `${name} = ${healthCheckOf(option)}`;
  if (option === "timeoutSeconds") {
    const timeouts = Object.entries(HEALTH_CHECK_DEFAULTS).map(
      ([protocol, of]) => `${protocol} = ${of.timeoutSeconds}`,
    );
    const ofAws = `{ ${timeouts.join(", ")} }[${healthCheckOf("protocol")}]`;
    return `${name} = try(\n${healthCheckOf(option, `min(${ofAws}, ${healthCheckOf("intervalSeconds")})`)}, null\n)`;
  }
  if (option !== "path" && option !== "matcher") return `${name} = try(${healthCheckOf(option)}, null)`;
  const ofRequests = healthCheckOf(option, `"${HEALTH_CHECK_DEFAULTS.HTTP[option]}"`);
  return `${name} = (\n${healthCheckOf("protocol")} == "${HealthCheckProtocol.TCP}" ? null :\n${ofRequests}\n)`;
}

const PROTOCOL = "local.protocols[forward.listener_port]";
const IS_IPV6 = isIpv6("target.target_ip");
/** An IPv6 address in the notation that there is one of. */
const IPV6_ADDRESS = 'cidrhost("${target.target_ip}/128", 0)';

const ICMP = Object.entries(PATH_MTU).map(([family, { ipProtocol, type, code, cidrIpv4, cidrIpv6 }]) => {
  const cidr = (block: string | undefined): string => (block === undefined ? "null" : `"${block}"`);
  return (
    `${family} = { ip_protocol = "${ipProtocol}", type = ${type}, code = ${code}, ` +
    `cidr_ipv4 = ${cidr(cidrIpv4)}, cidr_ipv6 = ${cidr(cidrIpv6)} }`
  );
});

/** The name with something behind it. The load balancer's is not made of the rows, or its security group would wait for the targets. */
function nameWith(suffix: string): string {
  const room = `${MAX_NAME_LENGTH - NAME_HASH_LENGTH - 1} - length("${suffix}")`;
  return (
    `length("\${var.name}${suffix}") <= ${MAX_NAME_LENGTH} ? "\${var.name}${suffix}" : format(\n` +
    `"%s-%s%s",\nreplace(substr(var.name, 0, ${room}), "/-+$/", ""),\n` +
    `substr(sha256(var.name), 0, ${NAME_HASH_LENGTH}),\n"${suffix}",\n)`
  );
}

export const LOCALS = `
locals {
  # AWS takes at most ${MAX_NAME_LENGTH} characters: of a longer name as many as fit are followed by a hash of the whole.
  load_balancer_name = coalesce(
    var.load_balancer_name,
    ${nameWith("-nlb")}
  )
  target_group_names = {
    for forward in var.forwards : forward.listener_port => (
      ${nameWith("-tg-${forward.listener_port}")}
    )
  }

  vpc_cidr_blocks = coalesce(var.vpc_cidr_blocks, [])

  security_group_ids = concat(aws_security_group.this[*].id, coalesce(var.security_group_ids, []))
  alarm_action_arns = try(coalescelist(var.alarms.action_arns), null)
  # Only a load balancer with security groups has this switch.
  enforce_inbound_rules_on_private_link = (
    length(local.security_group_ids) == 0 ? null :
    coalesce(var.enforce_security_group_inbound_rules_on_private_link_traffic, true) ? "on" : "off"
  )
}

# The list, each row with what it leaves out.
locals {
  protocols = {
    for forward in var.forwards : forward.listener_port => ${optionOf("protocol")}
  }

  forwards = {
    for forward in var.forwards : forward.listener_port => {
      listener_port     = forward.listener_port
      target_group_name = coalesce(forward.target_group_name, local.target_group_names[forward.listener_port])
      description       = forward.description
      tags              = forward.description == null ? var.tags : merge(
        var.tags, { ${DESCRIPTION_TAG} = substr(replace(forward.description, "/[^${TAG_CHARACTERS}]/", "-"), 0, ${MAX_TAG_VALUE_LENGTH}) }
      )
      protocol          = ${PROTOCOL}
      target_protocol = (
        ${PROTOCOL} == "${ForwardProtocol.TLS}" && !${optionOf("targetTls")} ?
        "${ForwardProtocol.TCP}" : ${PROTOCOL}
      )
      ip_protocols = {
        ${ForwardProtocol.TCP}     = ["tcp"]
        ${ForwardProtocol.TLS}     = ["tcp"]
        ${ForwardProtocol.UDP}     = ["udp"]
        ${ForwardProtocol.TCP_UDP} = ["tcp", "udp"]
      }[${PROTOCOL}]

      ${PLAIN_OPTIONS.map(plainOption).join("\n      ")}
      additional_certificate_arns = (
        ${PROTOCOL} == "${ForwardProtocol.TLS}" ?
        ${optionOf("additionalCertificateArns", "{}")} : {}
      )
      client_cidr_blocks = distinct([
        for block in ${optionOf("clientCidrBlocks", "var.client_cidr_blocks, []")} :
        lower(block)
      ])
      same_region_peering = ${optionOf("sameRegionPeering")}

      health_check = {
        ${HEALTH_CHECK_OPTIONS.map(healthCheckOption).join("\n        ")}
      }

      # Only of targets without a key: the address of another may not be known before the apply, and an unknown family
      # would replace the group.
      ip_address_type = anytrue([
        for target in ${TARGETS} : target.key == null ? ${IS_IPV6} : false
      ]) ? "ipv6" : "ipv4"

      targets = [
        for target in ${TARGETS} : {
          id          = ${targetIdentity("target")}
          key         = target.key
          target_ip   = target.target_ip
          target_port = coalesce(target.target_port, forward.target_port)
          external    = ${isExternal("target")}
          host        = target.key != null ? target.key : ${IS_IPV6} ? ${IPV6_ADDRESS} : target.target_ip
          cidr_ipv4   = ${IS_IPV6} ? null : "\${target.target_ip}/32"
          cidr_ipv6   = ${IS_IPV6} ? "\${${IPV6_ADDRESS}}/128" : null
        }
      ]
    }
  }

  # Apart from what refers to them: Terraform reads all of the groups for each reference to one.
  target_group_arns = { for port, group in aws_lb_target_group.this : port => group.arn }

  certificate_count = sum(concat([0], [
    for forward in local.forwards :
    forward.protocol == "${ForwardProtocol.TLS}" ? 1 + length(forward.additional_certificate_arns) : 0
  ]))

  targets = merge([
    for forward in local.forwards : {
      for target in forward.targets : "\${forward.listener_port}/\${target.id}" => {
        listener_port     = forward.listener_port
        target_ip         = target.target_ip
        target_port       = target.target_port
        availability_zone = target.external ? "all" : null
      }
    }
  ]...)

  additional_certificates = merge([
    for forward in local.forwards : {
      for name, arn in forward.additional_certificate_arns : "\${forward.listener_port}/\${name}" => {
        listener_port   = forward.listener_port
        certificate_arn = arn
      }
    }
  ]...)

  # Sorted as numbers.
  listener_ports = [for port in sort([for forward in var.forwards : format("%05d", forward.listener_port)]) : tonumber(port)]

  endpoints = [
    for port in local.listener_ports : {
      addresses = compact(flatten([
        for mapping in var.subnet_mappings : [mapping.private_ipv4_address, mapping.ipv6_address]
      ]))
      listener_port = port
      protocol      = local.forwards[port].protocol
      target_ip     = local.forwards[port].targets[0].target_ip
      target_port   = local.forwards[port].targets[0].target_port
      external      = local.forwards[port].targets[0].external
      additional_targets = [
        for target in slice(local.forwards[port].targets, 1, length(local.forwards[port].targets)) : {
          target_ip   = target.target_ip
          target_port = target.target_port
          external    = target.external
          key         = target.key
        }
      ]
      description = local.forwards[port].description
    }
  ]
}

# The security group that is made of the list. A rule is named by what it allows, so that a change of the list touches only
# what it allows more or less; one that two forwards need is made once.
locals {
  makes_security_group = !(
    var.client_cidr_blocks == null && var.client_security_group_ids == null && var.forward_defaults.client_cidr_blocks == null
  )

  path_mtu_messages = {
    for family, message in {
      ${ICMP.join("\n      ")}
    } : family => message if local.makes_security_group && (family == "IPv4" || var.ip_address_type == "dualstack")
  }

  client_cidr_rules = {
    for rule in flatten([
      for forward in local.forwards : [
        for ip_protocol in forward.ip_protocols : [
          for block in forward.client_cidr_blocks : {
            listener_port = forward.listener_port
            protocol      = forward.protocol
            ip_protocol   = ip_protocol
            block         = block
            cidr_ipv4     = ${isIpv6("block")} ? null : block
            cidr_ipv6     = ${isIpv6("block")} ? block : null
          }
        ]
      ]
    ]) : "\${rule.listener_port}/\${rule.ip_protocol}/\${rule.block}" => rule
  }

  client_security_group_rules = {
    for rule in flatten([
      for forward in local.forwards : [
        for ip_protocol in forward.ip_protocols : [
          for name, id in coalesce(var.client_security_group_ids, {}) : {
            listener_port                = forward.listener_port
            protocol                     = forward.protocol
            ip_protocol                  = ip_protocol
            name                         = name
            referenced_security_group_id = id
          }
        ]
      ]
    ]) : "\${rule.listener_port}/\${rule.ip_protocol}/\${rule.name}" => rule
  }

  # Where the load balancer connects to: targets, and the ports that their health is checked on.
  sockets = !local.makes_security_group ? [] : flatten([
    for forward in local.forwards : [
      for target in forward.targets : [
        for socket in concat(
          [for ip_protocol in forward.ip_protocols : { ip_protocol = ip_protocol, port = target.target_port }],
          [for port in forward.health_check.port[*] : { ip_protocol = "tcp", port = port }],
          ) : {
          ip_protocol         = socket.ip_protocol
          port                = socket.port
          host                = target.host
          cidr_ipv4           = target.cidr_ipv4
          cidr_ipv6           = target.cidr_ipv6
          has_security_groups = !target.external || forward.same_region_peering
        }
      ]
    ]
  ])

  target_rules = {
    for id, sockets in { for socket in local.sockets : "\${socket.ip_protocol}/\${socket.host}:\${socket.port}" => socket... } :
    id => sockets[0]
  }

  # Beyond the VPC there are security groups only in a peered one.
  target_security_group_rules = merge([
    for name, id in coalesce(var.target_security_group_ids, {}) : {
      for key, sockets in {
        for socket in local.sockets : "\${socket.ip_protocol}/\${socket.port}" => socket... if socket.has_security_groups
        } : "\${name}/\${key}" => {
        security_group_id = id
        ip_protocol       = sockets[0].ip_protocol
        port              = sockets[0].port
      }
    }
  ]...)

  security_group_rules = !local.makes_security_group ? {} : {
    "inbound IPv4" = sum([
      1, length(local.client_security_group_rules), length([for rule in local.client_cidr_rules : rule if rule.cidr_ipv4 != null])
    ])
    "inbound IPv6" = sum([
      length(local.path_mtu_messages) - 1, length(local.client_security_group_rules),
      length([for rule in local.client_cidr_rules : rule if rule.cidr_ipv6 != null])
    ])
    "outbound IPv4" = length([for rule in local.target_rules : rule if rule.cidr_ipv4 != null])
    "outbound IPv6" = length([for rule in local.target_rules : rule if rule.cidr_ipv6 != null])
  }
}

locals {
  unhealthy_hosts_alarms = toset([for port in keys(local.forwards) : port if try(var.alarms.unhealthy_hosts, false)])

  # Where each forward leads, "30080 -> 10.0.0.10:80".
  routes = {
    for port, forward in local.forwards : port => format(
      "%s -> %s%s",
      port,
      join(", ", concat(
        [
          for target in slice(forward.targets, 0, min(${NAMED_TARGETS}, length(forward.targets))) :
          "\${${IS_IPV6} ? "[\${target.target_ip}]" : target.target_ip}:\${target.target_port}"
        ],
        length(forward.targets) > ${NAMED_TARGETS} ? ["\${length(forward.targets) - ${NAMED_TARGETS}} more"] : [],
      )),
      forward.description == null ? "" : " (\${substr(replace(forward.description, "/\\\\p{C}/", " "), 0, ${LONGEST_DESCRIPTION})})",
    )
  }
}

# The port table, in Markdown.
locals {
  table_columns = concat(
    ["No.", "Listener", "Target group", "Target port", "Target IP", "Where"],
    anytrue([for forward in local.forwards : forward.description != null]) ? ["Description"] : [],
  )
  table_rows = flatten([
    for index, port in local.listener_ports : [
      for place, target in local.forwards[port].targets : {
        cells = slice([
          place == 0 ? tostring(index + 1) : "",
          place == 0 ? "\${local.forwards[port].protocol}:\${port}" : "",
          place == 0 ? local.forwards[port].target_group_name : "",
          "\${local.forwards[port].target_protocol}:\${target.target_port}",
          target.target_ip,
          target.external ? "external" : "VPC",
          place > 0 || local.forwards[port].description == null ? "" : replace(
            replace(local.forwards[port].description, "/\\\\s+/", " "), "/(${JSON.stringify(MARKDOWN_CHARACTERS).slice(1, -1)})/", "\\\\$1"
          ),
        ], 0, length(local.table_columns))
      }
    ]
  ])
  table_widths = [
    for index, column in local.table_columns : max(3, length(column), [for row in local.table_rows : length(row.cells[index])]...)
  ]
  port_table = join("\\n", [
    for line in concat(
      [local.table_columns, [for width in local.table_widths : replace(format("%\${width}s", ""), " ", "-")]],
      local.table_rows[*].cells,
    ) : format("| %s |", join(" | ", [for index, cell in line : format("%-\${local.table_widths[index]}s", cell)]))
  ])
}
`;
