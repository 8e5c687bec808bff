variable "arn_suffix" {
  description = "The load balancer's `arn_suffix`."
  type        = string
}

variable "subnet_ids" {
  description = "IDs of the load balancer's subnets, by names you choose. Only the names must be known at plan time."
  type        = map(string)
}
