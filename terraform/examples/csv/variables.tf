variable "region" {
  description = "Region of the VPC."
  type        = string
  default     = "ap-northeast-1"
}

variable "vpc_id" {
  description = "ID of the VPC, which has the CIDR block 172.31.128.0/17."
  type        = string
}

variable "subnet_ids" {
  description = "IDs of the load balancer's subnets, one for each Availability Zone."
  type        = list(string)
}
