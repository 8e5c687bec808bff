output "arn" {
  description = "ARN of the load balancer."
  value       = aws_lb.this.arn
}

output "arn_suffix" {
  description = "The part of the ARN that CloudWatch calls `LoadBalancer`, `net/<name>/<id>`."
  value       = aws_lb.this.arn_suffix
}

output "dns_name" {
  description = "DNS name of the load balancer."
  value       = aws_lb.this.dns_name
}

output "zone_id" {
  description = "Id of the Route 53 hosted zone that an alias record to `dns_name` names."
  value       = aws_lb.this.zone_id
}

output "security_group_id" {
  description = "Id of the security group that is made of the list. Default: none is made, since neither `client_cidr_blocks` nor `client_security_group_ids` are given."
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
  description = "Where each forward is reached and what answers there, by ascending listener port: `addresses`, the static ones, in the order of `subnet_mappings`; `listener_port`, `protocol`, `target_ip`, `target_port`, `external`, `additional_targets`, `description`."
  value       = local.endpoints
}

output "port_table" {
  description = "The forwards as a Markdown table, by ascending listener port."
  value       = local.port_table
}
