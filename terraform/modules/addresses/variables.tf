variable "arn_suffix" {
  description = "The load balancer's `arn_suffix`."
  type        = string
}

variable "subnet_ids" {
  description = "IDs of the load balancer's subnets, by names of yours, which must be known when Terraform plans."
  type        = map(string)
}
