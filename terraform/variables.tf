# Written by `npm run module` of cdktf-port-forward-nlb.

variable "name" {
  description = "Prefix of the names on AWS: `<name>-nlb`, `<name>-tg-<listener_port>`. Letters, digits and hyphens. A name that would be longer than 32 characters is shortened and ends in a hash of `name`."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9A-Za-z][0-9A-Za-z-]*$", var.name))
    error_message = "'name' must be letters, digits and hyphens, not beginning with a hyphen, but is ${jsonencode(var.name)}."
  }
}

variable "vpc_id" {
  description = "ID of the VPC of the load balancer and its target groups."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^vpc-.", var.vpc_id)) && length(var.vpc_id) <= 2048
    error_message = "'vpc_id' must be the ID of a VPC, such as vpc-0a1b2c3d, but is ${jsonencode(var.vpc_id)}."
  }
}

variable "vpc_cidr_blocks" {
  description = "All CIDR blocks of the VPC, such as `172.31.128.0/17`: primary and secondary, IPv4 and IPv6. Used to derive and check each target's `external`; no resource gets them. Must be known at plan time. Defaults to no blocks: set `external` on each target outside the VPC."
  type        = list(string)
  default     = null

  validation {
    condition     = var.vpc_cidr_blocks == null ? true : length(var.vpc_cidr_blocks) > 0
    error_message = "'vpc_cidr_blocks' is empty. Omit it if you don't know the blocks."
  }

  validation {
    condition     = alltrue([for item in coalesce(var.vpc_cidr_blocks, []) : try(try(strcontains(split("/", item)[0], ":") == strcontains(cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0), ":"), false) && !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", split("/", item)[0])) && cidrsubnet(item, 0, 0) == "${cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0)}/${split("/", item)[1]}", false)])
    error_message = "Each item of 'vpc_cidr_blocks' must be a CIDR block without host bits such as 172.31.128.0/17, but these are not: ${jsonencode([for item in coalesce(var.vpc_cidr_blocks, []) : item if !(try(try(strcontains(split("/", item)[0], ":") == strcontains(cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0), ":"), false) && !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", split("/", item)[0])) && cidrsubnet(item, 0, 0) == "${cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0)}/${split("/", item)[1]}", false))])}."
  }

  validation {
    condition     = alltrue([for item in coalesce(var.vpc_cidr_blocks, []) : strcontains(item, ":") || try(tonumber(split("/", item)[1]) >= 16 && tonumber(split("/", item)[1]) <= 28, true)])
    error_message = "Each item of 'vpc_cidr_blocks' must be the block of a VPC, which for IPv4 is from /16 to /28, but these are not: ${jsonencode([for item in coalesce(var.vpc_cidr_blocks, []) : item if !(strcontains(item, ":") || try(tonumber(split("/", item)[1]) >= 16 && tonumber(split("/", item)[1]) <= 28, true))])}."
  }
}

variable "subnet_mappings" {
  description = <<-EOT
    Subnets of the load balancer, one for each Availability Zone. You can add a subnet in place. Provider 5.100 doesn't plan a changed static address as a replacement: the apply fails, and nothing changes.

    - `subnet_id`: ID of the subnet. One subnet for each Availability Zone.
    - `cidr_block`: CIDR block of the subnet, to check `private_ipv4_address`. An IPv4 block from /16 to /28, inside the VPC. Defaults to no check.
    - `availability_zone`: Availability Zone of the subnet, to check that no other mapping has the same. Defaults to no check.
    - `private_ipv4_address`: Static private IPv4 address of the load balancer, for internal load balancers. Inside the subnet, but not one of its first four addresses or its last. Defaults to one that AWS chooses.
    - `allocation_id`: Allocation ID of an Elastic IP address, such as `eipalloc-0a1b2c3d`, for internet-facing load balancers. Defaults to an address that AWS chooses.
    - `ipv6_address`: Static IPv6 address of the load balancer, inside the subnet's IPv6 block, for dual-stack load balancers. Defaults to one that AWS chooses.
  EOT
  type = list(object({
    subnet_id            = string
    cidr_block           = optional(string)
    availability_zone    = optional(string)
    private_ipv4_address = optional(string)
    allocation_id        = optional(string)
    ipv6_address         = optional(string)
  }))
  nullable = false

  validation {
    condition     = length(var.subnet_mappings) > 0
    error_message = "'subnet_mappings' is empty. Add at least one subnet."
  }

  validation {
    condition = alltrue([
      for mapping in var.subnet_mappings :
      mapping.subnet_id == null ? false :
      can(regex("^subnet-.", mapping.subnet_id)) &&
      length(mapping.subnet_id) <= 2048
    ])
    error_message = join("\n", [
      for index, mapping in var.subnet_mappings :
      "subnet_mappings[${index}]: 'subnet_id' must be the ID of a subnet, such as subnet-0a1b2c3d, but is ${jsonencode(mapping.subnet_id)}."
      if !(
        mapping.subnet_id == null ? false :
        can(regex("^subnet-.", mapping.subnet_id)) &&
        length(mapping.subnet_id) <= 2048
      )
    ])
  }

  validation {
    condition = length(toset(compact(var.subnet_mappings[*].subnet_id))) == length(compact(var.subnet_mappings[*].subnet_id))
    error_message = join("\n", [
      for value, places in { for index, mapping in var.subnet_mappings : coalesce(mapping.subnet_id, index) => "subnet_mappings[${index}]"... } :
      "'subnet_id' ${jsonencode(value)} is that of ${join(" and ", places)}. Use one subnet per Availability Zone."
      if length(places) > 1
    ])
  }

  validation {
    condition = alltrue([
      for mapping in var.subnet_mappings :
      mapping.private_ipv4_address == null ? true :
      !strcontains(mapping.private_ipv4_address, ":") &&
      try(strcontains(mapping.private_ipv4_address, ":") == strcontains(cidrhost("${mapping.private_ipv4_address}/${strcontains(mapping.private_ipv4_address, ":") ? 128 : 32}", 0), ":"), false) &&
      !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", mapping.private_ipv4_address))
    ])
    error_message = join("\n", [
      for index, mapping in var.subnet_mappings :
      "subnet_mappings[${index}]: 'private_ipv4_address' must be an IPv4 address, but is ${jsonencode(mapping.private_ipv4_address)}."
      if !(
        mapping.private_ipv4_address == null ? true :
        !strcontains(mapping.private_ipv4_address, ":") &&
        try(strcontains(mapping.private_ipv4_address, ":") == strcontains(cidrhost("${mapping.private_ipv4_address}/${strcontains(mapping.private_ipv4_address, ":") ? 128 : 32}", 0), ":"), false) &&
        !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", mapping.private_ipv4_address))
      )
    ])
  }

  validation {
    condition = alltrue([
      for mapping in var.subnet_mappings :
      mapping.private_ipv4_address == null || var.internal
    ])
    error_message = join("\n", [
      for index, mapping in var.subnet_mappings :
      "subnet_mappings[${index}]: 'private_ipv4_address' is for an internal load balancer, but 'internal' is false. Set internal = true, or use an allocation_id."
      if !(mapping.private_ipv4_address == null || var.internal)
    ])
  }

  validation {
    condition = alltrue([
      for mapping in var.subnet_mappings :
      mapping.private_ipv4_address == null ||
      mapping.cidr_block == null ? true :
      strcontains(mapping.cidr_block, ":") ||
      anytrue([for block in [mapping.cidr_block] : try(cidrsubnet("${mapping.private_ipv4_address}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)]) &&
      !try(contains([for host in [0, 1, 2, 3, -1] : cidrhost(mapping.cidr_block, host)], mapping.private_ipv4_address), true)
    ])
    error_message = join("\n", [
      for index, mapping in var.subnet_mappings :
      "subnet_mappings[${index}]: 'private_ipv4_address' ${jsonencode(mapping.private_ipv4_address)} is outside the subnet (${jsonencode(mapping.cidr_block)}), or one of its first four addresses or its last, which AWS reserves. Use another address."
      if !(
        mapping.private_ipv4_address == null ||
        mapping.cidr_block == null ? true :
        strcontains(mapping.cidr_block, ":") ||
        anytrue([for block in [mapping.cidr_block] : try(cidrsubnet("${mapping.private_ipv4_address}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)]) &&
        !try(contains([for host in [0, 1, 2, 3, -1] : cidrhost(mapping.cidr_block, host)], mapping.private_ipv4_address), true)
      )
    ])
  }

  validation {
    condition = alltrue([
      for mapping in var.subnet_mappings :
      mapping.private_ipv4_address == null ? true :
      try(!(
        anytrue([for block in local.vpc_cidr_blocks : strcontains(block, ":") == strcontains(mapping.private_ipv4_address, ":")]) &&
        !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${mapping.private_ipv4_address}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])
      ), true)
    ])
    error_message = join("\n", [
      for index, mapping in var.subnet_mappings :
      "subnet_mappings[${index}]: 'private_ipv4_address' ${jsonencode(mapping.private_ipv4_address)} is outside the VPC (${join(", ", local.vpc_cidr_blocks)}). Use an address of the subnet, or add the VPC's block that contains it to vpc_cidr_blocks."
      if !(
        mapping.private_ipv4_address == null ? true :
        try(!(
          anytrue([for block in local.vpc_cidr_blocks : strcontains(block, ":") == strcontains(mapping.private_ipv4_address, ":")]) &&
          !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${mapping.private_ipv4_address}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])
        ), true)
      )
    ])
  }

  validation {
    condition = length(toset(compact(var.subnet_mappings[*].private_ipv4_address))) == length(compact(var.subnet_mappings[*].private_ipv4_address))
    error_message = join("\n", [
      for value, places in { for index, mapping in var.subnet_mappings : coalesce(mapping.private_ipv4_address, index) => "subnet_mappings[${index}]"... } :
      "'private_ipv4_address' ${jsonencode(value)} is that of ${join(" and ", places)}. Give each subnet its own address."
      if length(places) > 1
    ])
  }

  validation {
    condition = alltrue([
      for mapping in var.subnet_mappings :
      mapping.allocation_id == null ? true :
      can(regex("^eipalloc-.", mapping.allocation_id)) &&
      length(mapping.allocation_id) <= 2048
    ])
    error_message = join("\n", [
      for index, mapping in var.subnet_mappings :
      "subnet_mappings[${index}]: 'allocation_id' must be the ID of an Elastic IP, such as eipalloc-0a1b2c3d, but is ${jsonencode(mapping.allocation_id)}."
      if !(
        mapping.allocation_id == null ? true :
        can(regex("^eipalloc-.", mapping.allocation_id)) &&
        length(mapping.allocation_id) <= 2048
      )
    ])
  }

  validation {
    condition = alltrue([
      for mapping in var.subnet_mappings :
      mapping.allocation_id == null || !var.internal
    ])
    error_message = join("\n", [
      for index, mapping in var.subnet_mappings :
      "subnet_mappings[${index}]: 'allocation_id' is for an internet-facing load balancer, but 'internal' is true. Set internal = false, or use a private_ipv4_address."
      if !(mapping.allocation_id == null || !var.internal)
    ])
  }

  validation {
    condition = length(toset(compact(var.subnet_mappings[*].allocation_id))) == length(compact(var.subnet_mappings[*].allocation_id))
    error_message = join("\n", [
      for value, places in { for index, mapping in var.subnet_mappings : coalesce(mapping.allocation_id, index) => "subnet_mappings[${index}]"... } :
      "'allocation_id' ${jsonencode(value)} is that of ${join(" and ", places)}. Give each subnet its own Elastic IP."
      if length(places) > 1
    ])
  }

  validation {
    condition = alltrue([
      for mapping in var.subnet_mappings :
      mapping.ipv6_address == null ? true :
      strcontains(mapping.ipv6_address, ":") &&
      try(strcontains(mapping.ipv6_address, ":") == strcontains(cidrhost("${mapping.ipv6_address}/${strcontains(mapping.ipv6_address, ":") ? 128 : 32}", 0), ":"), false) &&
      !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", mapping.ipv6_address))
    ])
    error_message = join("\n", [
      for index, mapping in var.subnet_mappings :
      "subnet_mappings[${index}]: 'ipv6_address' must be an IPv6 address, but is ${jsonencode(mapping.ipv6_address)}."
      if !(
        mapping.ipv6_address == null ? true :
        strcontains(mapping.ipv6_address, ":") &&
        try(strcontains(mapping.ipv6_address, ":") == strcontains(cidrhost("${mapping.ipv6_address}/${strcontains(mapping.ipv6_address, ":") ? 128 : 32}", 0), ":"), false) &&
        !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", mapping.ipv6_address))
      )
    ])
  }

  validation {
    condition = alltrue([
      for mapping in var.subnet_mappings :
      mapping.ipv6_address == null || var.ip_address_type == "dualstack"
    ])
    error_message = join("\n", [
      for index, mapping in var.subnet_mappings :
      "subnet_mappings[${index}]: 'ipv6_address' is for a dual-stack load balancer. Set ip_address_type = \"dualstack\", or remove the address."
      if !(mapping.ipv6_address == null || var.ip_address_type == "dualstack")
    ])
  }

  validation {
    condition = length(toset([for value in compact(var.subnet_mappings[*].ipv6_address) : try(cidrhost("${value}/${strcontains(value, ":") ? 128 : 32}", 0), value)])) == length([for value in compact(var.subnet_mappings[*].ipv6_address) : try(cidrhost("${value}/${strcontains(value, ":") ? 128 : 32}", 0), value)])
    error_message = join("\n", [
      for value, places in { for index, mapping in var.subnet_mappings : try(cidrhost("${coalesce(mapping.ipv6_address, index)}/${strcontains(coalesce(mapping.ipv6_address, index), ":") ? 128 : 32}", 0), coalesce(mapping.ipv6_address, index)) => "subnet_mappings[${index}]"... } :
      "'ipv6_address' ${jsonencode(value)} is that of ${join(" and ", places)}. Give each subnet its own address."
      if length(places) > 1
    ])
  }

  validation {
    condition = alltrue([
      for mapping in var.subnet_mappings :
      mapping.cidr_block == null ? true :
      try(try(strcontains(split("/", mapping.cidr_block)[0], ":") == strcontains(cidrhost("${split("/", mapping.cidr_block)[0]}/${strcontains(split("/", mapping.cidr_block)[0], ":") ? 128 : 32}", 0), ":"), false) && !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", split("/", mapping.cidr_block)[0])) && cidrsubnet(mapping.cidr_block, 0, 0) == "${cidrhost("${split("/", mapping.cidr_block)[0]}/${strcontains(split("/", mapping.cidr_block)[0], ":") ? 128 : 32}", 0)}/${split("/", mapping.cidr_block)[1]}", false)
    ])
    error_message = join("\n", [
      for index, mapping in var.subnet_mappings :
      "subnet_mappings[${index}]: 'cidr_block' must be a CIDR block without host bits such as 172.31.128.0/17, but is ${jsonencode(mapping.cidr_block)}."
      if !(
        mapping.cidr_block == null ? true :
        try(try(strcontains(split("/", mapping.cidr_block)[0], ":") == strcontains(cidrhost("${split("/", mapping.cidr_block)[0]}/${strcontains(split("/", mapping.cidr_block)[0], ":") ? 128 : 32}", 0), ":"), false) && !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", split("/", mapping.cidr_block)[0])) && cidrsubnet(mapping.cidr_block, 0, 0) == "${cidrhost("${split("/", mapping.cidr_block)[0]}/${strcontains(split("/", mapping.cidr_block)[0], ":") ? 128 : 32}", 0)}/${split("/", mapping.cidr_block)[1]}", false)
      )
    ])
  }

  validation {
    condition = alltrue([
      for mapping in var.subnet_mappings :
      mapping.cidr_block == null ? true :
      strcontains(mapping.cidr_block, ":") ||
      try(tonumber(split("/", mapping.cidr_block)[1]) >= 16 && tonumber(split("/", mapping.cidr_block)[1]) <= 28, true)
    ])
    error_message = join("\n", [
      for index, mapping in var.subnet_mappings :
      "subnet_mappings[${index}]: 'cidr_block' must be the block of a subnet, which for IPv4 is from /16 to /28, but is ${jsonencode(mapping.cidr_block)}."
      if !(
        mapping.cidr_block == null ? true :
        strcontains(mapping.cidr_block, ":") ||
        try(tonumber(split("/", mapping.cidr_block)[1]) >= 16 && tonumber(split("/", mapping.cidr_block)[1]) <= 28, true)
      )
    ])
  }

  validation {
    condition = alltrue([
      for mapping in var.subnet_mappings :
      mapping.cidr_block == null ? true :
      !(
        anytrue([for block in local.vpc_cidr_blocks : strcontains(block, ":") == strcontains(mapping.cidr_block, ":")]) &&
        !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${split("/", mapping.cidr_block)[0]}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0) && tonumber(split("/", mapping.cidr_block)[1]) >= tonumber(split("/", block)[1]), false)])
      )
    ])
    error_message = join("\n", [
      for index, mapping in var.subnet_mappings :
      "subnet_mappings[${index}]: 'cidr_block' ${jsonencode(mapping.cidr_block)} is outside the VPC (${join(", ", local.vpc_cidr_blocks)}). Use the block of the subnet, or add the VPC's block that contains it to vpc_cidr_blocks."
      if !(
        mapping.cidr_block == null ? true :
        !(
          anytrue([for block in local.vpc_cidr_blocks : strcontains(block, ":") == strcontains(mapping.cidr_block, ":")]) &&
          !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${split("/", mapping.cidr_block)[0]}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0) && tonumber(split("/", mapping.cidr_block)[1]) >= tonumber(split("/", block)[1]), false)])
        )
      )
    ])
  }

  validation {
    condition = alltrue([
      for mapping in var.subnet_mappings :
      mapping.availability_zone == null ? true :
      mapping.availability_zone != "" &&
      length(mapping.availability_zone) <= 2048
    ])
    error_message = join("\n", [
      for index, mapping in var.subnet_mappings :
      "subnet_mappings[${index}]: 'availability_zone' must be the name of an Availability Zone, but is ${jsonencode(mapping.availability_zone)}."
      if !(
        mapping.availability_zone == null ? true :
        mapping.availability_zone != "" &&
        length(mapping.availability_zone) <= 2048
      )
    ])
  }

  validation {
    condition = length(toset(compact(var.subnet_mappings[*].availability_zone))) == length(compact(var.subnet_mappings[*].availability_zone))
    error_message = join("\n", [
      for value, places in { for index, mapping in var.subnet_mappings : coalesce(mapping.availability_zone, index) => "subnet_mappings[${index}]"... } :
      "'availability_zone' ${jsonencode(value)} is that of ${join(" and ", places)}. Use one subnet per Availability Zone."
      if length(places) > 1
    ])
  }
}

variable "forwards" {
  description = <<-EOT
    The list of forwards, in any order. At most 50, the number of listeners AWS allows. Must be known at plan time, except targets that have a `key`. Each forward can also set any attribute of `forward_defaults`; it takes the ones it leaves out from there.

    - `listener_port`: Port of the listener. An integer from 1 to 65535, used once for each load balancer. It identifies the forward.
    - `target_ip`: IP address of the target. IPv6 requires a dual-stack load balancer. If it is known only after apply, such as `aws_instance.web.private_ip`, set `key`. Each forward has one of `target_ip`, `target_instance_id`, `target_alb_arn` and `target_host`. A change from one to another replaces its target group, listener and attachments.
    - `target_instance_id`: ID of the EC2 instance that is the target, by its primary private IPv4 address. It must be running, in the load balancer's VPC. If it is known only after apply, set `key`, and pass `trimspace(aws_instance.web.id)`, so that Terraform knows that it isn't null.
    - `target_alb_arn`: ARN of the Application Load Balancer that is the target. It must be in the same VPC and account, with a listener on `target_port`. The protocol is TCP, and the health check uses HTTP or HTTPS. It is the only target of its forward, and sees the clients' addresses. AWS supports no attributes of such a target group. If it is known only after apply, set `key`, and pass `trimspace(aws_lb_listener.web.load_balancer_arn)`. Take it from the listener, so that Terraform creates the listener first.
    - `target_host`: DNS name of the target, for a service whose addresses change, such as a database with a failover. The function of `host_targets` resolves it at an interval, registers its addresses, and deregisters those that the name no longer has. If it is known only after apply, pass `trimspace(aws_db_instance.db.address)`.
    - `target_ip_address_type`: IP address family of the targets. For a host, the records that the function asks for: A or AAAA. An instance needs a primary IPv6 address. IPv6 requires a dual-stack load balancer. Not for an Application Load Balancer. A change replaces the target group and its listener. One of `ipv4`, `ipv6`. Defaults to the family of `target_ip`, or to `ipv4` if it isn't known or another attribute names the target.
    - `target_port`: Port of the target. An integer from 1 to 65535. Forwards can share one. For an Application Load Balancer, the port of one of its listeners.
    - `external`: Whether the target is outside the VPC: on-premises, in a peered VPC or in another Region. AWS registers it with the Availability Zone `all`. Not for an instance or an Application Load Balancer. Applies to all addresses of a host. Defaults to what `vpc_cidr_blocks` says of the target's address, or to `false` without them.
    - `key`: Identifies the target among those of its forward, as part of the attachment's address. A new target or `target_port` then replaces the attachment at the same address. To give an existing target a key, add a `moved` block for its attachment. Defaults to `<target>:<target_port>`.
    - `additional_targets`: More targets behind the same listener: IP addresses, instances or hosts, like the forward's own target. AWS spreads connections over all healthy targets. Defaults to none.
      - `target_ip`: IP address of the target, of the same family as the forward's other targets. If it is known only after apply, set `key`.
      - `target_instance_id`: ID of the EC2 instance that is the target, if the forward's own target is an instance, too. If it is known only after apply, set `key`.
      - `target_host`: DNS name of the target, if the forward's own target is a host, too.
      - `target_port`: Port of the target. An integer from 1 to 65535. Defaults to the forward's `target_port`.
      - `external`: Whether the target is outside the VPC. Defaults to what `vpc_cidr_blocks` says of the target's address, or to `false` without them.
      - `key`: Identifies the target among those of its forward. Defaults to `<target>:<target_port>`.
    - `target_security_group_ids`: Security groups of the forward's targets, by names you choose, instead of the module's. Required for an instance, an Application Load Balancer or a host, here or on the module, if the module creates a security group: its rules name them, because the target's address isn't known. Only the names must be known at plan time. Defaults to the module's `target_security_group_ids`.
    - `target_group_name`: Name of the target group. At most 32 letters, digits and hyphens; no hyphen at either end; unique in the account and Region. Defaults to `<name>-tg-<listener_port>`.
    - `description`: What the forward is for. Shown in the port table and as the tag `Description` of the listener and target group, where other characters than letters, digits, spaces and `_.:/=+-@` become hyphens and 256 characters are kept. Defaults to none.
  EOT
  type = list(object({
    listener_port          = number
    target_ip              = optional(string)
    target_instance_id     = optional(string)
    target_alb_arn         = optional(string)
    target_host            = optional(string)
    target_ip_address_type = optional(string)
    target_port            = number
    external               = optional(bool)
    key                    = optional(string)
    additional_targets = optional(list(object({
      target_ip          = optional(string)
      target_instance_id = optional(string)
      target_host        = optional(string)
      target_port        = optional(number)
      external           = optional(bool)
      key                = optional(string)
    })), [])
    target_security_group_ids = optional(map(string))
    target_group_name         = optional(string)
    description               = optional(string)
    protocol                  = optional(string)
    health_check = optional(object({
      protocol            = optional(string)
      port                = optional(number)
      path                = optional(string)
      matcher             = optional(string)
      healthy_threshold   = optional(number)
      unhealthy_threshold = optional(number)
      interval_seconds    = optional(number)
      timeout_seconds     = optional(number)
    }), {})
    deregistration_delay_seconds              = optional(number)
    connection_termination                    = optional(bool)
    preserve_client_ip                        = optional(bool)
    proxy_protocol_v2                         = optional(bool)
    stickiness                                = optional(bool)
    cross_zone                                = optional(bool)
    unhealthy_connection_termination          = optional(bool)
    unhealthy_draining_interval_seconds       = optional(number)
    dns_minimum_healthy_target_count          = optional(number)
    dns_minimum_healthy_target_percentage     = optional(number)
    routing_minimum_healthy_target_count      = optional(number)
    routing_minimum_healthy_target_percentage = optional(number)
    tcp_idle_timeout_seconds                  = optional(number)
    certificate_arn                           = optional(string)
    additional_certificate_arns               = optional(map(string))
    ssl_policy                                = optional(string)
    alpn_policy                               = optional(string)
    target_tls                                = optional(bool)
    client_cidr_blocks                        = optional(list(string))
    same_region_peering                       = optional(bool)
  }))
  nullable = false

  validation {
    condition     = length(var.forwards) > 0
    error_message = "'forwards' is empty. Add at least one forward."
  }

  validation {
    condition     = length(var.forwards) <= 50
    error_message = "'forwards' needs ${length(var.forwards)} listeners, but a Network Load Balancer has at most 50, and AWS doesn't raise that quota. Split the list over ${ceil(length(var.forwards) / 50)} load balancers."
  }

  validation {
    condition = try(
      !anytrue([for forward in var.forwards : forward.target_host != null]) ||
      length(jsonencode(merge(local.host_settings, { loadBalancerArn = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", targetGroups = [for forward in var.forwards : merge({ id = "${substr(coalesce(forward.target_group_name, "${var.name}-tg-${forward.listener_port}"), 0, 32)}/xxxxxxxxxxxxxxxx", hosts = [for target in concat([forward], forward.additional_targets) : concat([target.target_host, coalesce(target.target_port, forward.target_port)], target.external[*])] }, forward.target_ip_address_type == "ipv6" ? { ipv6 = true } : {}) if forward.target_host != null] }))) <= 8192,
      true
    )
    error_message = "'forwards' has ${length([for forward in var.forwards : forward if forward.target_host != null])} forwards to hosts, whose names and target groups have about ${length(jsonencode(merge(local.host_settings, { loadBalancerArn = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", targetGroups = [for forward in var.forwards : merge({ id = "${substr(coalesce(forward.target_group_name, "${var.name}-tg-${forward.listener_port}"), 0, 32)}/xxxxxxxxxxxxxxxx", hosts = [for target in concat([forward], forward.additional_targets) : concat([target.target_host, coalesce(target.target_port, forward.target_port)], target.external[*])] }, forward.target_ip_address_type == "ipv6" ? { ipv6 = true } : {}) if forward.target_host != null] })))} characters in the function's input, but EventBridge passes at most 8192. Use shorter names, or split the list over two load balancers."
  }

  validation {
    condition = (
      length(coalesce(var.tags, {})) != 50 ||
      contains(keys(coalesce(var.tags, {})), "Description") ||
      alltrue([for forward in var.forwards : forward.description == null])
    )
    error_message = "'tags' has ${length(coalesce(var.tags, {}))} tags, and a forward's description adds one, but a resource has at most 50. Remove some."
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.listener_port == null ? false :
      forward.listener_port >= 1 &&
      forward.listener_port <= 65535 &&
      floor(forward.listener_port) == forward.listener_port
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'listener_port' must be an integer from 1 to 65535, but is ${jsonencode(forward.listener_port)}."
      if !(
        forward.listener_port == null ? false :
        forward.listener_port >= 1 &&
        forward.listener_port <= 65535 &&
        floor(forward.listener_port) == forward.listener_port
      )
    ])
  }

  validation {
    condition = length(toset(var.forwards[*].listener_port)) == length(var.forwards)
    error_message = join("\n", [
      for port, rows in { for index, forward in var.forwards : jsonencode(forward.listener_port) => "forwards[${index}]"... } :
      "${join(" and ", rows)} all listen on ${port}. Give each forward its own listener_port, or merge TCP and UDP into one forward with protocol = \"TCP_UDP\"."
      if length(rows) > 1
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.target_ip == null ? true :
      try(strcontains(forward.target_ip, ":") == strcontains(cidrhost("${forward.target_ip}/${strcontains(forward.target_ip, ":") ? 128 : 32}", 0), ":"), false) &&
      !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", forward.target_ip))
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_ip' must be an IP address, but is ${jsonencode(forward.target_ip)}."
      if !(
        forward.target_ip == null ? true :
        try(strcontains(forward.target_ip, ":") == strcontains(cidrhost("${forward.target_ip}/${strcontains(forward.target_ip, ":") ? 128 : 32}", 0), ":"), false) &&
        !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", forward.target_ip))
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      length([for value in [forward.target_ip, forward.target_instance_id, forward.target_host, forward.target_alb_arn] : value if value != null]) == 1
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): exactly one of 'target_ip', 'target_instance_id', 'target_host', 'target_alb_arn' must be set."
      if !(length([for value in [forward.target_ip, forward.target_instance_id, forward.target_host, forward.target_alb_arn] : value if value != null]) == 1)
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      !coalesce(forward.external, false) || forward.target_ip != null || forward.target_host != null
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'external' is true, but AWS accepts an instance or a load balancer only in the load balancer's VPC. Remove it, or use target_ip."
      if !(!coalesce(forward.external, false) || forward.target_ip != null || forward.target_host != null)
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      try(
        strcontains(forward.target_ip, ":") ||
        !can(cidrhost("${forward.target_ip}/32", 0)) ||
        anytrue([for block in concat(["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"], local.vpc_cidr_blocks) : try(cidrsubnet("${forward.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)]),
        true
      )
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_ip' ${jsonencode(forward.target_ip)} is in none of the ranges that AWS accepts targets from: the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16. Use a private address, or add the VPC's block that contains it to vpc_cidr_blocks."
      if !(
        try(
          strcontains(forward.target_ip, ":") ||
          !can(cidrhost("${forward.target_ip}/32", 0)) ||
          anytrue([for block in concat(["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"], local.vpc_cidr_blocks) : try(cidrsubnet("${forward.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)]),
          true
        )
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      try(
        forward.external == null ? true :
        (!forward.external || !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${forward.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])) &&
        (forward.external || !(
          anytrue([for block in local.vpc_cidr_blocks : strcontains(block, ":") == strcontains(forward.target_ip, ":")]) &&
          !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${forward.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])
        )),
        true
      )
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_ip' ${jsonencode(forward.target_ip)} is ${forward.external ? "inside" : "outside"} the VPC (${join(", ", local.vpc_cidr_blocks)}), but 'external' is ${forward.external}, which AWS rejects. Remove 'external' to derive it from vpc_cidr_blocks."
      if !(
        try(
          forward.external == null ? true :
          (!forward.external || !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${forward.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])) &&
          (forward.external || !(
            anytrue([for block in local.vpc_cidr_blocks : strcontains(block, ":") == strcontains(forward.target_ip, ":")]) &&
            !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${forward.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])
          )),
          true
        )
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      try(!strcontains(forward.target_ip, ":") || var.ip_address_type == "dualstack", true)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_ip' ${jsonencode(forward.target_ip)} is an IPv6 address. Set ip_address_type = \"dualstack\", or use an IPv4 address."
      if !(try(!strcontains(forward.target_ip, ":") || var.ip_address_type == "dualstack", true))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      try(
        !contains([for address in compact(concat(var.subnet_mappings[*].private_ipv4_address, var.subnet_mappings[*].ipv6_address)) : cidrhost("${address}/${strcontains(address, ":") ? 128 : 32}", 0)], cidrhost("${forward.target_ip}/${strcontains(forward.target_ip, ":") ? 128 : 32}", 0)),
        true
      )
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_ip' ${jsonencode(forward.target_ip)} is the load balancer's own address, which never becomes healthy as a target. Use the address of the server."
      if !(
        try(
          !contains([for address in compact(concat(var.subnet_mappings[*].private_ipv4_address, var.subnet_mappings[*].ipv6_address)) : cidrhost("${address}/${strcontains(address, ":") ? 128 : 32}", 0)], cidrhost("${forward.target_ip}/${strcontains(forward.target_ip, ":") ? 128 : 32}", 0)),
          true
        )
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.target_instance_id == null ? true :
      can(regex("^i-.", forward.target_instance_id)) &&
      length(forward.target_instance_id) <= 2048
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_instance_id' must be the ID of an instance, such as i-0a1b2c3d, but is ${jsonencode(forward.target_instance_id)}."
      if !(
        forward.target_instance_id == null ? true :
        can(regex("^i-.", forward.target_instance_id)) &&
        length(forward.target_instance_id) <= 2048
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.target_host == null ? true :
      can(regex("^([0-9A-Za-z_]([0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?[.])+[A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?$", forward.target_host)) &&
      length(forward.target_host) <= 253
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_host' must be a DNS name such as db.example.internal, without a port, but is ${jsonencode(forward.target_host)}."
      if !(
        forward.target_host == null ? true :
        can(regex("^([0-9A-Za-z_]([0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?[.])+[A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?$", forward.target_host)) &&
        length(forward.target_host) <= 253
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      !(forward.target_host != null) || var.host_targets != null
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_host' requires the function that resolves it. Set host_targets, with the subnets that it runs in."
      if !(!(forward.target_host != null) || var.host_targets != null)
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.target_port == null ? false :
      forward.target_port >= 1 &&
      forward.target_port <= 65535 &&
      floor(forward.target_port) == forward.target_port
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_port' must be an integer from 1 to 65535, but is ${jsonencode(forward.target_port)}."
      if !(
        forward.target_port == null ? false :
        forward.target_port >= 1 &&
        forward.target_port <= 65535 &&
        floor(forward.target_port) == forward.target_port
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.key == null ? true : forward.key != "" && length(forward.key) <= 2048
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'key' must be a non-empty string, but is ${jsonencode(forward.key)}."
      if !(forward.key == null ? true : forward.key != "" && length(forward.key) <= 2048)
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.target_alb_arn == null ? true :
      can(regex("^arn:[0-9a-z-]+:elasticloadbalancing:[0-9a-z-]+:[0-9]{12}:loadbalancer/app/[0-9A-Za-z-]+/[0-9a-f]+$", forward.target_alb_arn))
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_alb_arn' must be the ARN of an Application Load Balancer such as arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188, but is ${jsonencode(forward.target_alb_arn)}."
      if !(
        forward.target_alb_arn == null ? true :
        can(regex("^arn:[0-9a-z-]+:elasticloadbalancing:[0-9a-z-]+:[0-9]{12}:loadbalancer/app/[0-9A-Za-z-]+/[0-9a-f]+$", forward.target_alb_arn))
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.target_ip_address_type == null ? true :
      contains(["ipv4", "ipv6"], forward.target_ip_address_type)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_ip_address_type' must be one of ipv4, ipv6, but is ${jsonencode(forward.target_ip_address_type)}."
      if !(
        forward.target_ip_address_type == null ? true :
        contains(["ipv4", "ipv6"], forward.target_ip_address_type)
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.target_ip_address_type == null || !(forward.target_alb_arn != null)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_ip_address_type' is set, but the target is an Application Load Balancer, whose target group has none. Remove it."
      if !(forward.target_ip_address_type == null || !(forward.target_alb_arn != null))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      try(
        forward.target_ip_address_type == null ||
        alltrue([for target in concat([forward], forward.additional_targets) : try((forward.target_ip_address_type == "ipv6") == strcontains(target.target_ip, ":"), true)]) &&
        (forward.target_ip_address_type == "ipv4" || var.ip_address_type == "dualstack"),
        true
      )
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_ip_address_type' is ${jsonencode(forward.target_ip_address_type)}, but a target is an address of the other family, or the load balancer's 'ip_address_type' isn't dualstack, which IPv6 targets need. Remove it to derive it from the address."
      if !(
        try(
          forward.target_ip_address_type == null ||
          alltrue([for target in concat([forward], forward.additional_targets) : try((forward.target_ip_address_type == "ipv6") == strcontains(target.target_ip, ":"), true)]) &&
          (forward.target_ip_address_type == "ipv4" || var.ip_address_type == "dualstack"),
          true
        )
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      !(forward.target_alb_arn != null) || length(forward.additional_targets) == 0
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'additional_targets' has ${length(forward.additional_targets)} targets, but an Application Load Balancer is the only target of its forward. Give each its own forward."
      if !(!(forward.target_alb_arn != null) || length(forward.additional_targets) == 0)
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      alltrue([for item in values(coalesce(forward.target_security_group_ids, {})) : can(regex("^sg-.", item)) && length(item) <= 2048])
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): each item of 'target_security_group_ids' must be the ID of a security group, such as sg-0a1b2c3d, but these are not: ${jsonencode([for item in values(coalesce(forward.target_security_group_ids, {})) : item if !(can(regex("^sg-.", item)) && length(item) <= 2048)])}."
      if !(alltrue([for item in values(coalesce(forward.target_security_group_ids, {})) : can(regex("^sg-.", item)) && length(item) <= 2048]))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      length(toset(values(coalesce(forward.target_security_group_ids, {})))) == length(values(coalesce(forward.target_security_group_ids, {})))
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_security_group_ids' must contain each item once, but is ${jsonencode(values(coalesce(forward.target_security_group_ids, {})))}."
      if !(length(toset(values(coalesce(forward.target_security_group_ids, {})))) == length(values(coalesce(forward.target_security_group_ids, {}))))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.target_security_group_ids == null || local.makes_security_group
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_security_group_ids' requires the module's security group. A forward alone doesn't create it, since adding it to an existing load balancer replaces the load balancer. Set the module's client_cidr_blocks too; [] is enough."
      if !(forward.target_security_group_ids == null || local.makes_security_group)
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      !local.makes_security_group ||
      (forward.target_instance_id == null && forward.target_alb_arn == null && forward.target_host == null) ||
      length(coalesce(forward.target_security_group_ids, var.target_security_group_ids, {})) > 0
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_security_group_ids' is missing. The address of an instance, a load balancer or a host isn't known, so the rules of the module's security group must name its security groups. Set it here or on the module, such as { database = \"sg-0a1b2c3d\" }, or use security_group_ids with a group of your own instead."
      if !(
        !local.makes_security_group ||
        (forward.target_instance_id == null && forward.target_alb_arn == null && forward.target_host == null) ||
        length(coalesce(forward.target_security_group_ids, var.target_security_group_ids, {})) > 0
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.target_group_name == null ? true :
      can(regex("^[0-9A-Za-z]([0-9A-Za-z-]{0,30}[0-9A-Za-z])?$", forward.target_group_name))
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_group_name' must be at most 32 letters, digits and hyphens, with no hyphen at either end, but is ${jsonencode(forward.target_group_name)}."
      if !(
        forward.target_group_name == null ? true :
        can(regex("^[0-9A-Za-z]([0-9A-Za-z-]{0,30}[0-9A-Za-z])?$", forward.target_group_name))
      )
    ])
  }

  validation {
    condition = length(toset([for forward in var.forwards : coalesce(forward.target_group_name, format("%v-tg-%v", var.name, forward.listener_port))])) == length(var.forwards)
    error_message = join("\n", [
      for name, rows in { for index, forward in var.forwards : coalesce(forward.target_group_name, format("%v-tg-%v", var.name, forward.listener_port)) => "forwards[${index}]"... } :
      "The target group name ${jsonencode(name)} is used by ${join(" and ", rows)}. Give one of them another target_group_name."
      if length(rows) > 1
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.description == null ? true : forward.description != ""
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'description' must be a non-empty string, but is ${jsonencode(forward.description)}."
      if !(forward.description == null ? true : forward.description != "")
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.protocol == null ? true : contains(["TCP", "UDP", "TCP_UDP", "TLS"], forward.protocol)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'protocol' must be one of TCP, UDP, TCP_UDP, TLS, but is ${jsonencode(forward.protocol)}."
      if !(forward.protocol == null ? true : contains(["TCP", "UDP", "TCP_UDP", "TLS"], forward.protocol))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      !(forward.target_alb_arn != null) ||
      coalesce(forward.protocol, var.forward_defaults.protocol) == "TCP"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'protocol' is ${jsonencode(coalesce(forward.protocol, var.forward_defaults.protocol))}, but only TCP listeners forward to an Application Load Balancer. Use TCP; for TLS, give the Application Load Balancer an HTTPS listener."
      if !(
        !(forward.target_alb_arn != null) ||
        coalesce(forward.protocol, var.forward_defaults.protocol) == "TCP"
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      try(
        coalesce(forward.same_region_peering, var.forward_defaults.same_region_peering) ||
        !anytrue([for target in concat([forward], forward.additional_targets) : coalesce(target.external, (
          anytrue([for block in local.vpc_cidr_blocks : strcontains(block, ":") == strcontains(target.target_ip, ":")]) &&
          !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${target.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])
        ))]),
        true
      )
      if strcontains(coalesce(forward.protocol, var.forward_defaults.protocol), "UDP")
    ])
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for holds in [try(
          coalesce(forward.same_region_peering, var.forward_defaults.same_region_peering) ||
          !anytrue([for target in concat([forward], forward.additional_targets) : coalesce(target.external, (
            anytrue([for block in local.vpc_cidr_blocks : strcontains(block, ":") == strcontains(target.target_ip, ":")]) &&
            !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${target.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])
          ))]),
          true
        )] :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'protocol' is UDP or TCP_UDP, which preserve the client's address, and a target is outside the VPC, so its answers would bypass the load balancer. Set same_region_peering = true if the target is in a peered VPC of the same Region; otherwise use TCP."
        if !holds
      ]
      if strcontains(coalesce(forward.protocol, var.forward_defaults.protocol), "UDP")
    ]))
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      !strcontains(coalesce(forward.protocol, var.forward_defaults.protocol), "UDP") ||
      var.ip_address_type != "dualstack"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'protocol' is UDP or TCP_UDP, which a dual-stack load balancer supports only with IPv6 source NAT, but provider 5.100 has no argument for that. Set ip_address_type = \"ipv4\", or give this forward its own load balancer."
      if !(
        !strcontains(coalesce(forward.protocol, var.forward_defaults.protocol), "UDP") ||
        var.ip_address_type != "dualstack"
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.health_check.protocol == null ? true :
      contains(["TCP", "HTTP", "HTTPS"], forward.health_check.protocol)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'health_check.protocol' must be one of TCP, HTTP, HTTPS, but is ${jsonencode(forward.health_check.protocol)}."
      if !(
        forward.health_check.protocol == null ? true :
        contains(["TCP", "HTTP", "HTTPS"], forward.health_check.protocol)
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.health_check.port == null ? true :
      forward.health_check.port >= 1 &&
      forward.health_check.port <= 65535 &&
      floor(forward.health_check.port) == forward.health_check.port
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'health_check.port' must be an integer from 1 to 65535, but is ${jsonencode(forward.health_check.port)}."
      if !(
        forward.health_check.port == null ? true :
        forward.health_check.port >= 1 &&
        forward.health_check.port <= 65535 &&
        floor(forward.health_check.port) == forward.health_check.port
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.health_check.path == null ? true :
      startswith(forward.health_check.path, "/") &&
      length(forward.health_check.path) <= 1024
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'health_check.path' must be a path that begins with \"/\", of at most 1024 characters, but is ${jsonencode(forward.health_check.path)}."
      if !(
        forward.health_check.path == null ? true :
        startswith(forward.health_check.path, "/") &&
        length(forward.health_check.path) <= 1024
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.health_check.matcher == null ? true :
      alltrue([for range in split(",", forward.health_check.matcher) : can(regex("^[0-9]{3}(-[0-9]{3})?$", range)) && try(tonumber((split("-", range))[0]) >= 200 && tonumber((split("-", range))[0]) <= tonumber(reverse(split("-", range))[0]) && tonumber(reverse(split("-", range))[0]) <= 599, false)])
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'health_check.matcher' must be status codes from 200 to 599 such as \"200\", \"200,204\" or \"200-399\", but is ${jsonencode(forward.health_check.matcher)}."
      if !(
        forward.health_check.matcher == null ? true :
        alltrue([for range in split(",", forward.health_check.matcher) : can(regex("^[0-9]{3}(-[0-9]{3})?$", range)) && try(tonumber((split("-", range))[0]) >= 200 && tonumber((split("-", range))[0]) <= tonumber(reverse(split("-", range))[0]) && tonumber(reverse(split("-", range))[0]) <= 599, false)])
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.health_check.healthy_threshold == null ? true :
      forward.health_check.healthy_threshold >= 2 &&
      forward.health_check.healthy_threshold <= 10 &&
      floor(forward.health_check.healthy_threshold) == forward.health_check.healthy_threshold
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'health_check.healthy_threshold' must be an integer from 2 to 10, but is ${jsonencode(forward.health_check.healthy_threshold)}."
      if !(
        forward.health_check.healthy_threshold == null ? true :
        forward.health_check.healthy_threshold >= 2 &&
        forward.health_check.healthy_threshold <= 10 &&
        floor(forward.health_check.healthy_threshold) == forward.health_check.healthy_threshold
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.health_check.unhealthy_threshold == null ? true :
      forward.health_check.unhealthy_threshold >= 2 &&
      forward.health_check.unhealthy_threshold <= 10 &&
      floor(forward.health_check.unhealthy_threshold) == forward.health_check.unhealthy_threshold
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'health_check.unhealthy_threshold' must be an integer from 2 to 10, but is ${jsonencode(forward.health_check.unhealthy_threshold)}."
      if !(
        forward.health_check.unhealthy_threshold == null ? true :
        forward.health_check.unhealthy_threshold >= 2 &&
        forward.health_check.unhealthy_threshold <= 10 &&
        floor(forward.health_check.unhealthy_threshold) == forward.health_check.unhealthy_threshold
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.health_check.interval_seconds == null ? true :
      forward.health_check.interval_seconds >= 5 &&
      forward.health_check.interval_seconds <= 300 &&
      floor(forward.health_check.interval_seconds) == forward.health_check.interval_seconds
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'health_check.interval_seconds' must be an integer from 5 to 300, in seconds, but is ${jsonencode(forward.health_check.interval_seconds)}."
      if !(
        forward.health_check.interval_seconds == null ? true :
        forward.health_check.interval_seconds >= 5 &&
        forward.health_check.interval_seconds <= 300 &&
        floor(forward.health_check.interval_seconds) == forward.health_check.interval_seconds
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.health_check.timeout_seconds == null ? true :
      forward.health_check.timeout_seconds >= 2 &&
      forward.health_check.timeout_seconds <= 120 &&
      floor(forward.health_check.timeout_seconds) == forward.health_check.timeout_seconds
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'health_check.timeout_seconds' must be an integer from 2 to 120, in seconds, but is ${jsonencode(forward.health_check.timeout_seconds)}."
      if !(
        forward.health_check.timeout_seconds == null ? true :
        forward.health_check.timeout_seconds >= 2 &&
        forward.health_check.timeout_seconds <= 120 &&
        floor(forward.health_check.timeout_seconds) == forward.health_check.timeout_seconds
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      !(forward.target_alb_arn != null) ||
      coalesce(forward.health_check.protocol, forward.target_alb_arn != null && var.forward_defaults.health_check.protocol == "TCP" ? "HTTP" : var.forward_defaults.health_check.protocol) != "TCP"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'health_check.protocol' is TCP, but AWS checks an Application Load Balancer over HTTP or HTTPS. Use the protocol of its listener on the checked port."
      if !(
        !(forward.target_alb_arn != null) ||
        coalesce(forward.health_check.protocol, forward.target_alb_arn != null && var.forward_defaults.health_check.protocol == "TCP" ? "HTTP" : var.forward_defaults.health_check.protocol) != "TCP"
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      coalesce(forward.protocol, var.forward_defaults.protocol) != "UDP" ||
      forward.health_check.port != null ||
      var.forward_defaults.health_check.port != null
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'health_check.port' is missing, and the targets of a UDP forward are checked over TCP or HTTP. Set a port on which the targets answer one of these."
      if !(
        coalesce(forward.protocol, var.forward_defaults.protocol) != "UDP" ||
        forward.health_check.port != null ||
        var.forward_defaults.health_check.port != null
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.health_check.path == null ||
      coalesce(forward.health_check.protocol, forward.target_alb_arn != null && var.forward_defaults.health_check.protocol == "TCP" ? "HTTP" : var.forward_defaults.health_check.protocol) != "TCP"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'health_check.path' is for HTTP and HTTPS. Set health_check.protocol to one of them, or remove the path."
      if !(
        forward.health_check.path == null ||
        coalesce(forward.health_check.protocol, forward.target_alb_arn != null && var.forward_defaults.health_check.protocol == "TCP" ? "HTTP" : var.forward_defaults.health_check.protocol) != "TCP"
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.health_check.matcher == null ||
      coalesce(forward.health_check.protocol, forward.target_alb_arn != null && var.forward_defaults.health_check.protocol == "TCP" ? "HTTP" : var.forward_defaults.health_check.protocol) != "TCP"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'health_check.matcher' is for HTTP and HTTPS. Set health_check.protocol to one of them, or remove the matcher."
      if !(
        forward.health_check.matcher == null ||
        coalesce(forward.health_check.protocol, forward.target_alb_arn != null && var.forward_defaults.health_check.protocol == "TCP" ? "HTTP" : var.forward_defaults.health_check.protocol) != "TCP"
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      coalesce(forward.health_check.timeout_seconds, var.forward_defaults.health_check.timeout_seconds, 0) <= coalesce(forward.health_check.interval_seconds, var.forward_defaults.health_check.interval_seconds)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'health_check.timeout_seconds' must not be above 'health_check.interval_seconds' (${coalesce(forward.health_check.interval_seconds, var.forward_defaults.health_check.interval_seconds)}), but is ${coalesce(forward.health_check.timeout_seconds, var.forward_defaults.health_check.timeout_seconds, 0)}. Lower it, or raise the interval."
      if !(coalesce(forward.health_check.timeout_seconds, var.forward_defaults.health_check.timeout_seconds, 0) <= coalesce(forward.health_check.interval_seconds, var.forward_defaults.health_check.interval_seconds))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.deregistration_delay_seconds == null ? true :
      forward.deregistration_delay_seconds >= 0 &&
      forward.deregistration_delay_seconds <= 3600 &&
      floor(forward.deregistration_delay_seconds) == forward.deregistration_delay_seconds
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'deregistration_delay_seconds' must be an integer from 0 to 3600, in seconds, but is ${jsonencode(forward.deregistration_delay_seconds)}."
      if !(
        forward.deregistration_delay_seconds == null ? true :
        forward.deregistration_delay_seconds >= 0 &&
        forward.deregistration_delay_seconds <= 3600 &&
        floor(forward.deregistration_delay_seconds) == forward.deregistration_delay_seconds
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.deregistration_delay_seconds == null || !(forward.target_alb_arn != null)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'deregistration_delay_seconds' is set, but the target is an Application Load Balancer, whose target group always has AWS's defaults. Remove it."
      if !(forward.deregistration_delay_seconds == null || !(forward.target_alb_arn != null))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.connection_termination == null || !(forward.target_alb_arn != null)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'connection_termination' is set, but the target is an Application Load Balancer, whose target group always has AWS's defaults. Remove it."
      if !(forward.connection_termination == null || !(forward.target_alb_arn != null))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.preserve_client_ip == null || !(forward.target_alb_arn != null)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'preserve_client_ip' is set, but the target is an Application Load Balancer, whose target group always has AWS's defaults. Remove it."
      if !(forward.preserve_client_ip == null || !(forward.target_alb_arn != null))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      !strcontains(coalesce(forward.protocol, var.forward_defaults.protocol), "UDP") ||
      coalesce(forward.preserve_client_ip, var.forward_defaults.preserve_client_ip, true)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'preserve_client_ip' is false, but UDP and TCP_UDP always preserve the client's address. Set preserve_client_ip = true."
      if !(
        !strcontains(coalesce(forward.protocol, var.forward_defaults.protocol), "UDP") ||
        coalesce(forward.preserve_client_ip, var.forward_defaults.preserve_client_ip, true)
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      try(
        coalesce(forward.same_region_peering, var.forward_defaults.same_region_peering) ||
        !anytrue([for target in concat([forward], forward.additional_targets) : coalesce(target.external, (
          anytrue([for block in local.vpc_cidr_blocks : strcontains(block, ":") == strcontains(target.target_ip, ":")]) &&
          !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${target.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])
        ))]),
        true
      )
      if !strcontains(coalesce(forward.protocol, var.forward_defaults.protocol), "UDP") && coalesce(forward.preserve_client_ip, var.forward_defaults.preserve_client_ip, false)
    ])
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for holds in [try(
          coalesce(forward.same_region_peering, var.forward_defaults.same_region_peering) ||
          !anytrue([for target in concat([forward], forward.additional_targets) : coalesce(target.external, (
            anytrue([for block in local.vpc_cidr_blocks : strcontains(block, ":") == strcontains(target.target_ip, ":")]) &&
            !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${target.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])
          ))]),
          true
        )] :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'preserve_client_ip' is true, but a target is outside the VPC, so its answers would bypass the load balancer. Set preserve_client_ip = false, or same_region_peering = true if the target is in a peered VPC of the same Region."
        if !holds
      ]
      if !strcontains(coalesce(forward.protocol, var.forward_defaults.protocol), "UDP") && coalesce(forward.preserve_client_ip, var.forward_defaults.preserve_client_ip, false)
    ]))
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.proxy_protocol_v2 == null || !(forward.target_alb_arn != null)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'proxy_protocol_v2' is set, but the target is an Application Load Balancer, whose target group always has AWS's defaults. Remove it."
      if !(forward.proxy_protocol_v2 == null || !(forward.target_alb_arn != null))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.stickiness == null || !(forward.target_alb_arn != null)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'stickiness' is set, but the target is an Application Load Balancer, whose target group always has AWS's defaults. Remove it."
      if !(forward.stickiness == null || !(forward.target_alb_arn != null))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      !coalesce(forward.stickiness, var.forward_defaults.stickiness, false) ||
      coalesce(forward.protocol, var.forward_defaults.protocol) != "TLS"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'stickiness' is true, but TLS listeners don't support it. Set stickiness = false, or use TCP."
      if !(
        !coalesce(forward.stickiness, var.forward_defaults.stickiness, false) ||
        coalesce(forward.protocol, var.forward_defaults.protocol) != "TLS"
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.cross_zone == null || !(forward.target_alb_arn != null)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'cross_zone' is set, but the target is an Application Load Balancer, whose target group always has AWS's defaults. Remove it."
      if !(forward.cross_zone == null || !(forward.target_alb_arn != null))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.unhealthy_connection_termination == null ||
      coalesce(forward.protocol, var.forward_defaults.protocol) == "TCP" ||
      coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'unhealthy_connection_termination' is for TCP or TLS, but 'protocol' is ${jsonencode(coalesce(forward.protocol, var.forward_defaults.protocol))}. Remove it, or set protocol = \"TCP\" or \"TLS\"."
      if !(
        forward.unhealthy_connection_termination == null ||
        coalesce(forward.protocol, var.forward_defaults.protocol) == "TCP" ||
        coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS"
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.unhealthy_connection_termination == null || !(forward.target_alb_arn != null)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'unhealthy_connection_termination' is set, but the target is an Application Load Balancer, whose target group always has AWS's defaults. Remove it."
      if !(forward.unhealthy_connection_termination == null || !(forward.target_alb_arn != null))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.unhealthy_draining_interval_seconds == null ? true :
      forward.unhealthy_draining_interval_seconds >= 0 &&
      forward.unhealthy_draining_interval_seconds <= 360000 &&
      floor(forward.unhealthy_draining_interval_seconds) == forward.unhealthy_draining_interval_seconds
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'unhealthy_draining_interval_seconds' must be an integer from 0 to 360000, in seconds, but is ${jsonencode(forward.unhealthy_draining_interval_seconds)}."
      if !(
        forward.unhealthy_draining_interval_seconds == null ? true :
        forward.unhealthy_draining_interval_seconds >= 0 &&
        forward.unhealthy_draining_interval_seconds <= 360000 &&
        floor(forward.unhealthy_draining_interval_seconds) == forward.unhealthy_draining_interval_seconds
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.unhealthy_draining_interval_seconds == null ||
      coalesce(forward.protocol, var.forward_defaults.protocol) == "TCP" ||
      coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'unhealthy_draining_interval_seconds' is for TCP or TLS, but 'protocol' is ${jsonencode(coalesce(forward.protocol, var.forward_defaults.protocol))}. Remove it, or set protocol = \"TCP\" or \"TLS\"."
      if !(
        forward.unhealthy_draining_interval_seconds == null ||
        coalesce(forward.protocol, var.forward_defaults.protocol) == "TCP" ||
        coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS"
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.unhealthy_draining_interval_seconds == null || !(forward.target_alb_arn != null)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'unhealthy_draining_interval_seconds' is set, but the target is an Application Load Balancer, whose target group always has AWS's defaults. Remove it."
      if !(forward.unhealthy_draining_interval_seconds == null || !(forward.target_alb_arn != null))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      coalesce(forward.unhealthy_draining_interval_seconds, var.forward_defaults.unhealthy_draining_interval_seconds, 0) == 0 ||
      !coalesce(forward.unhealthy_connection_termination, var.forward_defaults.unhealthy_connection_termination, true)
      if contains(["TCP", "TLS"], coalesce(forward.protocol, var.forward_defaults.protocol))
    ])
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for holds in [(
          coalesce(forward.unhealthy_draining_interval_seconds, var.forward_defaults.unhealthy_draining_interval_seconds, 0) == 0 ||
          !coalesce(forward.unhealthy_connection_termination, var.forward_defaults.unhealthy_connection_termination, true)
        )] :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'unhealthy_draining_interval_seconds' is ${coalesce(forward.unhealthy_draining_interval_seconds, var.forward_defaults.unhealthy_draining_interval_seconds, 0)}, but connections to unhealthy targets are closed at once. Set unhealthy_connection_termination = false."
        if !holds
      ]
      if contains(["TCP", "TLS"], coalesce(forward.protocol, var.forward_defaults.protocol))
    ]))
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.dns_minimum_healthy_target_count == null ? true :
      forward.dns_minimum_healthy_target_count >= 1 &&
      forward.dns_minimum_healthy_target_count <= 1000 &&
      floor(forward.dns_minimum_healthy_target_count) == forward.dns_minimum_healthy_target_count
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'dns_minimum_healthy_target_count' must be an integer from 1 to 1000, but is ${jsonencode(forward.dns_minimum_healthy_target_count)}."
      if !(
        forward.dns_minimum_healthy_target_count == null ? true :
        forward.dns_minimum_healthy_target_count >= 1 &&
        forward.dns_minimum_healthy_target_count <= 1000 &&
        floor(forward.dns_minimum_healthy_target_count) == forward.dns_minimum_healthy_target_count
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.dns_minimum_healthy_target_count == null || !(forward.target_alb_arn != null)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'dns_minimum_healthy_target_count' is set, but the target is an Application Load Balancer, whose target group always has AWS's defaults. Remove it."
      if !(forward.dns_minimum_healthy_target_count == null || !(forward.target_alb_arn != null))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.dns_minimum_healthy_target_percentage == null ? true :
      forward.dns_minimum_healthy_target_percentage >= 1 &&
      forward.dns_minimum_healthy_target_percentage <= 100 &&
      floor(forward.dns_minimum_healthy_target_percentage) == forward.dns_minimum_healthy_target_percentage
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'dns_minimum_healthy_target_percentage' must be an integer from 1 to 100, in percent, but is ${jsonencode(forward.dns_minimum_healthy_target_percentage)}."
      if !(
        forward.dns_minimum_healthy_target_percentage == null ? true :
        forward.dns_minimum_healthy_target_percentage >= 1 &&
        forward.dns_minimum_healthy_target_percentage <= 100 &&
        floor(forward.dns_minimum_healthy_target_percentage) == forward.dns_minimum_healthy_target_percentage
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.dns_minimum_healthy_target_percentage == null || !(forward.target_alb_arn != null)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'dns_minimum_healthy_target_percentage' is set, but the target is an Application Load Balancer, whose target group always has AWS's defaults. Remove it."
      if !(forward.dns_minimum_healthy_target_percentage == null || !(forward.target_alb_arn != null))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.routing_minimum_healthy_target_count == null ? true :
      forward.routing_minimum_healthy_target_count >= 1 &&
      forward.routing_minimum_healthy_target_count <= 1000 &&
      floor(forward.routing_minimum_healthy_target_count) == forward.routing_minimum_healthy_target_count
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'routing_minimum_healthy_target_count' must be an integer from 1 to 1000, but is ${jsonencode(forward.routing_minimum_healthy_target_count)}."
      if !(
        forward.routing_minimum_healthy_target_count == null ? true :
        forward.routing_minimum_healthy_target_count >= 1 &&
        forward.routing_minimum_healthy_target_count <= 1000 &&
        floor(forward.routing_minimum_healthy_target_count) == forward.routing_minimum_healthy_target_count
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.routing_minimum_healthy_target_count == null || !(forward.target_alb_arn != null)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'routing_minimum_healthy_target_count' is set, but the target is an Application Load Balancer, whose target group always has AWS's defaults. Remove it."
      if !(forward.routing_minimum_healthy_target_count == null || !(forward.target_alb_arn != null))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      try(
        try(coalesce(forward.dns_minimum_healthy_target_count, var.forward_defaults.dns_minimum_healthy_target_count), null) == null ||
        try(coalesce(forward.routing_minimum_healthy_target_count, var.forward_defaults.routing_minimum_healthy_target_count), null) == null ? true :
        try(coalesce(forward.routing_minimum_healthy_target_count, var.forward_defaults.routing_minimum_healthy_target_count), null) <= try(coalesce(forward.dns_minimum_healthy_target_count, var.forward_defaults.dns_minimum_healthy_target_count), null),
        true
      )
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'routing_minimum_healthy_target_count' is ${jsonencode(try(coalesce(forward.routing_minimum_healthy_target_count, var.forward_defaults.routing_minimum_healthy_target_count), null))}, but 'dns_minimum_healthy_target_count' is ${jsonencode(try(coalesce(forward.dns_minimum_healthy_target_count, var.forward_defaults.dns_minimum_healthy_target_count), null))}, and AWS requires that DNS avoids a zone first. Raise dns_minimum_healthy_target_count, or lower routing_minimum_healthy_target_count."
      if !(
        try(
          try(coalesce(forward.dns_minimum_healthy_target_count, var.forward_defaults.dns_minimum_healthy_target_count), null) == null ||
          try(coalesce(forward.routing_minimum_healthy_target_count, var.forward_defaults.routing_minimum_healthy_target_count), null) == null ? true :
          try(coalesce(forward.routing_minimum_healthy_target_count, var.forward_defaults.routing_minimum_healthy_target_count), null) <= try(coalesce(forward.dns_minimum_healthy_target_count, var.forward_defaults.dns_minimum_healthy_target_count), null),
          true
        )
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.routing_minimum_healthy_target_percentage == null ? true :
      forward.routing_minimum_healthy_target_percentage >= 1 &&
      forward.routing_minimum_healthy_target_percentage <= 100 &&
      floor(forward.routing_minimum_healthy_target_percentage) == forward.routing_minimum_healthy_target_percentage
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'routing_minimum_healthy_target_percentage' must be an integer from 1 to 100, in percent, but is ${jsonencode(forward.routing_minimum_healthy_target_percentage)}."
      if !(
        forward.routing_minimum_healthy_target_percentage == null ? true :
        forward.routing_minimum_healthy_target_percentage >= 1 &&
        forward.routing_minimum_healthy_target_percentage <= 100 &&
        floor(forward.routing_minimum_healthy_target_percentage) == forward.routing_minimum_healthy_target_percentage
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.routing_minimum_healthy_target_percentage == null || !(forward.target_alb_arn != null)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'routing_minimum_healthy_target_percentage' is set, but the target is an Application Load Balancer, whose target group always has AWS's defaults. Remove it."
      if !(forward.routing_minimum_healthy_target_percentage == null || !(forward.target_alb_arn != null))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      try(
        try(coalesce(forward.dns_minimum_healthy_target_percentage, var.forward_defaults.dns_minimum_healthy_target_percentage), null) == null ||
        try(coalesce(forward.routing_minimum_healthy_target_percentage, var.forward_defaults.routing_minimum_healthy_target_percentage), null) == null ? true :
        try(coalesce(forward.routing_minimum_healthy_target_percentage, var.forward_defaults.routing_minimum_healthy_target_percentage), null) <= try(coalesce(forward.dns_minimum_healthy_target_percentage, var.forward_defaults.dns_minimum_healthy_target_percentage), null),
        true
      )
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'routing_minimum_healthy_target_percentage' is ${jsonencode(try(coalesce(forward.routing_minimum_healthy_target_percentage, var.forward_defaults.routing_minimum_healthy_target_percentage), null))}, but 'dns_minimum_healthy_target_percentage' is ${jsonencode(try(coalesce(forward.dns_minimum_healthy_target_percentage, var.forward_defaults.dns_minimum_healthy_target_percentage), null))}, and AWS requires that DNS avoids a zone first. Raise dns_minimum_healthy_target_percentage, or lower routing_minimum_healthy_target_percentage."
      if !(
        try(
          try(coalesce(forward.dns_minimum_healthy_target_percentage, var.forward_defaults.dns_minimum_healthy_target_percentage), null) == null ||
          try(coalesce(forward.routing_minimum_healthy_target_percentage, var.forward_defaults.routing_minimum_healthy_target_percentage), null) == null ? true :
          try(coalesce(forward.routing_minimum_healthy_target_percentage, var.forward_defaults.routing_minimum_healthy_target_percentage), null) <= try(coalesce(forward.dns_minimum_healthy_target_percentage, var.forward_defaults.dns_minimum_healthy_target_percentage), null),
          true
        )
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.tcp_idle_timeout_seconds == null ? true :
      forward.tcp_idle_timeout_seconds >= 60 &&
      forward.tcp_idle_timeout_seconds <= 6000 &&
      floor(forward.tcp_idle_timeout_seconds) == forward.tcp_idle_timeout_seconds
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'tcp_idle_timeout_seconds' must be an integer from 60 to 6000, in seconds, but is ${jsonencode(forward.tcp_idle_timeout_seconds)}."
      if !(
        forward.tcp_idle_timeout_seconds == null ? true :
        forward.tcp_idle_timeout_seconds >= 60 &&
        forward.tcp_idle_timeout_seconds <= 6000 &&
        floor(forward.tcp_idle_timeout_seconds) == forward.tcp_idle_timeout_seconds
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.tcp_idle_timeout_seconds == null ||
      coalesce(forward.protocol, var.forward_defaults.protocol) == "TCP"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'tcp_idle_timeout_seconds' is for TCP, but 'protocol' is ${jsonencode(coalesce(forward.protocol, var.forward_defaults.protocol))}. Remove it, or set protocol = \"TCP\"."
      if !(
        forward.tcp_idle_timeout_seconds == null ||
        coalesce(forward.protocol, var.forward_defaults.protocol) == "TCP"
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.certificate_arn == null ? true :
      can(regex("^arn:aws[a-z-]*:(acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9A-Za-z-]+|iam::[0-9]{12}:server-certificate/[!-~]+)$", forward.certificate_arn)) &&
      strcontains(forward.certificate_arn, ":acm:cn-") == startswith(forward.certificate_arn, "arn:aws-cn:acm:") &&
      strcontains(forward.certificate_arn, ":acm:us-gov-") == startswith(forward.certificate_arn, "arn:aws-us-gov:acm:")
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'certificate_arn' must be the ARN of a certificate in ACM or IAM, but is ${jsonencode(forward.certificate_arn)}."
      if !(
        forward.certificate_arn == null ? true :
        can(regex("^arn:aws[a-z-]*:(acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9A-Za-z-]+|iam::[0-9]{12}:server-certificate/[!-~]+)$", forward.certificate_arn)) &&
        strcontains(forward.certificate_arn, ":acm:cn-") == startswith(forward.certificate_arn, "arn:aws-cn:acm:") &&
        strcontains(forward.certificate_arn, ":acm:us-gov-") == startswith(forward.certificate_arn, "arn:aws-us-gov:acm:")
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.certificate_arn == null ||
      coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'certificate_arn' is for TLS, but 'protocol' is ${jsonencode(coalesce(forward.protocol, var.forward_defaults.protocol))}. Remove it, or set protocol = \"TLS\"."
      if !(
        forward.certificate_arn == null ||
        coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS"
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      coalesce(forward.protocol, var.forward_defaults.protocol) != "TLS" ||
      forward.certificate_arn != null ||
      var.forward_defaults.certificate_arn != null
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'certificate_arn' is missing, but a TLS listener needs a certificate. Set it here or in forward_defaults."
      if !(
        coalesce(forward.protocol, var.forward_defaults.protocol) != "TLS" ||
        forward.certificate_arn != null ||
        var.forward_defaults.certificate_arn != null
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.ssl_policy == null ? true : forward.ssl_policy != "" && length(forward.ssl_policy) <= 2048
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'ssl_policy' must be the name of a policy, but is ${jsonencode(forward.ssl_policy)}."
      if !(forward.ssl_policy == null ? true : forward.ssl_policy != "" && length(forward.ssl_policy) <= 2048)
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.ssl_policy == null || coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'ssl_policy' is for TLS, but 'protocol' is ${jsonencode(coalesce(forward.protocol, var.forward_defaults.protocol))}. Remove it, or set protocol = \"TLS\"."
      if !(forward.ssl_policy == null || coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS")
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.alpn_policy == null ? true :
      contains(["HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None"], forward.alpn_policy)
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'alpn_policy' must be one of HTTP1Only, HTTP2Only, HTTP2Optional, HTTP2Preferred, None, but is ${jsonencode(forward.alpn_policy)}."
      if !(
        forward.alpn_policy == null ? true :
        contains(["HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None"], forward.alpn_policy)
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.alpn_policy == null || coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'alpn_policy' is for TLS, but 'protocol' is ${jsonencode(coalesce(forward.protocol, var.forward_defaults.protocol))}. Remove it, or set protocol = \"TLS\"."
      if !(forward.alpn_policy == null || coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS")
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      alltrue([for item in values(coalesce(forward.additional_certificate_arns, {})) : can(regex("^arn:aws[a-z-]*:(acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9A-Za-z-]+|iam::[0-9]{12}:server-certificate/[!-~]+)$", item)) && strcontains(item, ":acm:cn-") == startswith(item, "arn:aws-cn:acm:") && strcontains(item, ":acm:us-gov-") == startswith(item, "arn:aws-us-gov:acm:")])
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): each item of 'additional_certificate_arns' must be the ARN of a certificate in ACM or IAM, but these are not: ${jsonencode([for item in values(coalesce(forward.additional_certificate_arns, {})) : item if !(can(regex("^arn:aws[a-z-]*:(acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9A-Za-z-]+|iam::[0-9]{12}:server-certificate/[!-~]+)$", item)) && strcontains(item, ":acm:cn-") == startswith(item, "arn:aws-cn:acm:") && strcontains(item, ":acm:us-gov-") == startswith(item, "arn:aws-us-gov:acm:"))])}."
      if !(alltrue([for item in values(coalesce(forward.additional_certificate_arns, {})) : can(regex("^arn:aws[a-z-]*:(acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9A-Za-z-]+|iam::[0-9]{12}:server-certificate/[!-~]+)$", item)) && strcontains(item, ":acm:cn-") == startswith(item, "arn:aws-cn:acm:") && strcontains(item, ":acm:us-gov-") == startswith(item, "arn:aws-us-gov:acm:")]))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      length(toset(values(coalesce(forward.additional_certificate_arns, {})))) == length(values(coalesce(forward.additional_certificate_arns, {})))
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'additional_certificate_arns' must contain each item once, but is ${jsonencode(values(coalesce(forward.additional_certificate_arns, {})))}."
      if !(length(toset(values(coalesce(forward.additional_certificate_arns, {})))) == length(values(coalesce(forward.additional_certificate_arns, {}))))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.additional_certificate_arns == null ||
      coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'additional_certificate_arns' is for TLS, but 'protocol' is ${jsonencode(coalesce(forward.protocol, var.forward_defaults.protocol))}. Remove it, or set protocol = \"TLS\"."
      if !(
        forward.additional_certificate_arns == null ||
        coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS"
      )
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.target_tls == null || coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS"
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_tls' is for TLS, but 'protocol' is ${jsonencode(coalesce(forward.protocol, var.forward_defaults.protocol))}. Remove it, or set protocol = \"TLS\"."
      if !(forward.target_tls == null || coalesce(forward.protocol, var.forward_defaults.protocol) == "TLS")
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      alltrue([for item in coalesce(forward.client_cidr_blocks, []) : try(try(strcontains(split("/", item)[0], ":") == strcontains(cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0), ":"), false) && !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", split("/", item)[0])) && cidrsubnet(item, 0, 0) == "${cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0)}/${split("/", item)[1]}", false)])
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): each item of 'client_cidr_blocks' must be a CIDR block without host bits such as 172.31.128.0/17, but these are not: ${jsonencode([for item in coalesce(forward.client_cidr_blocks, []) : item if !(try(try(strcontains(split("/", item)[0], ":") == strcontains(cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0), ":"), false) && !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", split("/", item)[0])) && cidrsubnet(item, 0, 0) == "${cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0)}/${split("/", item)[1]}", false))])}."
      if !(alltrue([for item in coalesce(forward.client_cidr_blocks, []) : try(try(strcontains(split("/", item)[0], ":") == strcontains(cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0), ":"), false) && !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", split("/", item)[0])) && cidrsubnet(item, 0, 0) == "${cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0)}/${split("/", item)[1]}", false)]))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      length(toset(coalesce(forward.client_cidr_blocks, []))) == length(coalesce(forward.client_cidr_blocks, []))
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'client_cidr_blocks' must contain each item once, but is ${jsonencode(coalesce(forward.client_cidr_blocks, []))}."
      if !(length(toset(coalesce(forward.client_cidr_blocks, []))) == length(coalesce(forward.client_cidr_blocks, [])))
    ])
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      forward.client_cidr_blocks == null || local.makes_security_group
    ])
    error_message = join("\n", [
      for index, forward in var.forwards :
      "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'client_cidr_blocks' requires the module's security group. A forward alone doesn't create it, since adding it to an existing load balancer replaces the load balancer. Set the module's client_cidr_blocks too; [] is enough."
      if !(forward.client_cidr_blocks == null || local.makes_security_group)
    ])
  }

  validation {
    condition = alltrue(flatten([
      for forward in var.forwards : [
        for target in forward.additional_targets :
        target.target_ip == null ? true :
        try(strcontains(target.target_ip, ":") == strcontains(cidrhost("${target.target_ip}/${strcontains(target.target_ip, ":") ? 128 : 32}", 0), ":"), false) &&
        !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", target.target_ip))
      ]
    ]))
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for place, target in forward.additional_targets :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): additional_targets[${place}]: 'target_ip' must be an IP address, but is ${jsonencode(target.target_ip)}."
        if !(
          target.target_ip == null ? true :
          try(strcontains(target.target_ip, ":") == strcontains(cidrhost("${target.target_ip}/${strcontains(target.target_ip, ":") ? 128 : 32}", 0), ":"), false) &&
          !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", target.target_ip))
        )
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for forward in var.forwards : [
        for target in forward.additional_targets :
        target.target_instance_id == null ? true :
        can(regex("^i-.", target.target_instance_id)) &&
        length(target.target_instance_id) <= 2048
      ]
    ]))
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for place, target in forward.additional_targets :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): additional_targets[${place}]: 'target_instance_id' must be the ID of an instance, such as i-0a1b2c3d, but is ${jsonencode(target.target_instance_id)}."
        if !(
          target.target_instance_id == null ? true :
          can(regex("^i-.", target.target_instance_id)) &&
          length(target.target_instance_id) <= 2048
        )
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for forward in var.forwards : [
        for target in forward.additional_targets :
        target.target_host == null ? true :
        can(regex("^([0-9A-Za-z_]([0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?[.])+[A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?$", target.target_host)) &&
        length(target.target_host) <= 253
      ]
    ]))
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for place, target in forward.additional_targets :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): additional_targets[${place}]: 'target_host' must be a DNS name such as db.example.internal, without a port, but is ${jsonencode(target.target_host)}."
        if !(
          target.target_host == null ? true :
          can(regex("^([0-9A-Za-z_]([0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?[.])+[A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?$", target.target_host)) &&
          length(target.target_host) <= 253
        )
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for forward in var.forwards : [
        for target in forward.additional_targets :
        target.target_port == null ? true :
        target.target_port >= 1 &&
        target.target_port <= 65535 &&
        floor(target.target_port) == target.target_port
      ]
    ]))
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for place, target in forward.additional_targets :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): additional_targets[${place}]: 'target_port' must be an integer from 1 to 65535, but is ${jsonencode(target.target_port)}."
        if !(
          target.target_port == null ? true :
          target.target_port >= 1 &&
          target.target_port <= 65535 &&
          floor(target.target_port) == target.target_port
        )
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for forward in var.forwards : [
        for target in forward.additional_targets :
        target.key == null ? true : target.key != "" && length(target.key) <= 2048
      ]
    ]))
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for place, target in forward.additional_targets :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): additional_targets[${place}]: 'key' must be a non-empty string, but is ${jsonencode(target.key)}."
        if !(target.key == null ? true : target.key != "" && length(target.key) <= 2048)
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for forward in var.forwards : [
        for target in forward.additional_targets :
        length([for value in [target.target_ip, target.target_instance_id, target.target_host] : value if value != null]) == 1
      ]
    ]))
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for place, target in forward.additional_targets :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): additional_targets[${place}]: exactly one of 'target_ip', 'target_instance_id', 'target_host' must be set."
        if !(length([for value in [target.target_ip, target.target_instance_id, target.target_host] : value if value != null]) == 1)
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for forward in var.forwards : [
        for target in forward.additional_targets :
        !coalesce(target.external, false) || target.target_ip != null || target.target_host != null
      ]
    ]))
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for place, target in forward.additional_targets :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): additional_targets[${place}]: 'external' is true, but AWS accepts an instance or a load balancer only in the load balancer's VPC. Remove it, or use target_ip."
        if !(!coalesce(target.external, false) || target.target_ip != null || target.target_host != null)
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for forward in var.forwards : [
        for target in forward.additional_targets :
        try(
          strcontains(target.target_ip, ":") ||
          !can(cidrhost("${target.target_ip}/32", 0)) ||
          anytrue([for block in concat(["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"], local.vpc_cidr_blocks) : try(cidrsubnet("${target.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)]),
          true
        )
      ]
    ]))
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for place, target in forward.additional_targets :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): additional_targets[${place}]: 'target_ip' ${jsonencode(target.target_ip)} is in none of the ranges that AWS accepts targets from: the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16. Use a private address, or add the VPC's block that contains it to vpc_cidr_blocks."
        if !(
          try(
            strcontains(target.target_ip, ":") ||
            !can(cidrhost("${target.target_ip}/32", 0)) ||
            anytrue([for block in concat(["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"], local.vpc_cidr_blocks) : try(cidrsubnet("${target.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)]),
            true
          )
        )
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for forward in var.forwards : [
        for target in forward.additional_targets :
        try(
          target.external == null ? true :
          (!target.external || !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${target.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])) &&
          (target.external || !(
            anytrue([for block in local.vpc_cidr_blocks : strcontains(block, ":") == strcontains(target.target_ip, ":")]) &&
            !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${target.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])
          )),
          true
        )
      ]
    ]))
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for place, target in forward.additional_targets :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): additional_targets[${place}]: 'target_ip' ${jsonencode(target.target_ip)} is ${target.external ? "inside" : "outside"} the VPC (${join(", ", local.vpc_cidr_blocks)}), but 'external' is ${target.external}, which AWS rejects. Remove 'external' to derive it from vpc_cidr_blocks."
        if !(
          try(
            target.external == null ? true :
            (!target.external || !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${target.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])) &&
            (target.external || !(
              anytrue([for block in local.vpc_cidr_blocks : strcontains(block, ":") == strcontains(target.target_ip, ":")]) &&
              !anytrue([for block in local.vpc_cidr_blocks : try(cidrsubnet("${target.target_ip}/${split("/", block)[1]}", 0, 0) == cidrsubnet(block, 0, 0), false)])
            )),
            true
          )
        )
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for forward in var.forwards : [
        for target in forward.additional_targets :
        try(!strcontains(target.target_ip, ":") || var.ip_address_type == "dualstack", true)
      ]
    ]))
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for place, target in forward.additional_targets :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): additional_targets[${place}]: 'target_ip' ${jsonencode(target.target_ip)} is an IPv6 address. Set ip_address_type = \"dualstack\", or use an IPv4 address."
        if !(try(!strcontains(target.target_ip, ":") || var.ip_address_type == "dualstack", true))
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for forward in var.forwards : [
        for target in forward.additional_targets :
        try(
          !contains([for address in compact(concat(var.subnet_mappings[*].private_ipv4_address, var.subnet_mappings[*].ipv6_address)) : cidrhost("${address}/${strcontains(address, ":") ? 128 : 32}", 0)], cidrhost("${target.target_ip}/${strcontains(target.target_ip, ":") ? 128 : 32}", 0)),
          true
        )
      ]
    ]))
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for place, target in forward.additional_targets :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): additional_targets[${place}]: 'target_ip' ${jsonencode(target.target_ip)} is the load balancer's own address, which never becomes healthy as a target. Use the address of the server."
        if !(
          try(
            !contains([for address in compact(concat(var.subnet_mappings[*].private_ipv4_address, var.subnet_mappings[*].ipv6_address)) : cidrhost("${address}/${strcontains(address, ":") ? 128 : 32}", 0)], cidrhost("${target.target_ip}/${strcontains(target.target_ip, ":") ? 128 : 32}", 0)),
            true
          )
        )
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for forward in var.forwards : [
        for target in forward.additional_targets :
        forward.target_alb_arn != null ||
        (target.target_instance_id == null) == (forward.target_instance_id == null) &&
        (target.target_host == null) == (forward.target_host == null)
      ]
    ]))
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for place, target in forward.additional_targets :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): additional_targets[${place}]: this target and the forward's own must both have 'target_ip', 'target_instance_id' or 'target_host': a target group has one type of targets. Give this target its own forward."
        if !(
          forward.target_alb_arn != null ||
          (target.target_instance_id == null) == (forward.target_instance_id == null) &&
          (target.target_host == null) == (forward.target_host == null)
        )
      ]
    ]))
  }

  validation {
    condition = alltrue(flatten([
      for forward in var.forwards : [
        for target in forward.additional_targets :
        try(strcontains(target.target_ip, ":") == strcontains(forward.target_ip, ":"), true)
      ]
    ]))
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for place, target in forward.additional_targets :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): additional_targets[${place}]: 'target_ip' ${jsonencode(target.target_ip)} and ${jsonencode(forward.target_ip)} are of different IP versions, but the targets of a forward must have the same. Give this target its own forward."
        if !(try(strcontains(target.target_ip, ":") == strcontains(forward.target_ip, ":"), true))
      ]
    ]))
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      try(
        length(toset([for target in concat([forward], forward.additional_targets) : "${strcontains(lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-")), ":") ? cidrhost("${lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-"))}/${strcontains(lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-")), ":") ? 128 : 32}", 0) : lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-"))} ${coalesce(target.target_port, forward.target_port)}"])) == 1 + length(forward.additional_targets),
        true
      )
      if length(forward.additional_targets) > 0
    ])
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for holds in [try(
          length(toset([for target in concat([forward], forward.additional_targets) : "${strcontains(lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-")), ":") ? cidrhost("${lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-"))}/${strcontains(lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-")), ":") ? 128 : 32}", 0) : lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-"))} ${coalesce(target.target_port, forward.target_port)}"])) == 1 + length(forward.additional_targets),
          true
        )] :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'target_ip', 'target_instance_id' or 'target_host' with its port must be unique among the targets of a forward, but the targets are ${jsonencode([for target in concat([forward], forward.additional_targets) : "${strcontains(lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-")), ":") ? cidrhost("${lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-"))}/${strcontains(lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-")), ":") ? 128 : 32}", 0) : lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-"))} ${coalesce(target.target_port, forward.target_port)}"])}."
        if !holds
      ]
      if length(forward.additional_targets) > 0
    ]))
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      try(
        length(toset([for target in concat([forward], forward.additional_targets) : target.key != null ? target.key : "${lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-"))}:${coalesce(target.target_port, forward.target_port)}"])) == 1 + length(forward.additional_targets),
        true
      )
      if length(forward.additional_targets) > 0
    ])
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for holds in [try(
          length(toset([for target in concat([forward], forward.additional_targets) : target.key != null ? target.key : "${lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-"))}:${coalesce(target.target_port, forward.target_port)}"])) == 1 + length(forward.additional_targets),
          true
        )] :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'key' must be unique among the targets of a forward, but the keys are ${jsonencode([for target in concat([forward], forward.additional_targets) : target.key != null ? target.key : "${lower(coalesce(target.target_ip, target.target_instance_id, target.target_host, "-"))}:${coalesce(target.target_port, forward.target_port)}"])}."
        if !holds
      ]
      if length(forward.additional_targets) > 0
    ]))
  }

  validation {
    condition = alltrue([
      for forward in var.forwards :
      try(
        !anytrue([for target in concat([forward], forward.additional_targets) : strcontains(target.target_ip, ":")]) ||
        anytrue([for target in forward.additional_targets : target.key == null]),
        true
      )
      if forward.key != null && forward.target_ip_address_type == null
    ])
    error_message = join("\n", flatten([
      for index, forward in var.forwards : [
        for holds in [try(
          !anytrue([for target in concat([forward], forward.additional_targets) : strcontains(target.target_ip, ":")]) ||
          anytrue([for target in forward.additional_targets : target.key == null]),
          true
        )] :
        "forwards[${index}] (listener ${jsonencode(forward.listener_port)}): 'key' is set on each target, and 'target_ip' is an IPv6 address. Set target_ip_address_type: Terraform must know the target group's IP version when it plans, and the address may not be known then."
        if !holds
      ]
      if forward.key != null && forward.target_ip_address_type == null
    ]))
  }

  validation {
    condition = alltrue([
      for hosts in [flatten([
        for forward in var.forwards : [
          for target in concat([forward], forward.additional_targets) :
          { key = try(coalesce(target.key, target.target_ip), "-"), ip = coalesce(target.target_ip, "-") }
        ]
        if local.makes_security_group && (forward.target_instance_id == null && forward.target_alb_arn == null && forward.target_host == null)
      ])] :
      length(toset(hosts[*].key)) == length(toset(hosts)) && length(toset(hosts[*].ip)) == length(toset(hosts))
    ])
    error_message = join("\n", flatten([
      for hosts in [flatten([
        for forward in var.forwards : [
          for target in concat([forward], forward.additional_targets) :
          { key = try(coalesce(target.key, target.target_ip), "-"), ip = coalesce(target.target_ip, "-") }
        ]
        if local.makes_security_group && (forward.target_instance_id == null && forward.target_alb_arn == null && forward.target_host == null)
        ])] : concat(
        [for key, ips in { for host in hosts : host.key => host.ip... } :
          "'key' ${jsonencode(key)} has several values of target_ip: ${jsonencode(distinct(ips))}. With the module's security group, each server needs its own key."
        if length(toset(ips)) > 1],
        [for ip, keys in { for host in hosts : host.ip => host.key... } :
          "'target_ip' ${jsonencode(ip)} has the keys ${jsonencode(distinct(keys))}. With the module's security group, it needs the same key on each row."
        if length(toset(keys)) > 1]
      )
    ]))
  }

  validation {
    condition = alltrue([
      for groups in [flatten([
        for groups in concat([var.target_security_group_ids], var.forwards[*].target_security_group_ids) : [
          for name, id in coalesce(groups, {}) : { name = name, id = id }
        ]
      ])] :
      length(toset(groups[*].name)) == length(toset(groups))
    ])
    error_message = join("\n", flatten([
      for groups in [flatten([
        for groups in concat([var.target_security_group_ids], var.forwards[*].target_security_group_ids) : [
          for name, id in coalesce(groups, {}) : { name = name, id = id }
        ]
        ])] : [for name, ids in { for group in groups : group.name => group.id... } :
        "'target_security_group_ids' has several security groups of the name ${jsonencode(name)}: ${jsonencode(distinct(ids))}. Give each its own name."
      if length(toset(ids)) > 1]
    ]))
  }
}

variable "forward_defaults" {
  description = <<-EOT
    Options for every forward that doesn't set them itself, attribute by attribute.

    - `protocol`: Protocol of the listener and target group. With `TLS` the load balancer terminates TLS; the target group uses TCP unless `target_tls` is true. For TCP and UDP on the same port use `TCP_UDP`. A change replaces the listener, target group and attachments. One of `TCP`, `UDP`, `TCP_UDP`, `TLS`. Defaults to `TCP`.
    - `health_check`: Health check of the targets. Defaults to TCP on each target's own port, every 30 seconds, 3 checks in a row to become healthy or unhealthy.
      - `protocol`: Protocol of the health check. One of `TCP`, `HTTP`, `HTTPS`. Defaults to `TCP`.
      - `port`: Port of the health check. An integer from 1 to 65535. Required for UDP: a TCP port. Defaults to each target's own port.
      - `path`: Path of the request, for HTTP and HTTPS. Starts with `/`, at most 1024 characters. Defaults to `/`.
      - `matcher`: Status codes of a healthy response, such as `200`, `200,204` or `200-399`, for HTTP and HTTPS. From 200 to 599. Defaults to `200-399`.
      - `healthy_threshold`: Successful checks in a row before an unhealthy target becomes healthy. An integer from 2 to 10. Defaults to `3`.
      - `unhealthy_threshold`: Failed checks in a row before a healthy target becomes unhealthy. An integer from 2 to 10. Defaults to `3`.
      - `interval_seconds`: Time in seconds between two checks. An integer from 5 to 300, not less than `timeout_seconds`. Defaults to `30`.
      - `timeout_seconds`: Time in seconds that a target has to answer. An integer from 2 to 120, not more than `interval_seconds`. Defaults to 6 for HTTP, 10 for TCP and HTTPS, or `interval_seconds` if that is less.
    - `deregistration_delay_seconds`: Time in seconds that a removed target keeps its connections. An integer from 0 to 3600. Defaults to `300`.
    - `connection_termination`: Whether AWS closes a removed target's connections at the end of the deregistration delay. Defaults to `false` for TCP and TLS, `true` for UDP and TCP_UDP.
    - `preserve_client_ip`: Whether targets see the client's IP address instead of the load balancer's. Always `true` for UDP and TCP_UDP. A target outside the VPC requires `same_region_peering`. Defaults to `false` for TCP and TLS.
    - `proxy_protocol_v2`: Whether each connection to a target, including health checks, starts with a Proxy Protocol version 2 header. Defaults to `false`.
    - `stickiness`: Whether connections from the same source IP address go to the same target. Not available for TLS. Defaults to `false`.
    - `cross_zone`: Whether the load balancer sends connections to the forward's targets in every Availability Zone. Defaults to the load balancer's `cross_zone`.
    - `unhealthy_connection_termination`: Whether the load balancer closes its connections to a target that becomes unhealthy. For TCP and TLS only. Defaults to `true`.
    - `unhealthy_draining_interval_seconds`: Time in seconds that a target that becomes unhealthy keeps its connections. An integer from 0 to 360000, for TCP and TLS only. Requires `unhealthy_connection_termination = false`. Defaults to `0`.
    - `dns_minimum_healthy_target_count`: Healthy targets below which DNS no longer returns the load balancer's address in a zone. An integer from 1 to 1000, at least `routing_minimum_healthy_target_count`. Not for an Application Load Balancer. Defaults to `1`.
    - `dns_minimum_healthy_target_percentage`: Percentage of healthy targets below which DNS no longer returns the load balancer's address in a zone. An integer from 1 to 100, at least `routing_minimum_healthy_target_percentage`. Not for an Application Load Balancer. Defaults to the count alone.
    - `routing_minimum_healthy_target_count`: Healthy targets below which the load balancer sends connections to all targets, unhealthy ones too. An integer from 1 to 1000. Not for an Application Load Balancer. Defaults to `1`.
    - `routing_minimum_healthy_target_percentage`: Percentage of healthy targets below which the load balancer sends connections to all targets, unhealthy ones too. An integer from 1 to 100. Not for an Application Load Balancer. Defaults to the count alone.
    - `tcp_idle_timeout_seconds`: Time in seconds after which the load balancer drops an idle connection. An integer from 60 to 6000, for TCP only. Defaults to `350`.
    - `certificate_arn`: ARN of the listener's certificate in ACM or IAM. Required for TLS, and for TLS only.
    - `additional_certificate_arns`: ARNs of more certificates, chosen by the host name the client asks for (SNI), by names you choose. For TLS only. Only the names must be known at plan time. Defaults to none.
    - `ssl_policy`: Security policy of the listener: its TLS versions and ciphers. For TLS only. Defaults to `ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09`, which AWS recommends.
    - `alpn_policy`: ALPN policy of the listener. For TLS only. One of `HTTP1Only`, `HTTP2Only`, `HTTP2Optional`, `HTTP2Preferred`, `None`. Defaults to `None`.
    - `target_tls`: Whether the load balancer uses TLS to the targets. For TLS only. AWS doesn't verify the targets' certificates. Defaults to `false`.
    - `client_cidr_blocks`: CIDR blocks that may connect to the forward, instead of those of the module. Pass `[]` to admit none. Requires a security group of the module: see its `client_cidr_blocks`. Defaults to those of the module.
    - `same_region_peering`: Whether the targets outside the VPC are in a peered VPC in the same Region, so that they can answer a client whose address is preserved. Required for UDP and for `preserve_client_ip` with such targets. Over VPN, Direct Connect or a transit gateway they can't answer. Defaults to `false`.
  EOT
  type = object({
    protocol = optional(string, "TCP")
    health_check = optional(object({
      protocol            = optional(string, "TCP")
      port                = optional(number)
      path                = optional(string)
      matcher             = optional(string)
      healthy_threshold   = optional(number, 3)
      unhealthy_threshold = optional(number, 3)
      interval_seconds    = optional(number, 30)
      timeout_seconds     = optional(number)
    }), {})
    deregistration_delay_seconds              = optional(number, 300)
    connection_termination                    = optional(bool)
    preserve_client_ip                        = optional(bool)
    proxy_protocol_v2                         = optional(bool)
    stickiness                                = optional(bool)
    cross_zone                                = optional(bool)
    unhealthy_connection_termination          = optional(bool)
    unhealthy_draining_interval_seconds       = optional(number)
    dns_minimum_healthy_target_count          = optional(number, 1)
    dns_minimum_healthy_target_percentage     = optional(number)
    routing_minimum_healthy_target_count      = optional(number, 1)
    routing_minimum_healthy_target_percentage = optional(number)
    tcp_idle_timeout_seconds                  = optional(number)
    certificate_arn                           = optional(string)
    additional_certificate_arns               = optional(map(string))
    ssl_policy                                = optional(string)
    alpn_policy                               = optional(string)
    target_tls                                = optional(bool, false)
    client_cidr_blocks                        = optional(list(string))
    same_region_peering                       = optional(bool, false)
  })
  default  = {}
  nullable = false

  validation {
    condition = (
      var.forward_defaults.protocol == null ? true :
      contains(["TCP", "UDP", "TCP_UDP", "TLS"], var.forward_defaults.protocol)
    )
    error_message = "forward_defaults: 'protocol' must be one of TCP, UDP, TCP_UDP, TLS, but is ${jsonencode(var.forward_defaults.protocol)}."
  }

  validation {
    condition = (
      var.forward_defaults.health_check.protocol == null ? true :
      contains(["TCP", "HTTP", "HTTPS"], var.forward_defaults.health_check.protocol)
    )
    error_message = "forward_defaults: 'health_check.protocol' must be one of TCP, HTTP, HTTPS, but is ${jsonencode(var.forward_defaults.health_check.protocol)}."
  }

  validation {
    condition = (
      var.forward_defaults.health_check.port == null ? true :
      var.forward_defaults.health_check.port >= 1 &&
      var.forward_defaults.health_check.port <= 65535 &&
      floor(var.forward_defaults.health_check.port) == var.forward_defaults.health_check.port
    )
    error_message = "forward_defaults: 'health_check.port' must be an integer from 1 to 65535, but is ${jsonencode(var.forward_defaults.health_check.port)}."
  }

  validation {
    condition = (
      var.forward_defaults.health_check.path == null ? true :
      startswith(var.forward_defaults.health_check.path, "/") &&
      length(var.forward_defaults.health_check.path) <= 1024
    )
    error_message = "forward_defaults: 'health_check.path' must be a path that begins with \"/\", of at most 1024 characters, but is ${jsonencode(var.forward_defaults.health_check.path)}."
  }

  validation {
    condition = (
      var.forward_defaults.health_check.matcher == null ? true :
      alltrue([for range in split(",", var.forward_defaults.health_check.matcher) : can(regex("^[0-9]{3}(-[0-9]{3})?$", range)) && try(tonumber((split("-", range))[0]) >= 200 && tonumber((split("-", range))[0]) <= tonumber(reverse(split("-", range))[0]) && tonumber(reverse(split("-", range))[0]) <= 599, false)])
    )
    error_message = "forward_defaults: 'health_check.matcher' must be status codes from 200 to 599 such as \"200\", \"200,204\" or \"200-399\", but is ${jsonencode(var.forward_defaults.health_check.matcher)}."
  }

  validation {
    condition = (
      var.forward_defaults.health_check.healthy_threshold == null ? true :
      var.forward_defaults.health_check.healthy_threshold >= 2 &&
      var.forward_defaults.health_check.healthy_threshold <= 10 &&
      floor(var.forward_defaults.health_check.healthy_threshold) == var.forward_defaults.health_check.healthy_threshold
    )
    error_message = "forward_defaults: 'health_check.healthy_threshold' must be an integer from 2 to 10, but is ${jsonencode(var.forward_defaults.health_check.healthy_threshold)}."
  }

  validation {
    condition = (
      var.forward_defaults.health_check.unhealthy_threshold == null ? true :
      var.forward_defaults.health_check.unhealthy_threshold >= 2 &&
      var.forward_defaults.health_check.unhealthy_threshold <= 10 &&
      floor(var.forward_defaults.health_check.unhealthy_threshold) == var.forward_defaults.health_check.unhealthy_threshold
    )
    error_message = "forward_defaults: 'health_check.unhealthy_threshold' must be an integer from 2 to 10, but is ${jsonencode(var.forward_defaults.health_check.unhealthy_threshold)}."
  }

  validation {
    condition = (
      var.forward_defaults.health_check.interval_seconds == null ? true :
      var.forward_defaults.health_check.interval_seconds >= 5 &&
      var.forward_defaults.health_check.interval_seconds <= 300 &&
      floor(var.forward_defaults.health_check.interval_seconds) == var.forward_defaults.health_check.interval_seconds
    )
    error_message = "forward_defaults: 'health_check.interval_seconds' must be an integer from 5 to 300, in seconds, but is ${jsonencode(var.forward_defaults.health_check.interval_seconds)}."
  }

  validation {
    condition = (
      var.forward_defaults.health_check.timeout_seconds == null ? true :
      var.forward_defaults.health_check.timeout_seconds >= 2 &&
      var.forward_defaults.health_check.timeout_seconds <= 120 &&
      floor(var.forward_defaults.health_check.timeout_seconds) == var.forward_defaults.health_check.timeout_seconds
    )
    error_message = "forward_defaults: 'health_check.timeout_seconds' must be an integer from 2 to 120, in seconds, but is ${jsonencode(var.forward_defaults.health_check.timeout_seconds)}."
  }

  validation {
    condition = (
      var.forward_defaults.deregistration_delay_seconds == null ? true :
      var.forward_defaults.deregistration_delay_seconds >= 0 &&
      var.forward_defaults.deregistration_delay_seconds <= 3600 &&
      floor(var.forward_defaults.deregistration_delay_seconds) == var.forward_defaults.deregistration_delay_seconds
    )
    error_message = "forward_defaults: 'deregistration_delay_seconds' must be an integer from 0 to 3600, in seconds, but is ${jsonencode(var.forward_defaults.deregistration_delay_seconds)}."
  }

  validation {
    condition = (
      var.forward_defaults.unhealthy_draining_interval_seconds == null ? true :
      var.forward_defaults.unhealthy_draining_interval_seconds >= 0 &&
      var.forward_defaults.unhealthy_draining_interval_seconds <= 360000 &&
      floor(var.forward_defaults.unhealthy_draining_interval_seconds) == var.forward_defaults.unhealthy_draining_interval_seconds
    )
    error_message = "forward_defaults: 'unhealthy_draining_interval_seconds' must be an integer from 0 to 360000, in seconds, but is ${jsonencode(var.forward_defaults.unhealthy_draining_interval_seconds)}."
  }

  validation {
    condition = (
      var.forward_defaults.dns_minimum_healthy_target_count == null ? true :
      var.forward_defaults.dns_minimum_healthy_target_count >= 1 &&
      var.forward_defaults.dns_minimum_healthy_target_count <= 1000 &&
      floor(var.forward_defaults.dns_minimum_healthy_target_count) == var.forward_defaults.dns_minimum_healthy_target_count
    )
    error_message = "forward_defaults: 'dns_minimum_healthy_target_count' must be an integer from 1 to 1000, but is ${jsonencode(var.forward_defaults.dns_minimum_healthy_target_count)}."
  }

  validation {
    condition = (
      var.forward_defaults.dns_minimum_healthy_target_percentage == null ? true :
      var.forward_defaults.dns_minimum_healthy_target_percentage >= 1 &&
      var.forward_defaults.dns_minimum_healthy_target_percentage <= 100 &&
      floor(var.forward_defaults.dns_minimum_healthy_target_percentage) == var.forward_defaults.dns_minimum_healthy_target_percentage
    )
    error_message = "forward_defaults: 'dns_minimum_healthy_target_percentage' must be an integer from 1 to 100, in percent, but is ${jsonencode(var.forward_defaults.dns_minimum_healthy_target_percentage)}."
  }

  validation {
    condition = (
      var.forward_defaults.routing_minimum_healthy_target_count == null ? true :
      var.forward_defaults.routing_minimum_healthy_target_count >= 1 &&
      var.forward_defaults.routing_minimum_healthy_target_count <= 1000 &&
      floor(var.forward_defaults.routing_minimum_healthy_target_count) == var.forward_defaults.routing_minimum_healthy_target_count
    )
    error_message = "forward_defaults: 'routing_minimum_healthy_target_count' must be an integer from 1 to 1000, but is ${jsonencode(var.forward_defaults.routing_minimum_healthy_target_count)}."
  }

  validation {
    condition = (
      var.forward_defaults.routing_minimum_healthy_target_percentage == null ? true :
      var.forward_defaults.routing_minimum_healthy_target_percentage >= 1 &&
      var.forward_defaults.routing_minimum_healthy_target_percentage <= 100 &&
      floor(var.forward_defaults.routing_minimum_healthy_target_percentage) == var.forward_defaults.routing_minimum_healthy_target_percentage
    )
    error_message = "forward_defaults: 'routing_minimum_healthy_target_percentage' must be an integer from 1 to 100, in percent, but is ${jsonencode(var.forward_defaults.routing_minimum_healthy_target_percentage)}."
  }

  validation {
    condition = (
      var.forward_defaults.tcp_idle_timeout_seconds == null ? true :
      var.forward_defaults.tcp_idle_timeout_seconds >= 60 &&
      var.forward_defaults.tcp_idle_timeout_seconds <= 6000 &&
      floor(var.forward_defaults.tcp_idle_timeout_seconds) == var.forward_defaults.tcp_idle_timeout_seconds
    )
    error_message = "forward_defaults: 'tcp_idle_timeout_seconds' must be an integer from 60 to 6000, in seconds, but is ${jsonencode(var.forward_defaults.tcp_idle_timeout_seconds)}."
  }

  validation {
    condition = (
      var.forward_defaults.certificate_arn == null ? true :
      can(regex("^arn:aws[a-z-]*:(acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9A-Za-z-]+|iam::[0-9]{12}:server-certificate/[!-~]+)$", var.forward_defaults.certificate_arn)) &&
      strcontains(var.forward_defaults.certificate_arn, ":acm:cn-") == startswith(var.forward_defaults.certificate_arn, "arn:aws-cn:acm:") &&
      strcontains(var.forward_defaults.certificate_arn, ":acm:us-gov-") == startswith(var.forward_defaults.certificate_arn, "arn:aws-us-gov:acm:")
    )
    error_message = "forward_defaults: 'certificate_arn' must be the ARN of a certificate in ACM or IAM, but is ${jsonencode(var.forward_defaults.certificate_arn)}."
  }

  validation {
    condition = (
      var.forward_defaults.ssl_policy == null ? true :
      var.forward_defaults.ssl_policy != "" &&
      length(var.forward_defaults.ssl_policy) <= 2048
    )
    error_message = "forward_defaults: 'ssl_policy' must be the name of a policy, but is ${jsonencode(var.forward_defaults.ssl_policy)}."
  }

  validation {
    condition = (
      var.forward_defaults.alpn_policy == null ? true :
      contains(["HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None"], var.forward_defaults.alpn_policy)
    )
    error_message = "forward_defaults: 'alpn_policy' must be one of HTTP1Only, HTTP2Only, HTTP2Optional, HTTP2Preferred, None, but is ${jsonencode(var.forward_defaults.alpn_policy)}."
  }

  validation {
    condition     = alltrue([for item in values(coalesce(var.forward_defaults.additional_certificate_arns, {})) : can(regex("^arn:aws[a-z-]*:(acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9A-Za-z-]+|iam::[0-9]{12}:server-certificate/[!-~]+)$", item)) && strcontains(item, ":acm:cn-") == startswith(item, "arn:aws-cn:acm:") && strcontains(item, ":acm:us-gov-") == startswith(item, "arn:aws-us-gov:acm:")])
    error_message = "forward_defaults: each item of 'additional_certificate_arns' must be the ARN of a certificate in ACM or IAM, but these are not: ${jsonencode([for item in values(coalesce(var.forward_defaults.additional_certificate_arns, {})) : item if !(can(regex("^arn:aws[a-z-]*:(acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9A-Za-z-]+|iam::[0-9]{12}:server-certificate/[!-~]+)$", item)) && strcontains(item, ":acm:cn-") == startswith(item, "arn:aws-cn:acm:") && strcontains(item, ":acm:us-gov-") == startswith(item, "arn:aws-us-gov:acm:"))])}."
  }

  validation {
    condition     = length(toset(values(coalesce(var.forward_defaults.additional_certificate_arns, {})))) == length(values(coalesce(var.forward_defaults.additional_certificate_arns, {})))
    error_message = "forward_defaults: 'additional_certificate_arns' must contain each item once, but is ${jsonencode(values(coalesce(var.forward_defaults.additional_certificate_arns, {})))}."
  }

  validation {
    condition     = alltrue([for item in coalesce(var.forward_defaults.client_cidr_blocks, []) : try(try(strcontains(split("/", item)[0], ":") == strcontains(cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0), ":"), false) && !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", split("/", item)[0])) && cidrsubnet(item, 0, 0) == "${cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0)}/${split("/", item)[1]}", false)])
    error_message = "forward_defaults: each item of 'client_cidr_blocks' must be a CIDR block without host bits such as 172.31.128.0/17, but these are not: ${jsonencode([for item in coalesce(var.forward_defaults.client_cidr_blocks, []) : item if !(try(try(strcontains(split("/", item)[0], ":") == strcontains(cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0), ":"), false) && !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", split("/", item)[0])) && cidrsubnet(item, 0, 0) == "${cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0)}/${split("/", item)[1]}", false))])}."
  }

  validation {
    condition     = length(toset(coalesce(var.forward_defaults.client_cidr_blocks, []))) == length(coalesce(var.forward_defaults.client_cidr_blocks, []))
    error_message = "forward_defaults: 'client_cidr_blocks' must contain each item once, but is ${jsonencode(coalesce(var.forward_defaults.client_cidr_blocks, []))}."
  }

  validation {
    condition     = coalesce(var.forward_defaults.health_check.timeout_seconds, 0) <= coalesce(var.forward_defaults.health_check.interval_seconds)
    error_message = "forward_defaults: 'health_check.timeout_seconds' must not be above 'health_check.interval_seconds' (${coalesce(var.forward_defaults.health_check.interval_seconds)}), but is ${coalesce(var.forward_defaults.health_check.timeout_seconds, 0)}. Lower it, or raise the interval."
  }
}

variable "internal" {
  description = "Whether the load balancer has only private addresses. Defaults to `true`."
  type        = bool
  default     = true
  nullable    = false
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the load balancer. To destroy or replace it, set this to false and apply first. Defaults to `true`."
  type        = bool
  default     = true
  nullable    = false
}

variable "cross_zone" {
  description = "Whether each address of the load balancer reaches the targets in every Availability Zone. Defaults to `true`."
  type        = bool
  default     = true
  nullable    = false
}

variable "ip_address_type" {
  description = "IP address families for clients. IPv6 targets require `dualstack`. One of `ipv4`, `dualstack`. Defaults to `ipv4`."
  type        = string
  default     = "ipv4"
  nullable    = false

  validation {
    condition     = var.ip_address_type == null ? true : contains(["ipv4", "dualstack"], var.ip_address_type)
    error_message = "'ip_address_type' must be one of ipv4, dualstack, but is ${jsonencode(var.ip_address_type)}."
  }
}

variable "dns_record_client_routing_policy" {
  description = "Which Availability Zones' addresses the load balancer's DNS name returns to a client. One of `any_availability_zone`, `availability_zone_affinity`, `partial_availability_zone_affinity`. Defaults to `any_availability_zone`."
  type        = string
  default     = null

  validation {
    condition = (
      var.dns_record_client_routing_policy == null ? true :
      contains(["any_availability_zone", "availability_zone_affinity", "partial_availability_zone_affinity"], var.dns_record_client_routing_policy)
    )
    error_message = "'dns_record_client_routing_policy' must be one of any_availability_zone, availability_zone_affinity, partial_availability_zone_affinity, but is ${jsonencode(var.dns_record_client_routing_policy)}."
  }
}

variable "zonal_shift" {
  description = "Whether Amazon Application Recovery Controller can shift traffic away from an Availability Zone. Defaults to `false`."
  type        = bool
  default     = null
}

variable "access_logs" {
  description = <<-EOT
    Where access logs go. AWS logs TLS listeners only. Defaults to no access logs.

    - `bucket`: Name of the S3 bucket, not its ARN. In the load balancer's Region.
    - `prefix`: Prefix of the log objects' keys. Letters, digits and `_ . - /`; no slash at either end; doesn't contain `AWSLogs`, which AWS adds. Defaults to none.
  EOT
  type = object({
    bucket = string
    prefix = optional(string)
  })
  default = null

  validation {
    condition = (
      try(var.access_logs.bucket, null) == null ? var.access_logs == null :
      can(regex("^[0-9A-Za-z._-]{3,255}$", try(var.access_logs.bucket, null)))
    )
    error_message = "'access_logs.bucket' must be a bucket name of letters, digits, dots, hyphens and underscores, but is ${jsonencode(try(var.access_logs.bucket, null))}."
  }

  validation {
    condition = (
      try(var.access_logs.prefix, null) == null ? true :
      can(regex("^[0-9A-Za-z_.-]([0-9A-Za-z_./-]*[0-9A-Za-z_.-])?$", try(var.access_logs.prefix, null))) &&
      !strcontains(try(var.access_logs.prefix, null), "AWSLogs") &&
      length(try(var.access_logs.prefix, null)) <= 512
    )
    error_message = "'access_logs.prefix' must be letters, digits and _ . - /, with no slash at either end, and without AWSLogs, which AWS adds itself, but is ${jsonencode(try(var.access_logs.prefix, null))}."
  }
}

variable "client_cidr_blocks" {
  description = "IPv4 and IPv6 CIDR blocks that may connect to the forwards. Creates a security group that admits each block to each listener port and lets the load balancer reach each target port and health check port. Add clients with `client_security_group_ids`, and set `client_cidr_blocks` on a forward to replace these for that forward. Pass `[]` if every forward sets its own. A load balancer that has no security group yet is replaced. Defaults to no security group, unless `client_security_group_ids` is set."
  type        = list(string)
  default     = null

  validation {
    condition     = alltrue([for item in coalesce(var.client_cidr_blocks, []) : try(try(strcontains(split("/", item)[0], ":") == strcontains(cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0), ":"), false) && !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", split("/", item)[0])) && cidrsubnet(item, 0, 0) == "${cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0)}/${split("/", item)[1]}", false)])
    error_message = "Each item of 'client_cidr_blocks' must be a CIDR block without host bits such as 172.31.128.0/17, but these are not: ${jsonencode([for item in coalesce(var.client_cidr_blocks, []) : item if !(try(try(strcontains(split("/", item)[0], ":") == strcontains(cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0), ":"), false) && !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", split("/", item)[0])) && cidrsubnet(item, 0, 0) == "${cidrhost("${split("/", item)[0]}/${strcontains(split("/", item)[0], ":") ? 128 : 32}", 0)}/${split("/", item)[1]}", false))])}."
  }

  validation {
    condition     = length(toset(coalesce(var.client_cidr_blocks, []))) == length(coalesce(var.client_cidr_blocks, []))
    error_message = "'client_cidr_blocks' must contain each item once, but is ${jsonencode(coalesce(var.client_cidr_blocks, []))}."
  }
}

variable "client_security_group_ids" {
  description = "Security groups whose members may connect to the forwards, by names you choose: `{ office = aws_security_group.office.id }`. In the same VPC, or in a peered VPC in the same Region. Only the names must be known at plan time. Defaults to none."
  type        = map(string)
  default     = null

  validation {
    condition     = alltrue([for item in values(coalesce(var.client_security_group_ids, {})) : can(regex("^sg-.", item)) && length(item) <= 2048])
    error_message = "Each item of 'client_security_group_ids' must be the ID of a security group, such as sg-0a1b2c3d, but these are not: ${jsonencode([for item in values(coalesce(var.client_security_group_ids, {})) : item if !(can(regex("^sg-.", item)) && length(item) <= 2048)])}."
  }

  validation {
    condition     = length(toset(values(coalesce(var.client_security_group_ids, {})))) == length(values(coalesce(var.client_security_group_ids, {})))
    error_message = "'client_security_group_ids' must contain each item once, but is ${jsonencode(values(coalesce(var.client_security_group_ids, {})))}."
  }
}

variable "target_security_group_ids" {
  description = "Security groups of the targets, by names you choose. Adds a rule to each group for every target port and health check port in the VPC or in a peered VPC in the same Region. Requires `client_cidr_blocks` or `client_security_group_ids`. Don't pass a group that Terraform manages with inline `ingress` blocks; it would remove the rules. Only the names must be known at plan time. Defaults to none."
  type        = map(string)
  default     = null

  validation {
    condition     = alltrue([for item in values(coalesce(var.target_security_group_ids, {})) : can(regex("^sg-.", item)) && length(item) <= 2048])
    error_message = "Each item of 'target_security_group_ids' must be the ID of a security group, such as sg-0a1b2c3d, but these are not: ${jsonencode([for item in values(coalesce(var.target_security_group_ids, {})) : item if !(can(regex("^sg-.", item)) && length(item) <= 2048)])}."
  }

  validation {
    condition     = length(toset(values(coalesce(var.target_security_group_ids, {})))) == length(values(coalesce(var.target_security_group_ids, {})))
    error_message = "'target_security_group_ids' must contain each item once, but is ${jsonencode(values(coalesce(var.target_security_group_ids, {})))}."
  }

  validation {
    condition     = var.target_security_group_ids == null || local.makes_security_group
    error_message = "'target_security_group_ids' requires the module's security group, which it creates only with client_cidr_blocks or client_security_group_ids. Set one of them."
  }
}

variable "security_group_ids" {
  description = "IDs of further security groups of the load balancer. A load balancer without a security group can never get one: adding the first or removing the last replaces it. Pass `[]` to confirm that you want none. Defaults to none, with a warning if the load balancer has no security group."
  type        = list(string)
  default     = null

  validation {
    condition     = alltrue([for item in coalesce(var.security_group_ids, []) : can(regex("^sg-.", item)) && length(item) <= 2048])
    error_message = "Each item of 'security_group_ids' must be the ID of a security group, such as sg-0a1b2c3d, but these are not: ${jsonencode([for item in coalesce(var.security_group_ids, []) : item if !(can(regex("^sg-.", item)) && length(item) <= 2048)])}."
  }

  validation {
    condition     = length(toset(coalesce(var.security_group_ids, []))) == length(coalesce(var.security_group_ids, []))
    error_message = "'security_group_ids' must contain each item once, but is ${jsonencode(coalesce(var.security_group_ids, []))}."
  }
}

variable "enforce_security_group_inbound_rules_on_private_link_traffic" {
  description = "Whether the security groups' rules apply to AWS PrivateLink traffic. Requires a security group. Defaults to `true`."
  type        = bool
  default     = null

  validation {
    condition = (
      var.enforce_security_group_inbound_rules_on_private_link_traffic == null ||
      local.makes_security_group ||
      length(coalesce(var.security_group_ids, [])) > 0
    )
    error_message = "'enforce_security_group_inbound_rules_on_private_link_traffic' is set, but the load balancer has no security group. Set security_group_ids or client_cidr_blocks, or remove it."
  }
}

variable "host_targets" {
  description = <<-EOT
    The Lambda function that keeps the targets of forwards with a `target_host` equal to the addresses of their names. Required if there are any. Its subnets need a way to AWS's Elastic Load Balancing API: an interface endpoint for `elasticloadbalancing`, or a NAT gateway. Defaults to no function.

    - `subnet_ids`: IDs of the subnets that the function runs in: private subnets of the load balancer's VPC. From 1 to 16.
    - `security_group_ids`: IDs of the function's security groups, at most 5. They must allow HTTPS to AWS's API, and DNS to the `name_servers`. Defaults to a new group that allows just that.
    - `name_servers`: IPv4 addresses of the name servers to ask, such as on-premises ones. At most 5. The next one is asked if one doesn't answer. Must be known at plan time. Defaults to the VPC's resolver.
    - `interval_seconds`: Time between two runs in seconds. A multiple of 60, up to 300. Defaults to `60`.
    - `misses_before_removal`: Answers in a row that an address must be missing from before it is deregistered. An integer from 1 to 10. Defaults to `3`.
  EOT
  type = object({
    subnet_ids            = list(string)
    security_group_ids    = optional(list(string))
    name_servers          = optional(list(string))
    interval_seconds      = optional(number, 60)
    misses_before_removal = optional(number, 3)
  })
  default = null

  validation {
    condition = (
      try(var.host_targets.subnet_ids, null) == null ? var.host_targets == null :
      length(try(var.host_targets.subnet_ids, null)) >= 1 &&
      length(try(var.host_targets.subnet_ids, null)) <= 16
    )
    error_message = "'host_targets.subnet_ids' must be a list of 1 to 16 subnet IDs, but is ${jsonencode(try(var.host_targets.subnet_ids, null))}."
  }

  validation {
    condition     = alltrue([for item in coalesce(try(var.host_targets.subnet_ids, null), []) : can(regex("^subnet-.", item)) && length(item) <= 2048])
    error_message = "Each item of 'host_targets.subnet_ids' must be the ID of a subnet, such as subnet-0a1b2c3d, but these are not: ${jsonencode([for item in coalesce(try(var.host_targets.subnet_ids, null), []) : item if !(can(regex("^subnet-.", item)) && length(item) <= 2048)])}."
  }

  validation {
    condition     = length(toset(coalesce(try(var.host_targets.subnet_ids, null), []))) == length(coalesce(try(var.host_targets.subnet_ids, null), []))
    error_message = "'host_targets.subnet_ids' must contain each item once, but is ${jsonencode(coalesce(try(var.host_targets.subnet_ids, null), []))}."
  }

  validation {
    condition = (
      try(var.host_targets.security_group_ids, null) == null ? true :
      length(try(var.host_targets.security_group_ids, null)) >= 1 &&
      length(try(var.host_targets.security_group_ids, null)) <= 5
    )
    error_message = "'host_targets.security_group_ids' must be a list of 1 to 5 security group IDs, but is ${jsonencode(try(var.host_targets.security_group_ids, null))}."
  }

  validation {
    condition     = alltrue([for item in coalesce(try(var.host_targets.security_group_ids, null), []) : can(regex("^sg-.", item)) && length(item) <= 2048])
    error_message = "Each item of 'host_targets.security_group_ids' must be the ID of a security group, such as sg-0a1b2c3d, but these are not: ${jsonencode([for item in coalesce(try(var.host_targets.security_group_ids, null), []) : item if !(can(regex("^sg-.", item)) && length(item) <= 2048)])}."
  }

  validation {
    condition     = length(toset(coalesce(try(var.host_targets.security_group_ids, null), []))) == length(coalesce(try(var.host_targets.security_group_ids, null), []))
    error_message = "'host_targets.security_group_ids' must contain each item once, but is ${jsonencode(coalesce(try(var.host_targets.security_group_ids, null), []))}."
  }

  validation {
    condition = (
      try(var.host_targets.name_servers, null) == null ? true :
      length(try(var.host_targets.name_servers, null)) >= 1 &&
      length(try(var.host_targets.name_servers, null)) <= 5
    )
    error_message = "'host_targets.name_servers' must be a list of 1 to 5 IPv4 addresses, but is ${jsonencode(try(var.host_targets.name_servers, null))}."
  }

  validation {
    condition     = alltrue([for item in coalesce(try(var.host_targets.name_servers, null), []) : !strcontains(item, ":") && try(strcontains(item, ":") == strcontains(cidrhost("${item}/${strcontains(item, ":") ? 128 : 32}", 0), ":"), false) && !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", item))])
    error_message = "Each item of 'host_targets.name_servers' must be an IPv4 address, but these are not: ${jsonencode([for item in coalesce(try(var.host_targets.name_servers, null), []) : item if !(!strcontains(item, ":") && try(strcontains(item, ":") == strcontains(cidrhost("${item}/${strcontains(item, ":") ? 128 : 32}", 0), ":"), false) && !can(regex("(^|[.])0[0-9]|:.*[.]|[0-9A-Fa-f]{5}", item)))])}."
  }

  validation {
    condition     = length(toset(coalesce(try(var.host_targets.name_servers, null), []))) == length(coalesce(try(var.host_targets.name_servers, null), []))
    error_message = "'host_targets.name_servers' must contain each item once, but is ${jsonencode(coalesce(try(var.host_targets.name_servers, null), []))}."
  }

  validation {
    condition = (
      try(var.host_targets.interval_seconds, null) == null ? true :
      try(var.host_targets.interval_seconds, null) >= 60 &&
      try(var.host_targets.interval_seconds, null) <= 300 &&
      try(var.host_targets.interval_seconds, null) % 60 == 0
    )
    error_message = "'host_targets.interval_seconds' must be a multiple of 60 from 60 to 300, in seconds, but is ${jsonencode(try(var.host_targets.interval_seconds, null))}."
  }

  validation {
    condition = (
      try(var.host_targets.misses_before_removal, null) == null ? true :
      try(var.host_targets.misses_before_removal, null) >= 1 &&
      try(var.host_targets.misses_before_removal, null) <= 10 &&
      floor(try(var.host_targets.misses_before_removal, null)) == try(var.host_targets.misses_before_removal, null)
    )
    error_message = "'host_targets.misses_before_removal' must be an integer from 1 to 10, but is ${jsonencode(try(var.host_targets.misses_before_removal, null))}."
  }
}

variable "alarms" {
  description = <<-EOT
    CloudWatch alarms for the list. Defaults to no alarms.

    - `action_arns`: ARNs of the alarms' actions, such as SNS topics. At most 5.
    - `unhealthy_hosts`: Whether each forward has an alarm for unhealthy targets (`UnHealthyHostCount` above 0). Defaults to `true`.
    - `port_allocation_errors`: Whether the load balancer has an alarm for connections that found no free port (`PortAllocationErrorCount` above 0). Without client IP preservation, each target IP address and port has 55,000. Defaults to `true`.
    - `unresolved_hosts`: Whether there is an alarm for names of hosts that weren't resolved for ten minutes, or a function that failed or didn't run. Only if a forward has a `target_host`. Defaults to `true`.
    - `period_seconds`: Period of a data point in seconds. A multiple of 60, up to 86400. Defaults to `60`.
    - `evaluation_periods`: Data points in a row above 0 before the alarm goes off. An integer of 1 or more. Times `period_seconds`, at most a day, or a week if the period is an hour or more. Defaults to `3`.
  EOT
  type = object({
    action_arns            = list(string)
    unhealthy_hosts        = optional(bool, true)
    port_allocation_errors = optional(bool, true)
    unresolved_hosts       = optional(bool, true)
    period_seconds         = optional(number, 60)
    evaluation_periods     = optional(number, 3)
  })
  default = null

  validation {
    condition = (
      try(var.alarms.action_arns, null) == null ? var.alarms == null :
      length(try(var.alarms.action_arns, null)) <= 5
    )
    error_message = "'alarms.action_arns' must be a list of at most 5 ARNs, but is ${jsonencode(try(var.alarms.action_arns, null))}."
  }

  validation {
    condition     = alltrue([for item in coalesce(try(var.alarms.action_arns, null), []) : startswith(item, "arn:") && length(item) <= 2048])
    error_message = "Each item of 'alarms.action_arns' must be the ARN of an action, but these are not: ${jsonencode([for item in coalesce(try(var.alarms.action_arns, null), []) : item if !(startswith(item, "arn:") && length(item) <= 2048)])}."
  }

  validation {
    condition = (
      try(var.alarms.period_seconds, null) == null ? true :
      try(var.alarms.period_seconds, null) >= 60 &&
      try(var.alarms.period_seconds, null) <= 86400 &&
      try(var.alarms.period_seconds, null) % 60 == 0
    )
    error_message = "'alarms.period_seconds' must be a multiple of 60 from 60 to 86400, in seconds, but is ${jsonencode(try(var.alarms.period_seconds, null))}."
  }

  validation {
    condition = (
      try(var.alarms.evaluation_periods, null) == null ? true :
      try(var.alarms.evaluation_periods, null) >= 1 &&
      floor(try(var.alarms.evaluation_periods, null)) == try(var.alarms.evaluation_periods, null)
    )
    error_message = "'alarms.evaluation_periods' must be an integer of 1 or more, but is ${jsonencode(try(var.alarms.evaluation_periods, null))}."
  }

  validation {
    condition = (
      var.alarms == null ? true :
      var.alarms.period_seconds * var.alarms.evaluation_periods <= (var.alarms.period_seconds < 3600 ? 86400 : 604800)
    )
    error_message = "'alarms.evaluation_periods' times 'alarms.period_seconds' is ${try(var.alarms.period_seconds * var.alarms.evaluation_periods, 0)} seconds, but AWS allows at most ${try((var.alarms.period_seconds < 3600 ? 86400 : 604800), 0)}. Lower one of them."
  }
}

variable "tags" {
  description = "Tags for the load balancer, listeners, target groups, security groups, alarms, and the function of `host_targets` with its role, logs and schedule. At most 50, or 49 if a forward has a `description`. Keys of 1 to 128 and values of up to 256 letters, digits, spaces and `_.:/=+-@`; no key starts with `aws:`. A forward's description replaces the tag `Description` on its listener and target group. Defaults to the provider's default tags only."
  type        = map(string)
  default     = null

  validation {
    condition = (
      var.tags == null ? true :
      length(coalesce(var.tags, {})) <= 50 &&
      length({ for key, value in coalesce(var.tags, {}) : key => value if !(can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}$", key)) && !startswith(lower(key), "aws:") && can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}$", value))) }) == 0
    )
    error_message = "'tags' must have at most 50 tags of letters, digits, spaces and _ . : / = + - @, with keys of up to 128 characters that don't begin with aws: and values of up to 256, but has ${length(coalesce(var.tags, {}))} tags. These are wrong: ${jsonencode({ for key, value in coalesce(var.tags, {}) : key => value if !(can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}$", key)) && !startswith(lower(key), "aws:") && can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}$", value))) })}."
  }
}

variable "load_balancer_name" {
  description = "Name of the load balancer. At most 32 letters, digits and hyphens; no hyphen at either end; doesn't start with `internal-`; unique in the account and Region. Defaults to `<name>-nlb`."
  type        = string
  default     = null

  validation {
    condition = (
      var.load_balancer_name == null ? true :
      can(regex("^[0-9A-Za-z]([0-9A-Za-z-]{0,30}[0-9A-Za-z])?$", var.load_balancer_name))
    )
    error_message = "'load_balancer_name' must be at most 32 letters, digits and hyphens, with no hyphen at either end, but is ${jsonencode(var.load_balancer_name)}."
  }

  validation {
    condition     = !startswith(coalesce(var.load_balancer_name, "${var.name}-nlb"), "internal-")
    error_message = "'load_balancer_name', or the name made from 'name', must not begin with \"internal-\", because AWS reserves such names. Use another name."
  }

  validation {
    condition = (
      !local.makes_security_group ||
      !startswith(coalesce(var.load_balancer_name, "${var.name}-nlb"), "sg-")
    )
    error_message = "The module's security group has the load balancer's name, but AWS reserves names that begin with \"sg-\". Use another name or load_balancer_name."
  }
}
