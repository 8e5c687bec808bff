output "endpoints" {
  description = "The addresses, port and targets of each forward."
  value       = module.forwarding.endpoints
}
