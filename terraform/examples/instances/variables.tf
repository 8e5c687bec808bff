variable "region" {
  description = "Region of the VPC."
  type        = string
  default     = "ap-northeast-1"
}

variable "vpc_id" {
  description = "Id of the VPC."
  type        = string
}

variable "subnet_ids" {
  description = "Ids of the load balancer's subnets, one per Availability Zone."
  type        = list(string)
}

variable "ami" {
  description = "Id of the instance's image."
  type        = string
}
