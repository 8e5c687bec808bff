output "port_table" {
  description = "The forwards as a Markdown table."
  value       = module.forwarding.port_table
}
