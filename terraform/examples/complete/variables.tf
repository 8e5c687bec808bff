variable "region" {
  description = "Region of the VPC, which has the Availability Zones a and c."
  type        = string
  default     = "ap-northeast-1"
}
