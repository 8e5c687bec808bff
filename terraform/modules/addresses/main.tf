# Only this description identifies the network interfaces of a load balancer.
data "aws_network_interface" "this" {
  for_each = var.subnet_ids

  filter {
    name   = "description"
    values = ["ELB ${var.arn_suffix}"]
  }

  filter {
    name   = "subnet-id"
    values = [each.value]
  }
}
