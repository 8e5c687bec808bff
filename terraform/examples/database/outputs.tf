output "dns_name" {
  description = "DNS name of the load balancer."
  value       = module.forwarding.dns_name
}

output "port_table" {
  description = "The list as a Markdown table."
  value       = module.forwarding.port_table
}
