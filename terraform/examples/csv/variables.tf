variable "region" {
  description = "Region of the VPC."
  type        = string
  default     = "ap-northeast-1"
}

variable "vpc_id" {
  description = "Id of the VPC, 172.31.128.0/17."
  type        = string
}

variable "subnet_ids" {
  description = "Ids of the load balancer's subnets, one per Availability Zone."
  type        = list(string)
}
