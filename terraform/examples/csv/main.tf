# The list in a CSV file that other people can maintain.

provider "aws" {
  region = var.region
}

locals {
  # An empty cell leaves the attribute unset. Terraform converts the other cells to numbers and booleans.
  forwards = [
    for row in csvdecode(file("${path.module}/forwards.csv")) : { for column, cell in row : column => cell if cell != "" }
  ]
}

module "forwarding" {
  source = "../.." # portforwardnlb/port-forward-nlb/aws

  name               = "example"
  vpc_id             = var.vpc_id
  vpc_cidr_blocks    = ["172.31.128.0/17"]
  subnet_mappings    = [for id in var.subnet_ids : { subnet_id = id }]
  client_cidr_blocks = ["172.31.0.0/16"]
  forwards           = local.forwards
}
