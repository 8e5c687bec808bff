# A list with only the required attributes.

mock_provider "aws" {
  # Terraform's mocked values aren't valid ARNs, and the provider validates the ARNs it gets.
  mock_resource "aws_lb" {
    defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/net/example-nlb/0a1b2c3d" }
  }
  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/example/0a1b2c3d" }
  }
  mock_resource "aws_lb_listener" {
    defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/net/example-nlb/0a1b2c3d/4e5f" }
  }
}

variables {
  name   = "example"
  vpc_id = "vpc-0a1b2c3d"
  subnet_mappings = [
    { subnet_id = "subnet-0a1b2c3d", private_ipv4_address = "172.31.128.10" },
    { subnet_id = "subnet-4e5f6a7b", private_ipv4_address = "172.31.136.10" },
  ]
  security_group_ids = []
  forwards = [
    { listener_port = 10022, target_ip = "172.31.129.10", target_port = 22 },
    { listener_port = 30080, target_ip = "10.0.0.10", target_port = 80, external = true },
  ]
}

run "load_balancer" {
  command = plan

  assert {
    condition = alltrue([for name, value in {
      name                             = "example-nlb"
      load_balancer_type               = "network"
      internal                         = true
      enable_deletion_protection       = true
      enable_cross_zone_load_balancing = true
    } : jsonencode(aws_lb.this[name]) == jsonencode(value)])
    error_message = "The load balancer is internal, protected from deletion and cross-zone, and called after the name."
  }

  assert {
    condition = {
      for mapping in aws_lb.this.subnet_mapping : mapping.subnet_id => mapping.private_ipv4_address
    } == { "subnet-0a1b2c3d" = "172.31.128.10", "subnet-4e5f6a7b" = "172.31.136.10" }
    error_message = "Each subnet has its static address."
  }

  assert {
    condition     = length(aws_security_group.this) == 0 && length(aws_cloudwatch_metric_alarm.unhealthy_hosts) == 0
    error_message = "Neither a security group nor alarms are made unless they are asked for."
  }
}

run "forwards" {
  command = plan

  assert {
    condition     = join(",", keys(aws_lb_listener.this)) == "10022,30080" && aws_lb_listener.this["10022"].port == 10022
    error_message = "Each row has a listener, by its port."
  }

  assert {
    condition     = alltrue([for listener in aws_lb_listener.this : listener.protocol == "TCP"])
    error_message = "Listeners are TCP."
  }

  assert {
    condition     = { for port, group in aws_lb_target_group.this : port => "${group.name} ${group.protocol}:${group.port}" } == { "10022" = "example-tg-10022 TCP:22", "30080" = "example-tg-30080 TCP:80" }
    error_message = "Each row has a target group, called after the name and its port."
  }

  assert {
    condition = alltrue([for group in aws_lb_target_group.this :
      group.target_type == "ip" && group.deregistration_delay == "300" && group.vpc_id == "vpc-0a1b2c3d"
    ])
    error_message = "Target groups are of addresses, with 300 seconds of deregistration delay."
  }

  assert {
    condition = alltrue([for group in aws_lb_target_group.this : alltrue([for check in group.health_check :
      "${check.protocol} ${check.port} ${check.interval} ${check.healthy_threshold} ${check.unhealthy_threshold}" == "TCP traffic-port 30 3 3"
    ])])
    error_message = "Health is checked by TCP on the targets' own ports, every 30 seconds, 3 in a row."
  }

  assert {
    condition = {
      for id, attachment in aws_lb_target_group_attachment.this :
      id => "${attachment.target_id}:${attachment.port} ${coalesce(attachment.availability_zone, "in the VPC")}"
      } == {
      "10022/172.31.129.10:22" = "172.31.129.10:22 in the VPC"
      "30080/10.0.0.10:80"     = "10.0.0.10:80 all"
    }
    error_message = "Each target is attached by its IP and port; one outside the VPC with the Availability Zone all."
  }
}

run "long_names" {
  command = plan

  variables {
    name = "a-name-that-is-longer-than-aws-takes"
  }

  assert {
    condition     = aws_lb.this.name == "a-name-that-is-long-${substr(sha256(var.name), 0, 8)}-nlb"
    error_message = "A name too long is cut, with a hash of the whole."
  }

  assert {
    condition     = alltrue([for group in aws_lb_target_group.this : length(group.name) <= 32])
    error_message = "So are those of target groups."
  }
}

run "outputs" {
  command = apply

  assert {
    condition     = output.arn == aws_lb.this.arn && output.arn_suffix == aws_lb.this.arn_suffix && output.dns_name == aws_lb.this.dns_name && output.zone_id == aws_lb.this.zone_id
    error_message = "The load balancer's attributes are put out."
  }

  assert {
    condition     = output.security_group_id == null
    error_message = "There is no security group to put out."
  }

  assert {
    condition     = output.listener_arns["10022"] == aws_lb_listener.this["10022"].arn && output.target_group_arns["30080"] == aws_lb_target_group.this["30080"].arn
    error_message = "ARNs are by listener port."
  }

  assert {
    condition     = [for endpoint in output.endpoints : "${join(" ", endpoint.addresses)} ${endpoint.protocol}:${endpoint.listener_port} ${endpoint.target_ip}:${endpoint.target_port}"] == ["172.31.128.10 172.31.136.10 TCP:10022 172.31.129.10:22", "172.31.128.10 172.31.136.10 TCP:30080 10.0.0.10:80"]
    error_message = "Endpoints say where each forward is reached, and what answers there."
  }

  assert {
    condition = output.port_table == chomp(<<-EOT
      | No. | Listener  | Target group     | Target port | Target IP     | Where    |
      | --- | --------- | ---------------- | ----------- | ------------- | -------- |
      | 1   | TCP:10022 | example-tg-10022 | TCP:22      | 172.31.129.10 | VPC      |
      | 2   | TCP:30080 | example-tg-30080 | TCP:80      | 10.0.0.10     | external |
    EOT
    )
    error_message = "The port table has a row for each forward."
  }
}
