# Each network interface of a load balancer has this description, and nothing else tells it from others.
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
