output "private_ipv4_addresses" {
  description = "Private IPv4 addresses of the load balancer, by the names of its subnets."
  value       = { for name, interface in data.aws_network_interface.this : name => interface.private_ip }
}
