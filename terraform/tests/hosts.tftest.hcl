# Forwards to hosts, and the function that resolves their names.

mock_provider "aws" {
  mock_resource "aws_lb" {
    defaults = {
      arn        = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/net/example-nlb/50dc6c495c0c9188"
      arn_suffix = "net/example-nlb/50dc6c495c0c9188"
    }
  }
  mock_resource "aws_lb_target_group" {
    defaults = {
      arn        = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/example-tg-5432/73e2d6bc24d8a067"
      arn_suffix = "targetgroup/example-tg-5432/73e2d6bc24d8a067"
    }
  }
  mock_resource "aws_lb_listener" {
    defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/net/example-nlb/50dc6c495c0c9188/1" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/example-nlb-1" }
  }
  mock_resource "aws_lambda_function" {
    defaults = { arn = "arn:aws:lambda:ap-northeast-1:123456789012:function:example-nlb-host-targets" }
  }
  mock_resource "aws_cloudwatch_event_rule" {
    defaults = { arn = "arn:aws:events:ap-northeast-1:123456789012:rule/example-nlb-host-targets" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:ap-northeast-1:123456789012:log-group:/aws/lambda/example-nlb-host-targets" }
  }
}

variables {
  name               = "example"
  vpc_id             = "vpc-0a1b2c3d"
  vpc_cidr_blocks    = ["172.31.128.0/17"]
  subnet_mappings    = [{ subnet_id = "subnet-0a1b2c3d" }]
  security_group_ids = []
  host_targets       = { subnet_ids = ["subnet-0a1b2c3d"] }
  forwards = [
    { listener_port = 5432, target_host = "db.example.internal", target_port = 5432 },
    { listener_port = 10022, target_ip = "172.31.129.10", target_port = 22 },
  ]
}

run "input" {
  assert {
    condition = aws_cloudwatch_event_target.host_targets[0].input == jsonencode({
      loadBalancerArn     = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/net/example-nlb/50dc6c495c0c9188"
      missesBeforeRemoval = 3
      targetGroups        = [{ hosts = [["db.example.internal", 5432]], id = "example-tg-5432/73e2d6bc24d8a067" }]
      vpcCidrBlocks       = ["172.31.128.0/17"]
    })
    error_message = "The function's input names the host and its target group."
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.host_targets[0].policy).Statement[0] == {
      Action   = ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"]
      Effect   = "Allow"
      Resource = ["arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/example-tg-5432/73e2d6bc24d8a067"]
    }
    error_message = "The function may register and deregister the targets of this target group only."
  }

  assert {
    condition     = keys(aws_lb_target_group_attachment.this) == ["10022/172.31.129.10:22"]
    error_message = "Terraform attaches no targets of the host."
  }

  assert {
    condition     = output.endpoints[0].target_host == "db.example.internal" && output.endpoints[1].target_host == null
    error_message = "The endpoints name the host."
  }
}

run "settings" {
  command = plan

  variables {
    ip_address_type = "dualstack"
    host_targets = {
      subnet_ids            = ["subnet-0a1b2c3d", "subnet-0a1b2c3e"]
      name_servers          = ["192.168.0.2", "192.168.0.3"]
      interval_seconds      = 180
      misses_before_removal = 5
    }
    alarms = { action_arns = [], unhealthy_hosts = false }
    forwards = [
      {
        listener_port          = 5432
        target_host            = "db.example.internal"
        target_port            = 5432
        target_ip_address_type = "ipv6"
        additional_targets     = [{ target_host = "b.example.internal", external = true }]
      },
    ]
  }

  assert {
    condition     = aws_cloudwatch_event_rule.host_targets[0].schedule_expression == "rate(3 minutes)"
    error_message = "It runs at its interval."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.unresolved_hosts[0].period == 180 && aws_cloudwatch_metric_alarm.unresolved_hosts[0].evaluation_periods == 4
    error_message = "The alarm looks at ten minutes."
  }

  assert {
    condition = [for rule in values(aws_vpc_security_group_egress_rule.host_targets_name_servers) : [rule.ip_protocol, rule.cidr_ipv4]] == [
      ["tcp", "192.168.0.2/32"], ["udp", "192.168.0.2/32"], ["tcp", "192.168.0.3/32"], ["udp", "192.168.0.3/32"],
    ]
    error_message = "Its security group allows its name servers."
  }

  assert {
    condition     = aws_lb_target_group.this["5432"].ip_address_type == "ipv6"
    error_message = "The targets' family is the row's."
  }

  assert {
    condition     = terraform_data.protocol["5432"].input.hosts == jsonencode([["db.example.internal", 5432], ["b.example.internal", 5432, true]])
    error_message = "A plan shows the hosts."
  }
}

run "security_groups" {
  command = plan

  variables {
    host_targets = { subnet_ids = ["subnet-0a1b2c3d"], security_group_ids = ["sg-0a1b2c3d"] }
    alarms       = { action_arns = [], unresolved_hosts = false }
  }

  assert {
    condition     = length(aws_security_group.host_targets) == 0 && aws_lambda_function.host_targets[0].vpc_config[0].security_group_ids == toset(["sg-0a1b2c3d"])
    error_message = "With security groups of the user's there is no other."
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.unresolved_hosts) == 0
    error_message = "An alarm that is switched off is not made."
  }
}

run "no_hosts" {
  command = plan

  variables {
    host_targets = null
    forwards     = [{ listener_port = 10022, target_ip = "172.31.129.10", target_port = 22 }]
  }

  assert {
    condition     = length(aws_lambda_function.host_targets) == 0
    error_message = "Without hosts there is no function."
  }
}
