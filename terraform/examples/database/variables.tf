variable "region" {
  description = "Region of the VPC."
  type        = string
  default     = "ap-northeast-1"
}

variable "vpc_id" {
  description = "ID of the VPC."
  type        = string
}

variable "vpc_cidr_block" {
  description = "CIDR block of the VPC."
  type        = string
  default     = "172.31.128.0/17"
}

variable "private_subnet_1a_id" {
  description = "ID of the subnet that holds 172.31.128.10."
  type        = string
}

variable "private_subnet_1c_id" {
  description = "ID of the subnet that holds 172.31.136.10."
  type        = string
}

variable "database_host" {
  description = "DNS name of the database, such as its RDS endpoint."
  type        = string
}

variable "database_security_group_id" {
  description = "ID of the database's security group."
  type        = string
}

variable "alb_arn" {
  description = "ARN of the ALB, which has a listener on port 443."
  type        = string
}

variable "alb_security_group_id" {
  description = "ID of the ALB's security group."
  type        = string
}

variable "bastion_id" {
  description = "ID of the bastion's instance."
  type        = string
}

variable "bastion_security_group_id" {
  description = "ID of the bastion's security group."
  type        = string
}
