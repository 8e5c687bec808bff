variable "region" {
  description = "Region of the VPC. It must have the Availability Zones a and c."
  type        = string
  default     = "ap-northeast-1"
}
