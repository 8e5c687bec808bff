# Targets that are created together with their forwards. Terraform doesn't know their addresses at plan time, so each target has
# a key. For the same reason the security group IDs are maps with names as keys.

provider "aws" {
  region = var.region
}

module "forwarding" {
  source = "../.." # portforwardnlb/port-forward-nlb/aws

  name            = "instances"
  vpc_id          = var.vpc_id
  subnet_mappings = [for id in var.subnet_ids : { subnet_id = id }]

  client_security_group_ids = { clients = aws_security_group.clients.id }
  target_security_group_ids = { servers = aws_security_group.servers.id }

  forwards = [
    { listener_port = 10022, target_ip = aws_instance.bastion.private_ip, target_port = 22, key = "bastion" },
    { listener_port = 10080, target_ip = aws_instance.bastion.private_ip, target_port = 80, key = "bastion" },
  ]
}

resource "aws_instance" "bastion" {
  ami                    = var.ami
  instance_type          = "t3.micro"
  subnet_id              = var.subnet_ids[0]
  vpc_security_group_ids = [aws_security_group.servers.id]

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_security_group" "clients" {
  name_prefix = "clients-"
  description = "Who may connect"
  vpc_id      = var.vpc_id
}

resource "aws_security_group" "servers" {
  name_prefix = "servers-"
  description = "Targets of the load balancer"
  vpc_id      = var.vpc_id
}
