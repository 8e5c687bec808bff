# Written by `npm run module` of cdktf-port-forward-nlb.

# Warnings: AWS accepts these, but they are rarely intended.
check "number_of_security_groups" {
  assert {
    condition     = length(coalesce(var.security_group_ids, [])) + (local.makes_security_group ? 1 : 0) <= 5
    error_message = "The load balancer has ${length(coalesce(var.security_group_ids, [])) + (local.makes_security_group ? 1 : 0)} security groups including the module's, if any, but the quota of a network interface is 5 unless AWS raised it. Ask AWS to raise it, or merge groups."
  }
}

check "security_groups" {
  assert {
    condition     = var.security_group_ids != null || local.makes_security_group
    error_message = "'security_group_ids' isn't set, so the load balancer is created without a security group, and AWS never lets it have one later. Set security_group_ids or client_cidr_blocks, or security_group_ids = [] if you want none."
  }
}

check "rules_of_a_security_group" {
  assert {
    condition     = alltrue([for rules in local.security_group_rules : rules <= 60])
    error_message = "The module's security group has ${jsonencode(local.security_group_rules)} rules, but the quota is 60 of each unless AWS raised it. Ask AWS to raise it, merge clients, or split the list."
  }
}

check "access_logs" {
  assert {
    condition     = var.access_logs == null || contains([for forward in local.forwards : forward.protocol], "TLS")
    error_message = "'access_logs' is set, but no forward is TLS, and AWS logs only TLS listeners. Remove it, or use TLS."
  }
}

check "function_for_hosts" {
  assert {
    condition     = var.host_targets == null || anytrue([for forward in var.forwards : forward.target_host != null])
    error_message = "'host_targets' is set, but no forward has a target_host, so there is no function. Remove it."
  }
}

check "targets" {
  assert {
    condition     = local.target_count <= (var.cross_zone ? 500 : 3000)
    error_message = "'forwards' has ${local.target_count} targets, but the quota of the load balancer is ${var.cross_zone ? 500 : 3000} unless AWS raised it. Ask AWS to raise it, or split the list."
  }
}

check "number_of_certificates" {
  assert {
    condition     = local.certificate_count <= 25
    error_message = "'forwards' has ${local.certificate_count} certificates, but the quota of a load balancer is 25 unless AWS raised it. Ask AWS to raise it, or use certificates that cover more hosts."
  }
}

check "connection_termination" {
  assert {
    condition = alltrue([
      for forward in var.forwards :
      !strcontains(coalesce(forward.protocol, var.forward_defaults.protocol), "UDP") ||
      coalesce(forward.connection_termination, var.forward_defaults.connection_termination, true)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'connection_termination' is false, which provider 5.100 sets on a new UDP target group only at the second apply. Apply again after the forward is created."
      if !(
        !strcontains(coalesce(forward.protocol, var.forward_defaults.protocol), "UDP") ||
        coalesce(forward.connection_termination, var.forward_defaults.connection_termination, true)
      )
    ])
  }
}

check "client_ip_preservation" {
  assert {
    condition = length(toset([for each in flatten([for index, forward in var.forwards : !(forward.target_alb_arn != null) && (strcontains(coalesce(forward.protocol, var.forward_defaults.protocol), "UDP") || coalesce(forward.preserve_client_ip, var.forward_defaults.preserve_client_ip, false)) ? [for target in concat([forward], forward.additional_targets) : [for transport in lookup({ TCP = ["tcp"], TLS = ["tcp"], UDP = ["udp"], TCP_UDP = ["tcp", "udp"] }, coalesce(forward.protocol, var.forward_defaults.protocol), []) : { row = "forwards[${index}]", socket = "${transport} ${lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-"))} ${coalesce(target.target_port, forward.target_port)}" }]] : []]) : each.socket])) == length(flatten([for index, forward in var.forwards : !(forward.target_alb_arn != null) && (strcontains(coalesce(forward.protocol, var.forward_defaults.protocol), "UDP") || coalesce(forward.preserve_client_ip, var.forward_defaults.preserve_client_ip, false)) ? [for target in concat([forward], forward.additional_targets) : [for transport in lookup({ TCP = ["tcp"], TLS = ["tcp"], UDP = ["udp"], TCP_UDP = ["tcp", "udp"] }, coalesce(forward.protocol, var.forward_defaults.protocol), []) : { row = "forwards[${index}]", socket = "${transport} ${lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-"))} ${coalesce(target.target_port, forward.target_port)}" }]] : []]))
    error_message = join("\n", [
      for socket, rows in { for each in flatten([for index, forward in var.forwards : !(forward.target_alb_arn != null) && (strcontains(coalesce(forward.protocol, var.forward_defaults.protocol), "UDP") || coalesce(forward.preserve_client_ip, var.forward_defaults.preserve_client_ip, false)) ? [for target in concat([forward], forward.additional_targets) : [for transport in lookup({ TCP = ["tcp"], TLS = ["tcp"], UDP = ["udp"], TCP_UDP = ["tcp", "udp"] }, coalesce(forward.protocol, var.forward_defaults.protocol), []) : { row = "forwards[${index}]", socket = "${transport} ${lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-"))} ${coalesce(target.target_port, forward.target_port)}" }]] : []]) : each.socket => each.row... } :
      "${join(" and ", rows)} both reach ${socket} with the client's address, so connections of one client socket collide there. Give each its own target port, or set preserve_client_ip = false."
      if length(rows) > 1
    ])
  }
}

check "proxy_protocol_on_health_checks" {
  assert {
    condition = alltrue([
      for forward in var.forwards :
      forward.target_alb_arn != null ||
      !coalesce(forward.proxy_protocol_v2, var.forward_defaults.proxy_protocol_v2, false) ||
      coalesce(forward.health_check.protocol, forward.target_alb_arn != null && var.forward_defaults.health_check.protocol == "TCP" ? "HTTP" : var.forward_defaults.health_check.protocol) == "TCP"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'proxy_protocol_v2' is true, so the requests of health checks begin with its header too. Make sure that the server accepts it there, or check over TCP."
      if !(
        forward.target_alb_arn != null ||
        !coalesce(forward.proxy_protocol_v2, var.forward_defaults.proxy_protocol_v2, false) ||
        coalesce(forward.health_check.protocol, forward.target_alb_arn != null && var.forward_defaults.health_check.protocol == "TCP" ? "HTTP" : var.forward_defaults.health_check.protocol) == "TCP"
      )
    ])
  }
}

check "names_of_security_policies" {
  assert {
    condition = alltrue([
      for forward in var.forwards :
      try(
        contains(["ELBSecurityPolicy-TLS13-1-0-2021-06", "ELBSecurityPolicy-TLS13-1-1-2021-06", "ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06", "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", "ELBSecurityPolicy-TLS13-1-3-2021-06", "ELBSecurityPolicy-TLS13-1-0-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext1-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-0-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-1-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-0-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-RFC9151-FIPS-2023-07", "ELBSecurityPolicy-TLS13-1-2-Ext0-RFC9151-FIPS-2023-07", "ELBSecurityPolicy-TLS13-1-3-RFC9151-FIPS-2023-07", "ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP1-FIPS-2023-07", "ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP2-FIPS-2023-07", "ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP3-FIPS-2023-07", "ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07", "ELBSecurityPolicy-TLS-1-2-Ext-2018-06", "ELBSecurityPolicy-TLS-1-2-2017-01", "ELBSecurityPolicy-TLS-1-1-2017-01", "ELBSecurityPolicy-TLS-1-0-2015-04", "ELBSecurityPolicy-FS-1-2-Res-2020-10", "ELBSecurityPolicy-FS-1-2-Res-2019-08", "ELBSecurityPolicy-FS-1-2-2019-08", "ELBSecurityPolicy-FS-1-1-2019-08", "ELBSecurityPolicy-FS-2018-06", "ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-2015-05"], try(coalesce(forward.ssl_policy, var.forward_defaults.ssl_policy), null)),
        true
      )
      if coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS"
    ])
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for holds in [try(
          contains(["ELBSecurityPolicy-TLS13-1-0-2021-06", "ELBSecurityPolicy-TLS13-1-1-2021-06", "ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06", "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", "ELBSecurityPolicy-TLS13-1-3-2021-06", "ELBSecurityPolicy-TLS13-1-0-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext1-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-0-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-1-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04", "ELBSecurityPolicy-TLS13-1-0-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-RFC9151-FIPS-2023-07", "ELBSecurityPolicy-TLS13-1-2-Ext0-RFC9151-FIPS-2023-07", "ELBSecurityPolicy-TLS13-1-3-RFC9151-FIPS-2023-07", "ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP1-FIPS-2023-07", "ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP2-FIPS-2023-07", "ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP3-FIPS-2023-07", "ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07", "ELBSecurityPolicy-TLS-1-2-Ext-2018-06", "ELBSecurityPolicy-TLS-1-2-2017-01", "ELBSecurityPolicy-TLS-1-1-2017-01", "ELBSecurityPolicy-TLS-1-0-2015-04", "ELBSecurityPolicy-FS-1-2-Res-2020-10", "ELBSecurityPolicy-FS-1-2-Res-2019-08", "ELBSecurityPolicy-FS-1-2-2019-08", "ELBSecurityPolicy-FS-1-1-2019-08", "ELBSecurityPolicy-FS-2018-06", "ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-2015-05"], try(coalesce(forward.ssl_policy, var.forward_defaults.ssl_policy), null)),
          true
        )] :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'ssl_policy' ${jsonencode(try(coalesce(forward.ssl_policy, var.forward_defaults.ssl_policy), null))} isn't one of AWS's policies as of November 2026. To list your Region's policies, run aws elbv2 describe-ssl-policies."
        if !holds
      ]
      if coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS"
    ]))
  }
}

check "clients_of_a_forward" {
  assert {
    condition = alltrue([
      for forward in var.forwards :
      !local.makes_security_group ||
      length(local.forwards[tostring(forward.listener_port)].client_cidr_blocks) + length(coalesce(var.client_security_group_ids, {})) + length(coalesce(var.security_group_ids, [])) > 0
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'client_cidr_blocks' lets nobody connect. Add blocks here or to the module, or set client_security_group_ids."
      if !(
        !local.makes_security_group ||
        length(local.forwards[tostring(forward.listener_port)].client_cidr_blocks) + length(coalesce(var.client_security_group_ids, {})) + length(coalesce(var.security_group_ids, [])) > 0
      )
    ])
  }
}
