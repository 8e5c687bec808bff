variable "region" {
  description = "Region of the VPC."
  type        = string
  default     = "ap-northeast-1"
}

variable "vpc_id" {
  description = "ID of the VPC."
  type        = string
}

variable "subnet_ids" {
  description = "IDs of the load balancer's subnets, one for each Availability Zone."
  type        = list(string)
}

variable "ami" {
  description = "ID of the instance's image."
  type        = string
}
