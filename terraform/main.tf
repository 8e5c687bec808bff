# The same resources as the construct PortForwardNlb in src/private/resources/. A test compares the plans of both.

# A load balancer that gets its first security group or loses its last must be replaced. Provider 5.100 plans that only if it
# knows the IDs of all groups.
resource "terraform_data" "has_security_groups" {
  input = {
    has_security_groups = length(local.security_group_ids) > 0
  }
}

resource "aws_lb" "this" {
  name                                                         = local.load_balancer_name
  load_balancer_type                                           = "network"
  internal                                                     = var.internal
  ip_address_type                                              = var.ip_address_type
  dns_record_client_routing_policy                             = var.dns_record_client_routing_policy
  enable_deletion_protection                                   = var.deletion_protection
  enable_cross_zone_load_balancing                             = var.cross_zone
  enable_zonal_shift                                           = var.zonal_shift
  security_groups                                              = local.security_group_ids
  enforce_security_group_inbound_rules_on_private_link_traffic = local.enforce_inbound_rules_on_private_link
  tags                                                         = var.tags

  dynamic "subnet_mapping" {
    for_each = var.subnet_mappings

    content {
      subnet_id            = subnet_mapping.value.subnet_id
      private_ipv4_address = subnet_mapping.value.private_ipv4_address
      allocation_id        = subnet_mapping.value.allocation_id
      ipv6_address         = subnet_mapping.value.ipv6_address
    }
  }

  dynamic "access_logs" {
    for_each = var.access_logs[*]

    content {
      enabled = true
      bucket  = access_logs.value.bucket
      prefix  = access_logs.value.prefix
    }
  }

  lifecycle {
    replace_triggered_by = [terraform_data.has_security_groups]
  }
}

# A set of ports, not the map of forwards: Terraform walks the whole `for_each` value again for each instance.
resource "aws_lb_target_group" "this" {
  for_each = toset(keys(local.forwards))

  name                              = local.forwards[each.key].target_group_name
  port                              = local.forwards[each.key].targets[0].target_port
  protocol                          = local.forwards[each.key].target_protocol
  target_type                       = local.forwards[each.key].target_type == "host" ? "ip" : local.forwards[each.key].target_type
  ip_address_type                   = local.forwards[each.key].ip_address_type
  vpc_id                            = var.vpc_id
  deregistration_delay              = local.forwards[each.key].deregistration_delay_seconds
  connection_termination            = local.forwards[each.key].connection_termination
  preserve_client_ip                = local.forwards[each.key].preserve_client_ip
  proxy_protocol_v2                 = local.forwards[each.key].proxy_protocol_v2
  load_balancing_cross_zone_enabled = local.forwards[each.key].cross_zone
  tags                              = local.forwards[each.key].tags

  dynamic "stickiness" {
    for_each = local.forwards[each.key].target_protocol == "TLS" ? [] : local.forwards[each.key].stickiness[*]

    content {
      type    = "source_ip"
      enabled = stickiness.value
    }
  }

  dynamic "target_health_state" {
    for_each = local.forwards[each.key].unhealthy_connection_termination[*]

    content {
      enable_unhealthy_connection_termination = target_health_state.value
      unhealthy_draining_interval             = local.forwards[each.key].unhealthy_draining_interval_seconds
    }
  }

  dynamic "target_group_health" {
    for_each = local.forwards[each.key].dns_minimum_healthy_target_count[*]

    content {
      dns_failover {
        minimum_healthy_targets_count      = target_group_health.value
        minimum_healthy_targets_percentage = local.forwards[each.key].dns_minimum_healthy_target_percentage
      }

      unhealthy_state_routing {
        minimum_healthy_targets_count      = local.forwards[each.key].routing_minimum_healthy_target_count
        minimum_healthy_targets_percentage = local.forwards[each.key].routing_minimum_healthy_target_percentage
      }
    }
  }

  health_check {
    port                = coalesce(local.forwards[each.key].health_check.port, "traffic-port")
    protocol            = local.forwards[each.key].health_check.protocol
    path                = local.forwards[each.key].health_check.path
    matcher             = local.forwards[each.key].health_check.matcher
    healthy_threshold   = local.forwards[each.key].health_check.healthy_threshold
    unhealthy_threshold = local.forwards[each.key].health_check.unhealthy_threshold
    interval            = local.forwards[each.key].health_check.interval_seconds
    timeout             = local.forwards[each.key].health_check.timeout_seconds
  }

  lifecycle {
    # The group's port is only the default for attachments without a port, and these all have one. A change would replace
    # the group, which AWS refuses while the listener uses it: the forward would be left without a target. Only the listener of a
    # load balancer as target must have the group's own port. Without an attribute `target`, a trigger does nothing.
    ignore_changes       = [port]
    replace_triggered_by = [terraform_data.protocol[each.key].input.target]
  }

  depends_on = [aws_lb.this]
}

# Keyed by target, never by index, so that changes elsewhere in the list don't touch the attachment.
resource "aws_lb_target_group_attachment" "this" {
  for_each = local.targets

  target_group_arn  = local.target_group_arns[each.value.listener_port]
  target_id         = each.value.target_id
  port              = each.value.target_port
  availability_zone = each.value.availability_zone
}

# Replaces a listener whose protocol changes: provider 5.100 would also send arguments of the old protocol, such as the TLS
# policy, which AWS rejects for TCP. Replaces a target group, too, if the port of its load balancer changes, or if it becomes a
# host's: Terraform doesn't know the targets that the function registers, so they would stay. Shows the hosts in a plan, where the
# function's input isn't known, and their target group, because a plan doesn't show triggers.
resource "terraform_data" "protocol" {
  for_each = toset(keys(local.forwards))

  input = merge(
    { protocol = local.forwards[each.key].protocol },
    local.forwards[each.key].target_type == "alb" ? { target = "alb:${local.forwards[each.key].targets[0].target_port}" } : {},
    local.forwards[each.key].target_type == "host" ? {
      target       = "host"
      hosts        = jsonencode(local.host_inputs[each.key].hosts)
      target_group = local.forwards[each.key].target_group_name
    } : {},
  )
}

resource "aws_lb_listener" "this" {
  for_each = toset(keys(local.forwards))

  load_balancer_arn        = aws_lb.this.arn
  port                     = local.forwards[each.key].listener_port
  protocol                 = local.forwards[each.key].protocol
  certificate_arn          = local.forwards[each.key].certificate_arn
  ssl_policy               = local.forwards[each.key].ssl_policy
  alpn_policy              = local.forwards[each.key].alpn_policy
  tcp_idle_timeout_seconds = local.forwards[each.key].tcp_idle_timeout_seconds
  tags                     = local.forwards[each.key].tags

  default_action {
    type             = "forward"
    target_group_arn = local.target_group_arns[each.key]
  }

  lifecycle {
    # Replace the listener with its target group, and destroy it first; AWS refuses any other order.
    replace_triggered_by = [aws_lb_target_group.this[each.key].id, terraform_data.protocol[each.key].input.protocol]
  }
}

resource "aws_lb_listener_certificate" "this" {
  for_each = local.additional_certificates

  listener_arn    = aws_lb_listener.this[each.value.listener_port].arn
  certificate_arn = each.value.certificate_arn
}

# The module's security group.
resource "aws_security_group" "this" {
  count = local.makes_security_group ? 1 : 0

  name        = local.load_balancer_name
  description = "Clients and targets of the Network Load Balancer"
  vpc_id      = var.vpc_id
  tags        = var.tags

  lifecycle {
    # Otherwise Terraform would delete a removed group before the load balancer stops using it, which AWS refuses.
    create_before_destroy = true
  }
}

# Without these messages, large packets are lost on paths with a smaller MTU.
resource "aws_vpc_security_group_ingress_rule" "path_mtu" {
  for_each = local.path_mtu_messages

  security_group_id = aws_security_group.this[0].id
  description       = "Path MTU discovery"
  ip_protocol       = each.value.ip_protocol
  from_port         = each.value.type
  to_port           = each.value.code
  cidr_ipv4         = each.value.cidr_ipv4
  cidr_ipv6         = each.value.cidr_ipv6
  tags              = var.tags
}

resource "aws_vpc_security_group_ingress_rule" "client_cidr_blocks" {
  for_each = local.client_cidr_rules

  security_group_id = aws_security_group.this[0].id
  description       = "Listener ${each.value.protocol}:${each.value.listener_port}"
  ip_protocol       = each.value.ip_protocol
  from_port         = each.value.listener_port
  to_port           = each.value.listener_port
  cidr_ipv4         = each.value.cidr_ipv4
  cidr_ipv6         = each.value.cidr_ipv6
  tags              = var.tags
}

resource "aws_vpc_security_group_ingress_rule" "client_security_groups" {
  for_each = local.client_security_group_rules

  security_group_id            = aws_security_group.this[0].id
  description                  = "Listener ${each.value.protocol}:${each.value.listener_port}"
  ip_protocol                  = each.value.ip_protocol
  from_port                    = each.value.listener_port
  to_port                      = each.value.listener_port
  referenced_security_group_id = each.value.referenced_security_group_id
  tags                         = var.tags
}

resource "aws_vpc_security_group_egress_rule" "targets" {
  for_each = local.target_rules

  security_group_id            = aws_security_group.this[0].id
  description                  = "A target, or its health check"
  ip_protocol                  = each.value.ip_protocol
  from_port                    = each.value.port
  to_port                      = each.value.port
  cidr_ipv4                    = each.value.cidr_ipv4
  cidr_ipv6                    = each.value.cidr_ipv6
  referenced_security_group_id = each.value.security_group_id
  tags                         = var.tags
}

# Rules in the targets' own security groups that admit the load balancer.
resource "aws_vpc_security_group_ingress_rule" "target_security_groups" {
  for_each = local.target_security_group_rules

  security_group_id            = each.value.security_group_id
  description                  = "Load balancer ${local.load_balancer_name}"
  ip_protocol                  = each.value.ip_protocol
  from_port                    = each.value.port
  to_port                      = each.value.port
  referenced_security_group_id = aws_security_group.this[0].id
  tags                         = var.tags
}

resource "aws_cloudwatch_metric_alarm" "unhealthy_hosts" {
  for_each = local.unhealthy_hosts_alarms

  alarm_name        = "${local.load_balancer_name} ${local.forwards[each.key].listener_port} unhealthy hosts"
  alarm_description = "${local.routes[each.key]}: a target is unhealthy"
  metric_name       = "UnHealthyHostCount"
  statistic         = "Maximum"
  dimensions = {
    LoadBalancer = aws_lb.this.arn_suffix
    TargetGroup  = aws_lb_target_group.this[each.key].arn_suffix
  }
  namespace           = "AWS/NetworkELB"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = var.alarms.period_seconds
  evaluation_periods  = var.alarms.evaluation_periods
  alarm_actions       = local.alarm_action_arns
  tags                = var.tags
}

resource "aws_cloudwatch_metric_alarm" "port_allocation_errors" {
  count = var.alarms == null ? 0 : var.alarms.port_allocation_errors ? 1 : 0

  alarm_name        = "${local.load_balancer_name} port allocation errors"
  alarm_description = "${local.load_balancer_name}: a target IP and port has as many connections as there are ports, and new ones fail"
  metric_name       = "PortAllocationErrorCount"
  statistic         = "Sum"
  dimensions = {
    LoadBalancer = aws_lb.this.arn_suffix
  }
  namespace           = "AWS/NetworkELB"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = var.alarms.period_seconds
  evaluation_periods  = var.alarms.evaluation_periods
  alarm_actions       = local.alarm_action_arns
  tags                = var.tags
}
