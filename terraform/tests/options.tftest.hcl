# Every option, on its resource.

mock_provider "aws" {}

variables {
  name            = "example"
  vpc_id          = "vpc-0a1b2c3d"
  vpc_cidr_blocks = ["172.31.128.0/17", "2001:db8::/56"]
  subnet_mappings = [{ subnet_id = "subnet-0a1b2c3d" }]
  forwards = [
    { listener_port = 10022, target_ip = "172.31.129.10", target_port = 22 },
    { listener_port = 30080, target_ip = "10.0.0.10", target_port = 80 },
  ]
  security_group_ids = []
}

run "load_balancer" {
  command = plan

  variables {
    load_balancer_name               = "web"
    internal                         = false
    deletion_protection              = false
    cross_zone                       = false
    ip_address_type                  = "dualstack"
    dns_record_client_routing_policy = "availability_zone_affinity"
    zonal_shift                      = true
    subnet_mappings = [
      { subnet_id = "subnet-0a1b2c3d", allocation_id = "eipalloc-0a1b2c3d", ipv6_address = "2001:db8::10" },
    ]
    access_logs                                                  = { bucket = "logs", prefix = "nlb" }
    security_group_ids                                           = ["sg-0a1b2c3d"]
    enforce_security_group_inbound_rules_on_private_link_traffic = false
    tags                                                         = { team = "network" }
    forwards = [
      { listener_port = 443, target_ip = "172.31.129.10", target_port = 80, protocol = "TLS", certificate_arn = "arn:aws:acm:ap-northeast-1:123456789012:certificate/1" },
    ]
  }

  assert {
    condition = alltrue([for name, value in {
      name                                                         = "web"
      internal                                                     = false
      enable_deletion_protection                                   = false
      enable_cross_zone_load_balancing                             = false
      ip_address_type                                              = "dualstack"
      dns_record_client_routing_policy                             = "availability_zone_affinity"
      enable_zonal_shift                                           = true
      security_groups                                              = ["sg-0a1b2c3d"]
      enforce_security_group_inbound_rules_on_private_link_traffic = "off"
      tags                                                         = { team = "network" }
    } : jsonencode(aws_lb.this[name]) == jsonencode(value)])
    error_message = "Each option of the load balancer is on it."
  }

  assert {
    condition     = alltrue([for mapping in aws_lb.this.subnet_mapping : mapping.allocation_id == "eipalloc-0a1b2c3d" && mapping.ipv6_address == "2001:db8::10"])
    error_message = "A subnet has its Elastic IP and its IPv6 address."
  }

  assert {
    condition     = alltrue([for logs in aws_lb.this.access_logs : logs.bucket == "logs" && logs.prefix == "nlb" && logs.enabled]) && length(aws_lb.this.access_logs) == 1
    error_message = "Access logs go to the bucket."
  }
}

run "forward" {
  command = plan

  variables {
    tags = { team = "network" }
    forwards = [
      {
        listener_port                = 10022
        target_ip                    = "172.31.129.10"
        target_port                  = 22
        key                          = "bastion"
        additional_targets           = [{ target_ip = "10.0.0.11", target_port = 2222 }, { target_ip = "172.31.137.10" }]
        target_group_name            = "ssh"
        description                  = "SSH"
        deregistration_delay_seconds = 60
        connection_termination       = true
        preserve_client_ip           = false
        stickiness                   = true
        tcp_idle_timeout_seconds     = 600
        health_check = {
          protocol            = "HTTP"
          port                = 8080
          path                = "/health"
          matcher             = "200"
          healthy_threshold   = 2
          unhealthy_threshold = 4
          interval_seconds    = 10
          timeout_seconds     = 5
        }
      },
      { listener_port = 10080, target_ip = "172.31.129.10", target_port = 80, key = "bastion", proxy_protocol_v2 = true },
    ]
  }

  assert {
    condition = alltrue([for name, value in {
      name                   = "ssh"
      deregistration_delay   = "60"
      connection_termination = true
      preserve_client_ip     = "false"
      tags                   = { Description = "SSH", team = "network" }
    } : jsonencode(aws_lb_target_group.this["10022"][name]) == jsonencode(value)])
    error_message = "Each option of the target group is on it."
  }

  assert {
    condition     = aws_lb_target_group.this["10080"].proxy_protocol_v2 && aws_lb_target_group.this["10022"].proxy_protocol_v2 == null
    error_message = "The Proxy Protocol is switched on where it is asked for."
  }

  assert {
    condition     = alltrue([for stickiness in aws_lb_target_group.this["10022"].stickiness : stickiness.enabled && stickiness.type == "source_ip"]) && length(aws_lb_target_group.this["10022"].stickiness) == 1
    error_message = "A client stays at its target, by its address."
  }

  assert {
    condition = alltrue([for check in aws_lb_target_group.this["10022"].health_check :
      "${check.protocol} ${check.port} ${check.path} ${check.matcher} ${check.healthy_threshold} ${check.unhealthy_threshold} ${check.interval} ${check.timeout}" == "HTTP 8080 /health 200 2 4 10 5"
    ])
    error_message = "Each option of the health check is on it."
  }

  assert {
    condition     = aws_lb_listener.this["10022"].tcp_idle_timeout_seconds == 600 && aws_lb_listener.this["10022"].tags["Description"] == "SSH"
    error_message = "Each option of the listener is on it."
  }

  assert {
    condition = {
      for id, attachment in aws_lb_target_group_attachment.this :
      id => "${attachment.target_id}:${attachment.port} ${coalesce(attachment.availability_zone, "in the VPC")}"
      } == {
      "10022/bastion"          = "172.31.129.10:22 in the VPC"
      "10080/bastion"          = "172.31.129.10:80 in the VPC"
      "10022/10.0.0.11:2222"   = "10.0.0.11:2222 all"
      "10022/172.31.137.10:22" = "172.31.137.10:22 in the VPC"
    }
    error_message = "Each target is attached, by its key or its IP and port; what is outside the VPC is found from vpc_cidr_blocks."
  }
}

run "tls" {
  command = plan

  variables {
    forwards = [
      {
        listener_port   = 443
        target_ip       = "172.31.129.10"
        target_port     = 80
        protocol        = "TLS"
        certificate_arn = "arn:aws:acm:ap-northeast-1:123456789012:certificate/1"
        additional_certificate_arns = {
          www = "arn:aws:acm:ap-northeast-1:123456789012:certificate/2"
        }
        ssl_policy  = "ELBSecurityPolicy-TLS13-1-2-2021-06"
        alpn_policy = "HTTP2Preferred"
      },
      {
        listener_port   = 8443
        target_ip       = "172.31.129.10"
        target_port     = 443
        protocol        = "TLS"
        certificate_arn = "arn:aws:acm:ap-northeast-1:123456789012:certificate/1"
        target_tls      = true
      },
    ]
  }

  assert {
    condition = alltrue([for name, value in {
      protocol        = "TLS"
      certificate_arn = "arn:aws:acm:ap-northeast-1:123456789012:certificate/1"
      ssl_policy      = "ELBSecurityPolicy-TLS13-1-2-2021-06"
      alpn_policy     = "HTTP2Preferred"
    } : jsonencode(aws_lb_listener.this["443"][name]) == jsonencode(value)])
    error_message = "Each option of TLS is on the listener."
  }

  assert {
    condition     = aws_lb_listener_certificate.this["443/www"].certificate_arn == "arn:aws:acm:ap-northeast-1:123456789012:certificate/2"
    error_message = "A further certificate is attached, by its name."
  }

  assert {
    condition     = aws_lb_target_group.this["443"].protocol == "TCP" && aws_lb_target_group.this["8443"].protocol == "TLS"
    error_message = "The load balancer speaks TLS to targets only where it is told to."
  }
}

run "defaults_of_forwards" {
  command = plan

  variables {
    forward_defaults = {
      deregistration_delay_seconds = 30
      tcp_idle_timeout_seconds     = 900
      certificate_arn              = "arn:aws:acm:ap-northeast-1:123456789012:certificate/1"
      health_check                 = { protocol = "HTTP", path = "/health", interval_seconds = 10 }
    }
    forwards = [
      { listener_port = 80, target_ip = "172.31.129.10", target_port = 80 },
      { listener_port = 443, target_ip = "172.31.129.10", target_port = 80, protocol = "TLS" },
      { listener_port = 22, target_ip = "172.31.129.10", target_port = 22, deregistration_delay_seconds = 0, health_check = { protocol = "TCP" } },
    ]
  }

  assert {
    condition     = [for port in ["80", "443", "22"] : aws_lb_target_group.this[port].deregistration_delay] == ["30", "30", "0"]
    error_message = "A row has what it gives, or the default."
  }

  assert {
    condition     = [for port in ["80", "443", "22"] : [for check in aws_lb_target_group.this[port].health_check : "${check.protocol} ${check.interval}"][0]] == ["HTTP 10", "HTTP 10", "TCP 10"]
    error_message = "So has its health check, one by one."
  }

  assert {
    condition     = aws_lb_listener.this["443"].certificate_arn == "arn:aws:acm:ap-northeast-1:123456789012:certificate/1" && aws_lb_listener.this["80"].certificate_arn == null && aws_lb_listener.this["80"].tcp_idle_timeout_seconds == 900
    error_message = "What a forward of its protocol cannot have is left aside."
  }
}

run "datagrams" {
  command = plan

  variables {
    forwards = [
      { listener_port = 53, target_ip = "172.31.129.10", target_port = 53, protocol = "TCP_UDP" },
      { listener_port = 123, target_ip = "10.0.0.10", target_port = 123, protocol = "UDP", same_region_peering = true, health_check = { port = 22 } },
    ]
    client_cidr_blocks        = ["172.31.0.0/16"]
    target_security_group_ids = { servers = "sg-0a1b2c3d" }
  }

  assert {
    condition     = aws_lb_listener.this["53"].protocol == "TCP_UDP" && aws_lb_target_group.this["123"].protocol == "UDP"
    error_message = "Listener and target group have the forward's protocol."
  }

  assert {
    condition     = join(" ", keys(aws_vpc_security_group_ingress_rule.client_cidr_blocks)) == "123/udp/172.31.0.0/16 53/tcp/172.31.0.0/16 53/udp/172.31.0.0/16"
    error_message = "Clients are admitted to each protocol of each listener."
  }

  assert {
    condition     = join(" ", keys(aws_vpc_security_group_egress_rule.targets)) == "tcp/10.0.0.10:22 tcp/172.31.129.10:53 udp/10.0.0.10:123 udp/172.31.129.10:53"
    error_message = "The load balancer reaches each target, and the port that its health is checked on."
  }

  assert {
    condition     = join(" ", keys(aws_vpc_security_group_ingress_rule.target_security_groups)) == "servers/tcp/22 servers/tcp/53 servers/udp/123 servers/udp/53"
    error_message = "The targets' groups admit it."
  }
}

run "security_group" {
  command = plan

  variables {
    ip_address_type           = "dualstack"
    client_cidr_blocks        = ["172.31.0.0/16", "2001:db8::/56"]
    client_security_group_ids = { clients = "sg-0a1b2c3d" }
    target_security_group_ids = { servers = "sg-4e5f6a7b" }
    tags                      = { team = "network" }
    forwards = [
      { listener_port = 10022, target_ip = "172.31.129.10", target_port = 22 },
      { listener_port = 10023, target_ip = "172.31.129.10", target_port = 22, client_cidr_blocks = ["10.0.0.0/8"] },
      { listener_port = 30080, target_ip = "10.0.0.10", target_port = 80 },
      { listener_port = 40080, target_ip = "2001:db8::10", target_port = 80 },
    ]
  }

  assert {
    condition     = aws_security_group.this[0].name == "example-nlb" && aws_security_group.this[0].vpc_id == "vpc-0a1b2c3d" && aws_security_group.this[0].tags == tomap({ team = "network" })
    error_message = "The security group is called as the load balancer is."
  }

  assert {
    condition     = { for family, rule in aws_vpc_security_group_ingress_rule.path_mtu : family => "${rule.ip_protocol} ${rule.from_port} ${rule.to_port}" } == { IPv4 = "icmp 3 4", IPv6 = "icmpv6 2 0" }
    error_message = "Path MTU discovery works, of both families."
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.client_cidr_blocks : "${coalesce(rule.cidr_ipv4, rule.cidr_ipv6)} ${rule.from_port}"] == ["172.31.0.0/16 10022", "2001:db8::/56 10022", "10.0.0.0/8 10023", "172.31.0.0/16 30080", "2001:db8::/56 30080", "172.31.0.0/16 40080", "2001:db8::/56 40080"]
    error_message = "Each block is admitted to each listener, or the row's own."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.client_security_groups : rule.referenced_security_group_id == "sg-0a1b2c3d"]) && length(aws_vpc_security_group_ingress_rule.client_security_groups) == 4
    error_message = "So is each security group."
  }

  assert {
    condition     = { for id, rule in aws_vpc_security_group_egress_rule.targets : id => coalesce(rule.cidr_ipv4, rule.cidr_ipv6) } == { "tcp/172.31.129.10:22" = "172.31.129.10/32", "tcp/10.0.0.10:80" = "10.0.0.10/32", "tcp/2001:db8::10:80" = "2001:db8::10/128" }
    error_message = "A rule that two forwards need is made once."
  }

  assert {
    condition     = { for id, rule in aws_vpc_security_group_ingress_rule.target_security_groups : id => rule.security_group_id } == { "servers/tcp/22" = "sg-4e5f6a7b", "servers/tcp/80" = "sg-4e5f6a7b" }
    error_message = "The targets' groups admit the load balancer, where there can be one."
  }

  assert {
    condition     = aws_lb_target_group.this["40080"].ip_address_type == "ipv6"
    error_message = "The target group of IPv6 targets is of that family."
  }
}

run "alarms" {
  command = plan

  variables {
    alarms = { action_arns = ["arn:aws:sns:ap-northeast-1:123456789012:network"], period_seconds = 300, evaluation_periods = 2 }
    forwards = [
      { listener_port = 10022, target_ip = "172.31.129.10", target_port = 22, description = "SSH", additional_targets = [for host in range(11, 17) : { target_ip = "172.31.129.${host}" }] },
    ]
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.unhealthy_hosts["10022"].alarm_name == "example-nlb 10022 unhealthy hosts" && aws_cloudwatch_metric_alarm.unhealthy_hosts["10022"].period == 300
    error_message = "Each forward has an alarm for unhealthy targets."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.unhealthy_hosts["10022"].alarm_description == "10022 -> 172.31.129.10:22, 172.31.129.11:22, 172.31.129.12:22, 172.31.129.13:22, 172.31.129.14:22, 2 more (SSH): a target is unhealthy"
    error_message = "It says which."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.port_allocation_errors[0].evaluation_periods == 2 && aws_cloudwatch_metric_alarm.port_allocation_errors[0].alarm_actions == toset(["arn:aws:sns:ap-northeast-1:123456789012:network"])
    error_message = "The load balancer has one for ports that ran out."
  }
}

run "alarms_switched_off" {
  command = plan

  variables {
    alarms = { action_arns = [], unhealthy_hosts = false, port_allocation_errors = false }
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.unhealthy_hosts) + length(aws_cloudwatch_metric_alarm.port_allocation_errors) == 0
    error_message = "Alarms that are switched off are not made."
  }
}

run "defaults_of_another_protocol" {
  command = plan

  variables {
    forward_defaults = { unhealthy_draining_interval_seconds = 60 }
    forwards = [
      { listener_port = 514, target_ip = "172.31.129.10", target_port = 514, protocol = "UDP", health_check = { port = 8080 } },
    ]
  }

  assert {
    condition     = length(aws_lb_target_group.this["514"].target_health_state) == 0
    error_message = "UDP target groups have no target_health_state, so its defaults don't apply."
  }
}
