output "arn" {
  description = "ARN of the load balancer."
  value       = aws_lb.this.arn
}

output "arn_suffix" {
  description = "ARN suffix of the load balancer, `net/<name>/<id>`, for the CloudWatch dimension `LoadBalancer`."
  value       = aws_lb.this.arn_suffix
}

output "dns_name" {
  description = "DNS name of the load balancer."
  value       = aws_lb.this.dns_name
}

output "zone_id" {
  description = "ID of the Route 53 hosted zone, for an alias record to `dns_name`."
  value       = aws_lb.this.zone_id
}

output "security_group_id" {
  description = "ID of the security group that the module creates for `client_cidr_blocks` and `client_security_group_ids`. Null if it creates none."
  value       = one(aws_security_group.this[*].id)
}

output "listener_arns" {
  description = "ARNs of the listeners, by listener port."
  value       = { for port, listener in aws_lb_listener.this : port => listener.arn }
}

output "target_group_arns" {
  description = "ARNs of the target groups, by listener port."
  value       = { for port, group in aws_lb_target_group.this : port => group.arn }
}

output "endpoints" {
  description = "The addresses, port and targets of each forward, by ascending listener port. `addresses` are the static ones, in the order of `subnet_mappings`. Besides: `listener_port`, `protocol`, `target_ip`, `target_instance_id`, `target_alb_arn` or `target_host`, `target_port`, `external`, `additional_targets` and `description`."
  value       = local.endpoints
}

output "port_table" {
  description = "The forwards as a Markdown table, by ascending listener port."
  value       = local.port_table
}
