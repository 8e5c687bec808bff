# The article's network: five services, three of them on port 80, behind two fixed addresses.

provider "aws" {
  region = var.region
}

locals {
  target_server_1 = "172.31.129.10"
  target_server_2 = "172.31.137.10"
  target_server_3 = "10.0.0.10" # on-premises, over a VPN
}

module "forwarding" {
  source = "../.." # portforwardnlb/port-forward-nlb/aws

  name            = "example" # example-nlb, example-tg-10022
  vpc_id          = aws_vpc.this.id
  vpc_cidr_blocks = [aws_vpc.this.cidr_block]

  subnet_mappings = [
    { subnet_id = aws_subnet.private_1a.id, private_ipv4_address = "172.31.128.10" },
    { subnet_id = aws_subnet.private_1c.id, private_ipv4_address = "172.31.136.10" },
  ]

  security_group_ids = [] # no security group

  forwards = [
    { listener_port = 10022, target_ip = local.target_server_1, target_port = 22 },
    { listener_port = 10080, target_ip = local.target_server_1, target_port = 80 },
    { listener_port = 20022, target_ip = local.target_server_2, target_port = 22 },
    { listener_port = 20080, target_ip = local.target_server_2, target_port = 80 },
    { listener_port = 30080, target_ip = local.target_server_3, target_port = 80 },
  ]
}

# The VPC of the load balancer.

resource "aws_vpc" "this" {
  cidr_block = "172.31.128.0/17"
}

resource "aws_subnet" "private_1a" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = "172.31.128.0/21"
  availability_zone = "${var.region}a"
}

resource "aws_subnet" "private_1c" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = "172.31.136.0/21"
  availability_zone = "${var.region}c"
}
