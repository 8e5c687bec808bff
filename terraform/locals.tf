# Defaults, names and keys, the same as the construct's in src/private/defaults/, names.ts and nlb-security-group.ts.

locals {
  # AWS allows 32 characters. A longer name is shortened and ends in a hash of the whole name.
  load_balancer_name = coalesce(
    var.load_balancer_name,
    length("${var.name}-nlb") <= 32 ? "${var.name}-nlb" : format(
      "%s-%s%s",
      replace(substr(var.name, 0, 23 - length("-nlb")), "/-+$/", ""),
      substr(sha256(var.name), 0, 8),
      "-nlb",
    )
  )
  target_group_names = {
    for forward in var.forwards : forward.listener_port => (
      length("${var.name}-tg-${forward.listener_port}") <= 32 ? "${var.name}-tg-${forward.listener_port}" : format(
        "%s-%s%s",
        replace(substr(var.name, 0, 23 - length("-tg-${forward.listener_port}")), "/-+$/", ""),
        substr(sha256(var.name), 0, 8),
        "-tg-${forward.listener_port}",
      )
    )
  }

  vpc_cidr_blocks = coalesce(var.vpc_cidr_blocks, [])

  security_group_ids = concat(aws_security_group.this[*].id, coalesce(var.security_group_ids, []))
  alarm_action_arns  = try(coalescelist(var.alarms.action_arns), null)
  # Applies only to a load balancer with security groups.
  enforce_inbound_rules_on_private_link = (
    length(local.security_group_ids) == 0 ? null :
    coalesce(var.enforce_security_group_inbound_rules_on_private_link_traffic, true) ? "on" : "off"
  )
}

# The list, with the defaults of each forward filled in.
locals {
  protocols = {
    for forward in var.forwards : forward.listener_port => coalesce(forward.protocol, var.forward_defaults.protocol)
  }

  target_types = {
    for forward in var.forwards : forward.listener_port => (
      forward.target_host != null ? "host" : forward.target_alb_arn != null ? "alb" : forward.target_instance_id != null ? "instance" : "ip"
    )
  }

  # AWS's IDs of each forward's targets.
  target_ids = {
    for forward in var.forwards : forward.listener_port => [
      for target in concat([forward], forward.additional_targets) : (
        local.target_types[forward.listener_port] == "ip" ? target.target_ip :
        local.target_types[forward.listener_port] == "host" ? target.target_host :
        local.target_types[forward.listener_port] == "instance" ? target.target_instance_id : forward.target_alb_arn
      )
    ]
  }

  # Other targets than load balancers have target groups with attributes.
  has_attributes = { for port, type in local.target_types : port => type != "alb" }

  # AWS checks a load balancer with requests only.
  health_check_protocols = {
    for forward in var.forwards : forward.listener_port => coalesce(
      forward.health_check.protocol,
      local.target_types[forward.listener_port] == "alb" && var.forward_defaults.health_check.protocol == "TCP" ?
      "HTTP" : var.forward_defaults.health_check.protocol,
    )
  }

  forwards = {
    for forward in var.forwards : forward.listener_port => {
      listener_port     = forward.listener_port
      target_type       = local.target_types[forward.listener_port]
      target_group_name = coalesce(forward.target_group_name, local.target_group_names[forward.listener_port])
      description       = forward.description
      tags = forward.description == null ? var.tags : merge(
        var.tags, { Description = substr(replace(forward.description, "/[^\\p{L}\\p{Z}\\p{N}_.:/=+@-]/", "-"), 0, 256) }
      )
      protocol = local.protocols[forward.listener_port]
      target_protocol = (
        local.protocols[forward.listener_port] == "TLS" && !coalesce(forward.target_tls, var.forward_defaults.target_tls) ?
        "TCP" : local.protocols[forward.listener_port]
      )
      ip_protocols = {
        TCP     = ["tcp"]
        TLS     = ["tcp"]
        UDP     = ["udp"]
        TCP_UDP = ["tcp", "udp"]
      }[local.protocols[forward.listener_port]]

      deregistration_delay_seconds = (
        local.has_attributes[forward.listener_port] ?
        coalesce(forward.deregistration_delay_seconds, var.forward_defaults.deregistration_delay_seconds) : null
      )
      connection_termination = !local.has_attributes[forward.listener_port] ? null : try(
        coalesce(forward.connection_termination, var.forward_defaults.connection_termination, try({ TCP = false, UDP = true, TCP_UDP = true, TLS = false }[local.protocols[forward.listener_port]], null)), null
      )
      preserve_client_ip = !local.has_attributes[forward.listener_port] ? null : try(
        coalesce(forward.preserve_client_ip, var.forward_defaults.preserve_client_ip, try({ TCP = false, TLS = false }[local.protocols[forward.listener_port]], null)), null
      )
      proxy_protocol_v2 = !local.has_attributes[forward.listener_port] ? null : try(
        coalesce(forward.proxy_protocol_v2, var.forward_defaults.proxy_protocol_v2), null
      )
      cross_zone = !local.has_attributes[forward.listener_port] ? null : coalesce(
        forward.cross_zone, var.forward_defaults.cross_zone, "use_load_balancer_configuration"
      )
      stickiness = (
        local.has_attributes[forward.listener_port] ?
        coalesce(forward.stickiness, var.forward_defaults.stickiness, false) : null
      )
      tcp_idle_timeout_seconds = (
        local.protocols[forward.listener_port] == "TCP" ?
        coalesce(forward.tcp_idle_timeout_seconds, var.forward_defaults.tcp_idle_timeout_seconds, 350) : null
      )
      unhealthy_connection_termination = (
        local.has_attributes[forward.listener_port] && contains(["TCP", "TLS"], local.protocols[forward.listener_port]) ?
        coalesce(forward.unhealthy_connection_termination, var.forward_defaults.unhealthy_connection_termination, true) : null
      )
      unhealthy_draining_interval_seconds = coalesce(
        forward.unhealthy_draining_interval_seconds, var.forward_defaults.unhealthy_draining_interval_seconds, 0
      )
      # "off" is AWS's word for a threshold that doesn't apply.
      dns_minimum_healthy_target_count = (
        local.has_attributes[forward.listener_port] ?
        coalesce(forward.dns_minimum_healthy_target_count, var.forward_defaults.dns_minimum_healthy_target_count) : null
      )
      dns_minimum_healthy_target_percentage = coalesce(
        forward.dns_minimum_healthy_target_percentage, var.forward_defaults.dns_minimum_healthy_target_percentage, "off"
      )
      routing_minimum_healthy_target_count = coalesce(
        forward.routing_minimum_healthy_target_count, var.forward_defaults.routing_minimum_healthy_target_count
      )
      routing_minimum_healthy_target_percentage = coalesce(
        forward.routing_minimum_healthy_target_percentage, var.forward_defaults.routing_minimum_healthy_target_percentage, "off"
      )
      certificate_arn = (
        local.protocols[forward.listener_port] == "TLS" ?
        try(coalesce(forward.certificate_arn, var.forward_defaults.certificate_arn), null) : null
      )
      ssl_policy = (
        local.protocols[forward.listener_port] == "TLS" ?
        coalesce(forward.ssl_policy, var.forward_defaults.ssl_policy, "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09") : null
      )
      alpn_policy = (
        local.protocols[forward.listener_port] == "TLS" ?
        coalesce(forward.alpn_policy, var.forward_defaults.alpn_policy, "None") : null
      )
      additional_certificate_arns = (
        local.protocols[forward.listener_port] == "TLS" ?
        coalesce(forward.additional_certificate_arns, var.forward_defaults.additional_certificate_arns, {}) : {}
      )
      client_cidr_blocks = distinct([
        for block in coalesce(forward.client_cidr_blocks, var.forward_defaults.client_cidr_blocks, var.client_cidr_blocks, []) :
        try(cidrsubnet(block, 0, 0), block)
      ])
      same_region_peering       = coalesce(forward.same_region_peering, var.forward_defaults.same_region_peering)
      target_security_group_ids = coalesce(forward.target_security_group_ids, var.target_security_group_ids, {})

      health_check = {
        protocol = local.health_check_protocols[forward.listener_port]
        port     = try(coalesce(forward.health_check.port, var.forward_defaults.health_check.port), null)
        path = (
          local.health_check_protocols[forward.listener_port] == "TCP" ? null :
          coalesce(forward.health_check.path, var.forward_defaults.health_check.path, "/")
        )
        matcher = (
          local.health_check_protocols[forward.listener_port] == "TCP" ? null :
          coalesce(forward.health_check.matcher, var.forward_defaults.health_check.matcher, "200-399")
        )
        healthy_threshold   = coalesce(forward.health_check.healthy_threshold, var.forward_defaults.health_check.healthy_threshold)
        unhealthy_threshold = coalesce(forward.health_check.unhealthy_threshold, var.forward_defaults.health_check.unhealthy_threshold)
        interval_seconds    = coalesce(forward.health_check.interval_seconds, var.forward_defaults.health_check.interval_seconds)
        timeout_seconds = try(
          coalesce(forward.health_check.timeout_seconds, var.forward_defaults.health_check.timeout_seconds, min({ TCP = 10, HTTP = 6, HTTPS = 10 }[local.health_check_protocols[forward.listener_port]], coalesce(forward.health_check.interval_seconds, var.forward_defaults.health_check.interval_seconds))), null
        )
      }

      # Looks only at targets without a key. The address of a target with a key may be unknown at plan time, and an unknown
      # family would replace the group. A load balancer has none.
      ip_address_type = local.target_types[forward.listener_port] == "alb" ? null : coalesce(forward.target_ip_address_type, anytrue([
        for target in concat([forward], forward.additional_targets) :
        target.key == null && local.target_types[forward.listener_port] == "ip" ? strcontains(target.target_ip, ":") : false
      ]) ? "ipv6" : "ipv4")

      targets = [
        for place, target in concat([forward], forward.additional_targets) : {
          id          = target.key != null ? target.key : "${local.target_ids[forward.listener_port][place]}:${coalesce(target.target_port, forward.target_port)}"
          key         = target.key
          target_id   = local.target_ids[forward.listener_port][place]
          target_port = coalesce(target.target_port, forward.target_port)
          # A load balancer without the part of its ARN that all have in common.
          shown = try(split(":loadbalancer/", local.target_ids[forward.listener_port][place])[1], local.target_ids[forward.listener_port][place])
          # Null for a host whose addresses decide.
          given_external = target.external
          external = local.target_types[forward.listener_port] != "ip" ? coalesce(target.external, false) : coalesce(target.external, (
            anytrue([for block in local.vpc_cidr_blocks : strcontains(block, ":") == strcontains(target.target_ip, ":")]) &&
            !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${target.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])
          ))
          host = (
            target.key != null ? target.key : local.target_types[forward.listener_port] != "ip" ? null :
            strcontains(target.target_ip, ":") ? cidrhost("${target.target_ip}/128", 0) : target.target_ip
          )
          cidr_ipv4 = local.target_types[forward.listener_port] != "ip" ? null : strcontains(target.target_ip, ":") ? null : "${target.target_ip}/32"
          cidr_ipv6 = (
            local.target_types[forward.listener_port] != "ip" ? null :
            strcontains(target.target_ip, ":") ? "${cidrhost("${target.target_ip}/128", 0)}/128" : null
          )
        }
      ]
    }
  }

  # A map of its own: Terraform evaluates all target groups for each reference to one.
  target_group_arns     = { for port, group in aws_lb_target_group.this : port => group.arn }
  target_group_suffixes = { for port, group in aws_lb_target_group.this : port => group.arn_suffix }

  certificate_count = sum(concat([0], [
    for forward in local.forwards :
    forward.protocol == "TLS" ? 1 + length(forward.additional_certificate_arns) : 0
  ]))

  # The forwards whose targets the function for hosts registers.
  host_forwards = { for port, forward in local.forwards : port => forward if forward.target_type == "host" }

  # Application Load Balancers count for more than one target.
  target_count = sum(concat([0], [
    for forward in local.forwards : forward.target_type == "alb" ? (var.cross_zone ? 100 : 50) : length(forward.targets)
  ]))

  targets = merge([
    for forward in local.forwards : {
      for target in forward.targets : "${forward.listener_port}/${target.id}" => {
        listener_port     = forward.listener_port
        target_id         = target.target_id
        target_port       = target.target_port
        availability_zone = target.external ? "all" : null
      }
    } if forward.target_type != "host"
  ]...)

  additional_certificates = merge([
    for forward in local.forwards : {
      for name, arn in forward.additional_certificate_arns : "${forward.listener_port}/${name}" => {
        listener_port   = forward.listener_port
        certificate_arn = arn
      }
    }
  ]...)

  # Sorted numerically.
  listener_ports = [for port in sort([for forward in var.forwards : format("%05d", forward.listener_port)]) : tonumber(port)]

  endpoints = [
    for port in local.listener_ports : {
      addresses = compact(flatten([
        for mapping in var.subnet_mappings : [mapping.private_ipv4_address, mapping.ipv6_address]
      ]))
      listener_port      = port
      protocol           = local.forwards[port].protocol
      target_ip          = local.target_types[port] == "ip" ? local.target_ids[port][0] : null
      target_instance_id = local.target_types[port] == "instance" ? local.target_ids[port][0] : null
      target_alb_arn     = local.target_types[port] == "alb" ? local.target_ids[port][0] : null
      target_host        = local.target_types[port] == "host" ? local.target_ids[port][0] : null
      target_port        = local.forwards[port].targets[0].target_port
      external           = local.forwards[port].targets[0].external
      additional_targets = [
        for target in slice(local.forwards[port].targets, 1, length(local.forwards[port].targets)) : {
          target_ip          = local.target_types[port] == "ip" ? target.target_id : null
          target_instance_id = local.target_types[port] == "instance" ? target.target_id : null
          target_host        = local.target_types[port] == "host" ? target.target_id : null
          target_port        = target.target_port
          external           = target.external
          key                = target.key
        }
      ]
      description = local.forwards[port].description
    }
  ]
}

# The module's security group. Each rule is keyed by what it allows: a change of the list adds and removes only the rules that
# differ, and forwards that need the same rule share it.
locals {
  makes_security_group = !(
    var.client_cidr_blocks == null && var.client_security_group_ids == null && var.forward_defaults.client_cidr_blocks == null
  )

  path_mtu_messages = {
    for family, message in {
      IPv4 = { ip_protocol = "icmp", type = 3, code = 4, cidr_ipv4 = "0.0.0.0/0", cidr_ipv6 = null }
      IPv6 = { ip_protocol = "icmpv6", type = 2, code = 0, cidr_ipv4 = null, cidr_ipv6 = "::/0" }
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
            cidr_ipv4     = strcontains(block, ":") ? null : block
            cidr_ipv6     = strcontains(block, ":") ? block : null
          }
        ]
      ]
    ]) : "${rule.listener_port}/${rule.ip_protocol}/${rule.block}" => rule
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
    ]) : "${rule.listener_port}/${rule.ip_protocol}/${rule.name}" => rule
  }

  # Where the load balancer connects: target ports and health check ports.
  sockets = !local.makes_security_group ? [] : flatten([
    for forward in local.forwards : [
      for target in forward.targets : [
        for socket in concat(
          [for ip_protocol in forward.ip_protocols : { ip_protocol = ip_protocol, port = target.target_port }],
          [for port in forward.health_check.port[*] : { ip_protocol = "tcp", port = port }],
          ) : {
          ip_protocol         = socket.ip_protocol
          port                = socket.port
          is_address          = forward.target_type == "ip"
          host                = target.host
          cidr_ipv4           = target.cidr_ipv4
          cidr_ipv6           = target.cidr_ipv6
          has_security_groups = !target.external || forward.same_region_peering
          security_groups     = forward.target_security_group_ids
        }
      ]
    ]
  ])

  # The same sockets, once for each security group of their targets. Outside the VPC, only a peered VPC has security groups.
  group_sockets = flatten([
    for socket in local.sockets : [
      for name, id in socket.security_groups : {
        ip_protocol       = socket.ip_protocol
        port              = socket.port
        is_address        = socket.is_address
        name              = name
        security_group_id = id
      }
    ] if socket.has_security_groups
  ])

  # The address of an instance or a load balancer isn't known: its security groups take its place.
  target_rules = merge(
    {
      for id, sockets in {
        for socket in local.sockets : "${socket.ip_protocol}/${socket.host}:${socket.port}" => socket... if socket.is_address
        } : id => {
        ip_protocol       = sockets[0].ip_protocol
        port              = sockets[0].port
        cidr_ipv4         = sockets[0].cidr_ipv4
        cidr_ipv6         = sockets[0].cidr_ipv6
        security_group_id = null
      }
    },
    {
      for id, sockets in {
        for socket in local.group_sockets : "${socket.ip_protocol}/group/${socket.name}:${socket.port}" => socket... if !socket.is_address
        } : id => {
        ip_protocol       = sockets[0].ip_protocol
        port              = sockets[0].port
        cidr_ipv4         = null
        cidr_ipv6         = null
        security_group_id = sockets[0].security_group_id
      }
    },
  )

  target_security_group_rules = {
    for id, sockets in { for socket in local.group_sockets : "${socket.name}/${socket.ip_protocol}/${socket.port}" => socket... } :
    id => sockets[0]
  }

  security_group_rules = !local.makes_security_group ? {} : {
    "inbound IPv4" = sum([
      1, length(local.client_security_group_rules), length([for rule in local.client_cidr_rules : rule if rule.cidr_ipv4 != null])
    ])
    "inbound IPv6" = sum([
      length(local.path_mtu_messages) - 1, length(local.client_security_group_rules),
      length([for rule in local.client_cidr_rules : rule if rule.cidr_ipv6 != null])
    ])
    # A rule for a security group counts for both.
    "outbound IPv4" = length([for rule in local.target_rules : rule if rule.cidr_ipv6 == null])
    "outbound IPv6" = length([for rule in local.target_rules : rule if rule.cidr_ipv4 == null])
  }
}

locals {
  unhealthy_hosts_alarms = toset([for port in keys(local.forwards) : port if try(var.alarms.unhealthy_hosts, false)])

  # The ports and targets of each forward, such as "30080 -> 10.0.0.10:80".
  routes = {
    for port, forward in local.forwards : port => format(
      "%s -> %s%s",
      port,
      join(", ", concat(
        [
          for target in slice(forward.targets, 0, min(5, length(forward.targets))) :
          "${strcontains(target.shown, ":") ? "[${target.shown}]" : target.shown}:${target.target_port}"
        ],
        length(forward.targets) > 5 ? ["${length(forward.targets) - 5} more"] : [],
      )),
      forward.description == null ? "" : " (${substr(replace(forward.description, "/\\p{C}/", " "), 0, 256)})",
    )
  }
}

# The port table in Markdown.
locals {
  table_columns = concat(
    ["No.", "Listener", "Target group", "Target port"],
    [alltrue([for type in local.target_types : type == "ip"]) ? "Target IP" : "Target", "Where"],
    anytrue([for forward in local.forwards : forward.description != null]) ? ["Description"] : [],
  )
  table_rows = flatten([
    for index, port in local.listener_ports : [
      for place, target in local.forwards[port].targets : {
        cells = slice([
          place == 0 ? tostring(index + 1) : "",
          place == 0 ? "${local.forwards[port].protocol}:${port}" : "",
          place == 0 ? local.forwards[port].target_group_name : "",
          "${local.forwards[port].target_protocol}:${target.target_port}",
          target.shown,
          local.target_types[port] == "host" && target.given_external == null ? "" : target.external ? "external" : "VPC",
          place > 0 || local.forwards[port].description == null ? "" : replace(
            replace(local.forwards[port].description, "/\\s+/", " "), "/([\\\\`*_\\[\\]<>|&~])/", "\\$1"
          ),
        ], 0, length(local.table_columns))
      }
    ]
  ])
  table_widths = [
    for index, column in local.table_columns : max(3, length(column), [for row in local.table_rows : length(row.cells[index])]...)
  ]
  port_table = join("\n", [
    for line in concat(
      [local.table_columns, [for width in local.table_widths : replace(format("%${width}s", ""), " ", "-")]],
      local.table_rows[*].cells,
    ) : format("| %s |", join(" | ", [for index, cell in line : format("%-${local.table_widths[index]}s", cell)]))
  ])
}
