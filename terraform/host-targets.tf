# The function that registers the addresses of hosts as targets, and what it needs. The same resources as the construct's in
# src/private/resources/host-targets.ts.

locals {
  resolves_hosts       = var.host_targets != null && length(local.host_forwards) > 0
  host_targets_name    = "${local.load_balancer_name}-host-targets"
  host_targets_program = "${path.module}/host-targets.zip"

  # The function's input for each forward to hosts, except the ID of its target group, which isn't known at plan time.
  host_inputs = {
    for port, forward in local.host_forwards : port => merge(
      { hosts = [for target in forward.targets : concat([target.target_id, target.target_port], target.given_external[*])] },
      forward.ip_address_type == "ipv6" ? { ipv6 = true } : {},
    )
  }
  # In the order of the list.
  host_ports = [for forward in var.forwards : tostring(forward.listener_port) if local.target_types[forward.listener_port] == "host"]

  host_settings = merge(
    var.vpc_cidr_blocks == null ? {} : { vpcCidrBlocks = var.vpc_cidr_blocks },
    try(length(var.host_targets.name_servers), 0) == 0 ? {} : { nameServers = var.host_targets.name_servers },
    { missesBeforeRemoval = try(var.host_targets.misses_before_removal, null) },
  )

  # Lambda makes the network interfaces of a function in a VPC with the function's role.
  network_interface_actions = [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
  ]
  # Doesn't depend on the list: create_before_destroy of the security group would pass on to the targets in it. Not try(), whose
  # result isn't known if an ID in the list isn't.
  makes_host_security_group = var.host_targets == null ? false : var.host_targets.security_group_ids == null
  name_servers              = local.makes_host_security_group ? coalesce(var.host_targets.name_servers, []) : []
}

resource "aws_cloudwatch_log_group" "host_targets" {
  count = local.resolves_hosts ? 1 : 0

  name              = "/aws/lambda/${local.host_targets_name}"
  retention_in_days = 30
  tags              = var.tags
}

resource "aws_iam_role" "host_targets" {
  count = local.resolves_hosts ? 1 : 0

  # Roles belong to the account, so load balancers of the same name in two Regions must not share one.
  name_prefix = "${local.load_balancer_name}-"
  description = "Function for the hosts of a Network Load Balancer"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
  tags = var.tags
}

resource "aws_iam_role_policy" "host_targets" {
  count = local.resolves_hosts ? 1 : 0

  role = aws_iam_role.host_targets[0].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"]
        Resource = [for port in local.host_ports : local.target_group_arns[port]]
      },
      # This action has no resources.
      { Effect = "Allow", Action = "elasticloadbalancing:DescribeTargetHealth", Resource = "*" },
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.host_targets[0].arn}:*"
      },
      { Effect = "Allow", Action = local.network_interface_actions, Resource = "*" },
      # The function's own code may not.
      {
        Effect    = "Deny"
        Action    = local.network_interface_actions
        Resource  = "*"
        Condition = { ArnLike = { "lambda:SourceFunctionArn" = "arn:*:lambda:*:*:function:${local.host_targets_name}" } }
      },
    ]
  })
}

resource "aws_security_group" "host_targets" {
  count = local.makes_host_security_group ? 1 : 0

  name        = local.host_targets_name
  description = "Function for the hosts of a Network Load Balancer"
  vpc_id      = var.vpc_id
  tags        = var.tags

  lifecycle {
    create_before_destroy = true
  }
}

# The addresses of AWS's API change. A security group doesn't filter DNS to the VPC's resolver.
resource "aws_vpc_security_group_egress_rule" "host_targets_api" {
  count = local.makes_host_security_group ? 1 : 0

  security_group_id = aws_security_group.host_targets[0].id
  description       = "API of Elastic Load Balancing"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
  tags              = var.tags
}

resource "aws_vpc_security_group_egress_rule" "host_targets_name_servers" {
  for_each = { for pair in setproduct(local.name_servers, ["tcp", "udp"]) : join("/", pair) => { address = pair[0], ip_protocol = pair[1] } }

  security_group_id = aws_security_group.host_targets[0].id
  description       = "Name server"
  ip_protocol       = each.value.ip_protocol
  from_port         = 53
  to_port           = 53
  cidr_ipv4         = "${each.value.address}/32"
  tags              = var.tags
}

resource "aws_lambda_function" "host_targets" {
  count = local.resolves_hosts ? 1 : 0

  function_name    = local.host_targets_name
  description      = "Registers the addresses of hosts as targets of ${local.load_balancer_name}"
  role             = aws_iam_role.host_targets[0].arn
  runtime          = "nodejs22.x" # the newest one that provider 5.100 knows
  architectures    = ["arm64"]
  handler          = "index.handler"
  filename         = local.host_targets_program
  source_code_hash = filebase64sha256(local.host_targets_program)
  memory_size      = 256
  timeout          = 50
  # One run at a time: it counts misses in its memory.
  reserved_concurrent_executions = 1
  tags                           = var.tags

  vpc_config {
    subnet_ids         = var.host_targets.subnet_ids
    security_group_ids = coalesce(var.host_targets.security_group_ids, aws_security_group.host_targets[*].id)
  }

  # Lambda checks the role, and would create the log group itself.
  depends_on = [aws_iam_role_policy.host_targets, aws_cloudwatch_log_group.host_targets]
}

# The next run comes soon. A run that waits or is repeated would only delay it.
resource "aws_lambda_function_event_invoke_config" "host_targets" {
  count = local.resolves_hosts ? 1 : 0

  function_name                = aws_lambda_function.host_targets[0].function_name
  maximum_event_age_in_seconds = 60
  maximum_retry_attempts       = 0
}

resource "aws_cloudwatch_event_rule" "host_targets" {
  count = local.resolves_hosts ? 1 : 0

  name                = local.host_targets_name
  description         = "Runs the function for the hosts of ${local.load_balancer_name}"
  schedule_expression = "rate(${var.host_targets.interval_seconds / 60} ${var.host_targets.interval_seconds == 60 ? "minute" : "minutes"})"
  tags                = var.tags
}

resource "aws_lambda_permission" "host_targets" {
  count = local.resolves_hosts ? 1 : 0

  function_name = aws_lambda_function.host_targets[0].function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.host_targets[0].arn
}

resource "aws_cloudwatch_event_target" "host_targets" {
  count = local.resolves_hosts ? 1 : 0

  rule = aws_cloudwatch_event_rule.host_targets[0].name
  arn  = aws_lambda_function.host_targets[0].arn
  input = jsonencode(merge(local.host_settings, {
    loadBalancerArn = aws_lb.this.arn
    targetGroups = [
      for port in local.host_ports :
      merge(local.host_inputs[port], { id = trimprefix(local.target_group_suffixes[port], "targetgroup/") })
    ]
  }))

  # The first run would fail without it.
  depends_on = [aws_lambda_permission.host_targets]
}

# A function that doesn't run resolves no names, so missing data counts as well.
resource "aws_cloudwatch_metric_alarm" "unresolved_hosts" {
  count = local.resolves_hosts && try(var.alarms.unresolved_hosts, false) ? 1 : 0

  alarm_name        = "${local.load_balancer_name} unresolved hosts"
  alarm_description = "${local.load_balancer_name}: the name of a host wasn't resolved for ten minutes, or the function failed or didn't run"
  metric_name       = "UnresolvedNames"
  statistic         = "Minimum"
  dimensions = {
    LoadBalancer = aws_lb.this.arn_suffix
  }
  namespace           = "PortForwardNlb"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = var.host_targets.interval_seconds
  evaluation_periods  = ceil(600 / var.host_targets.interval_seconds)
  treat_missing_data  = "breaching"
  alarm_actions       = local.alarm_action_arns
  tags                = var.tags
}
