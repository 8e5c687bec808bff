# Services without a fixed address, behind two static ones: a database by its DNS name, an Application Load Balancer (ALB) by its
# ARN, and an instance by its ID.

provider "aws" {
  region = var.region
}

module "forwarding" {
  source = "../.." # portforwardnlb/port-forward-nlb/aws

  name            = "database"
  vpc_id          = var.vpc_id
  vpc_cidr_blocks = [var.vpc_cidr_block]

  subnet_mappings = [
    { subnet_id = var.private_subnet_1a_id, private_ipv4_address = "172.31.128.10" },
    { subnet_id = var.private_subnet_1c_id, private_ipv4_address = "172.31.136.10" },
  ]

  client_cidr_blocks = ["192.168.1.0/24"]

  # Resolves the database's name each minute.
  host_targets = { subnet_ids = [var.private_subnet_1a_id, var.private_subnet_1c_id] }

  # If a target is created in the same configuration, pass trimspace(aws_db_instance.database.address) and the like: Terraform then
  # knows that the value isn't null. The ALB and the instance also need a key then.
  forwards = [
    {
      listener_port             = 5432
      target_host               = var.database_host
      target_port               = 5432
      target_security_group_ids = { database = var.database_security_group_id }
      description               = "Database"
    },
    {
      listener_port             = 443
      target_alb_arn            = var.alb_arn
      target_port               = 443 # the port of its listener
      target_security_group_ids = { web = var.alb_security_group_id }
      health_check              = { protocol = "HTTPS" }
      description               = "Web"
    },
    {
      listener_port             = 10022
      target_instance_id        = var.bastion_id
      target_port               = 22
      target_security_group_ids = { bastion = var.bastion_security_group_id }
      description               = "Bastion"
    },
  ]
}

# The way of the function in host_targets to the API of Elastic Load Balancing, if the subnets have no NAT gateway.

resource "aws_security_group" "endpoint" {
  name_prefix = "elb-api-"
  description = "Endpoint of the API of Elastic Load Balancing"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "endpoint" {
  security_group_id = aws_security_group.endpoint.id
  description       = "HTTPS from the VPC"
  cidr_ipv4         = var.vpc_cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_endpoint" "elasticloadbalancing" {
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.${var.region}.elasticloadbalancing"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [var.private_subnet_1a_id, var.private_subnet_1c_id]
  security_group_ids  = [aws_security_group.endpoint.id]
}
