output "endpoints" {
  description = "Where each forward is reached and what answers there."
  value       = module.forwarding.endpoints
}
