import type { ForwardDefaults, ForwardHealthCheck } from "../src/forward-defaults";
import type { ForwardTarget, PortForward } from "../src/port-forward";
import type {
  ForwardAlarms,
  HostTargets,
  NlbAccessLogs,
  NlbSubnetMapping,
  PortForwardNlbProps,
} from "../src/port-forward-nlb-props";

// Descriptions of the variables and their attributes. The generator of variables.tf adds the values of enums, and the
// defaults that are literals in the code.

type Described<T> = Readonly<Record<Exclude<keyof T, "movedFrom" | "importFrom">, string>>;

interface Descriptions {
  readonly PortForwardNlbProps: Described<PortForwardNlbProps>;
  readonly NlbSubnetMapping: Described<NlbSubnetMapping>;
  readonly PortForward: Described<Omit<PortForward, keyof ForwardDefaults>>;
  readonly ForwardTarget: Described<ForwardTarget>;
  readonly ForwardDefaults: Described<ForwardDefaults>;
  readonly ForwardHealthCheck: Described<ForwardHealthCheck>;
  readonly NlbAccessLogs: Described<NlbAccessLogs>;
  readonly HostTargets: Described<HostTargets>;
  readonly ForwardAlarms: Described<ForwardAlarms>;
}

export const DESCRIPTIONS: Descriptions = {
  PortForwardNlbProps: {
    name:
      "Prefix of the names on AWS: `<name>-nlb`, `<name>-tg-<listener_port>`. Letters, digits and hyphens. A name that would be longer " +
      "than 32 characters is shortened and ends in a hash of `name`.",
    vpcId: "ID of the VPC of the load balancer and its target groups.",
    vpcCidrBlocks:
      "All CIDR blocks of the VPC, such as `172.31.128.0/17`: primary and secondary, IPv4 and IPv6. Used to derive and check each " +
      "target's `external`; no resource gets them. Must be known at plan time. Defaults to no blocks: set `external` on each target outside the VPC.",
    subnetMappings:
      "Subnets of the load balancer, one for each Availability Zone. You can add a subnet in place. Provider 5.100 doesn't plan a changed " +
      "static address as a replacement: the apply fails, and nothing changes.",
    forwards:
      "The list of forwards, in any order. At most 50, the number of listeners AWS allows. Must be known at plan time, except targets " +
      "that have a `key`. Each forward can also set any attribute of `forward_defaults`; it takes the ones it leaves out from there.",
    forwardDefaults: "Options for every forward that doesn't set them itself, attribute by attribute.",
    internal: "Whether the load balancer has only private addresses.",
    deletionProtection:
      "Whether AWS refuses to delete the load balancer. To destroy or replace it, set this to false and apply first.",
    crossZone: "Whether each address of the load balancer reaches the targets in every Availability Zone.",
    ipAddressType: "IP address families for clients. IPv6 targets require `dualstack`.",
    dnsRecordClientRoutingPolicy:
      "Which Availability Zones' addresses the load balancer's DNS name returns to a client. Defaults to `any_availability_zone`.",
    zonalShift:
      "Whether Amazon Application Recovery Controller can shift traffic away from an Availability Zone. Defaults to `false`.",
    accessLogs: "Where access logs go. AWS logs TLS listeners only. Defaults to no access logs.",
    clientCidrBlocks:
      "IPv4 and IPv6 CIDR blocks that may connect to the forwards. Creates a security group that admits each block to each listener port and " +
      "lets the load balancer reach each target port and health check port. Add clients with `client_security_group_ids`, and set " +
      "`client_cidr_blocks` on a forward to replace these for that forward. Pass `[]` if every forward sets its own. A load balancer " +
      "that has no security group yet is replaced. Defaults to no security group, unless `client_security_group_ids` is set.",
    clientSecurityGroupIds:
      "Security groups whose members may connect to the forwards, by names you choose: `{ office = aws_security_group.office.id }`. In the " +
      "same VPC, or in a peered VPC in the same Region. Only the names must be known at plan time. Defaults to none.",
    targetSecurityGroupIds:
      "Security groups of the targets, by names you choose. Adds a rule to each group for every target port and health check port in the VPC or " +
      "in a peered VPC in the same Region. Requires `client_cidr_blocks` or `client_security_group_ids`. Don't pass a group that " +
      "Terraform manages with inline `ingress` blocks; it would remove the rules. Only the names must be known at plan time. Defaults to none.",
    securityGroupIds:
      "IDs of further security groups of the load balancer. A load balancer without a security group can never get one: adding the first or removing " +
      "the last replaces it. Pass `[]` to confirm that you want none. Defaults to none, with a warning if the load balancer has no security group.",
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic:
      "Whether the security groups' rules apply to AWS PrivateLink traffic. Requires a security group. Defaults to `true`.",
    hostTargets:
      "The Lambda function that keeps the targets of forwards with a `target_host` equal to the addresses of their names. Required if there are any. " +
      "Its subnets need a way to AWS's Elastic Load Balancing API: an interface endpoint for `elasticloadbalancing`, or a NAT gateway. Defaults to no function.",
    alarms: "CloudWatch alarms for the list. Defaults to no alarms.",
    tags:
      "Tags for the load balancer, listeners, target groups, security groups, alarms, and the function of `host_targets` with its role, logs and schedule. At most 50, or 49 if a forward has a `description`. " +
      "Keys of 1 to 128 and values of up to 256 letters, digits, spaces and `_.:/=+-@`; no key starts with `aws:`. A forward's description " +
      "replaces the tag `Description` on its listener and target group. Defaults to the provider's default tags only.",
    loadBalancerName:
      "Name of the load balancer. At most 32 letters, digits and hyphens; no hyphen at either end; doesn't start with `internal-`; unique in the " +
      "account and Region. Defaults to `<name>-nlb`.",
  },
  NlbSubnetMapping: {
    subnetId: "ID of the subnet. One subnet for each Availability Zone.",
    cidrBlock:
      "CIDR block of the subnet, to check `private_ipv4_address`. An IPv4 block from /16 to /28, inside the VPC. Defaults to no check.",
    availabilityZone:
      "Availability Zone of the subnet, to check that no other mapping has the same. Defaults to no check.",
    privateIpv4Address:
      "Static private IPv4 address of the load balancer, for internal load balancers. Inside the subnet, but not one of its first four addresses " +
      "or its last. Defaults to one that AWS chooses.",
    allocationId:
      "Allocation ID of an Elastic IP address, such as `eipalloc-0a1b2c3d`, for internet-facing load balancers. Defaults to an address that AWS chooses.",
    ipv6Address:
      "Static IPv6 address of the load balancer, inside the subnet's IPv6 block, for dual-stack load balancers. Defaults to one that AWS chooses.",
  },
  PortForward: {
    listenerPort:
      "Port of the listener. An integer from 1 to 65535, used once for each load balancer. It identifies the forward.",
    targetIp:
      "IP address of the target. IPv6 requires a dual-stack load balancer. If it is known only after apply, such as " +
      "`aws_instance.web.private_ip`, set `key`. Each forward has one of `target_ip`, `target_instance_id`, `target_alb_arn` and `target_host`. A change from one to " +
      "another replaces its target group, listener and attachments.",
    targetInstanceId:
      "ID of the EC2 instance that is the target, by its primary private IPv4 address. It must be running, in the load balancer's VPC. If it is known " +
      "only after apply, set `key`, and pass `trimspace(aws_instance.web.id)`, so that Terraform knows that it isn't null.",
    targetAlbArn:
      "ARN of the Application Load Balancer that is the target. It must be in the same VPC and account, with a listener on `target_port`. The protocol " +
      "is TCP, and the health check uses HTTP or HTTPS. It is the only target of its forward, and sees the clients' addresses. AWS supports no " +
      "attributes of such a target group. If it is known only after apply, set `key`, and pass `trimspace(aws_lb_listener.web.load_balancer_arn)`. " +
      "Take it from the listener, so that Terraform creates the listener first.",
    targetHost:
      "DNS name of the target, for a service whose addresses change, such as a database with a failover. The function of `host_targets` resolves it at an " +
      "interval, registers its addresses, and deregisters those that the name no longer has. If it is known only after apply, pass `trimspace(aws_db_instance.db.address)`.",
    targetIpAddressType:
      "IP address family of the targets. For a host, the records that the function asks for: A or AAAA. An instance needs a primary IPv6 address. IPv6 requires " +
      "a dual-stack load balancer. Not for an Application Load Balancer. A change replaces the target group and its listener. Defaults to the family of " +
      "`target_ip`, or to `ipv4` if it isn't known or another attribute names the target.",
    targetPort:
      "Port of the target. An integer from 1 to 65535. Forwards can share one. For an Application Load Balancer, the port of one of its listeners.",
    external:
      "Whether the target is outside the VPC: on-premises, in a peered VPC or in another Region. AWS registers it with the Availability Zone `all`. " +
      "Not for an instance or an Application Load Balancer. Applies to all addresses of a host. Defaults to what `vpc_cidr_blocks` says of the target's " +
      "address, or to `false` without them.",
    key:
      "Identifies the target among those of its forward, as part of the attachment's address. A new target or `target_port` then replaces the " +
      "attachment at the same address. To give an existing target a key, add a `moved` block for its attachment. Defaults to `<target>:<target_port>`.",
    additionalTargets:
      "More targets behind the same listener: IP addresses, instances or hosts, like the forward's own target. AWS spreads connections over all healthy targets. " +
      "Defaults to none.",
    targetSecurityGroupIds:
      "Security groups of the forward's targets, by names you choose, instead of the module's. Required for an instance, an Application Load Balancer or a host, " +
      "here or on the module, if the module creates a security group: its rules name them, because the target's address isn't known. Only the names must " +
      "be known at plan time. Defaults to the module's `target_security_group_ids`.",
    targetGroupName:
      "Name of the target group. At most 32 letters, digits and hyphens; no hyphen at either end; unique in the account and Region. " +
      "Defaults to `<name>-tg-<listener_port>`.",
    description:
      "What the forward is for. Shown in the port table and as the tag `Description` of the listener and target group, where other characters than " +
      "letters, digits, spaces and `_.:/=+-@` become hyphens and 256 characters are kept. Defaults to none.",
  },
  ForwardTarget: {
    targetIp:
      "IP address of the target, of the same family as the forward's other targets. If it is known only after apply, set `key`.",
    targetInstanceId:
      "ID of the EC2 instance that is the target, if the forward's own target is an instance, too. If it is known only after apply, set `key`.",
    targetHost: "DNS name of the target, if the forward's own target is a host, too.",
    targetPort: "Port of the target. An integer from 1 to 65535. Defaults to the forward's `target_port`.",
    external:
      "Whether the target is outside the VPC. Defaults to what `vpc_cidr_blocks` says of the target's address, or to `false` without them.",
    key: "Identifies the target among those of its forward. Defaults to `<target>:<target_port>`.",
  },
  HostTargets: {
    subnetIds:
      "IDs of the subnets that the function runs in: private subnets of the load balancer's VPC. From 1 to 16.",
    securityGroupIds:
      "IDs of the function's security groups, at most 5. They must allow HTTPS to AWS's API, and DNS to the `name_servers`. Defaults to a new group that " +
      "allows just that.",
    nameServers:
      "IPv4 addresses of the name servers to ask, such as on-premises ones. At most 5. The next one is asked if one doesn't answer. Must be known at plan time. " +
      "Defaults to the VPC's resolver.",
    intervalSeconds: "Time between two runs in seconds. A multiple of 60, up to 300.",
    missesBeforeRemoval:
      "Answers in a row that an address must be missing from before it is deregistered. An integer from 1 to 10.",
  },
  ForwardDefaults: {
    protocol:
      "Protocol of the listener and target group. With `TLS` the load balancer terminates TLS; the target group uses TCP unless `target_tls` is true. " +
      "For TCP and UDP on the same port use `TCP_UDP`. A change replaces the listener, target group and attachments.",
    healthCheck:
      "Health check of the targets. Defaults to TCP on each target's own port, every 30 seconds, 3 checks in a row to become healthy or unhealthy.",
    deregistrationDelaySeconds:
      "Time in seconds that a removed target keeps its connections. An integer from 0 to 3600.",
    connectionTermination:
      "Whether AWS closes a removed target's connections at the end of the deregistration delay. Defaults to `false` for TCP and TLS, `true` for " +
      "UDP and TCP_UDP.",
    preserveClientIp:
      "Whether targets see the client's IP address instead of the load balancer's. Always `true` for UDP and TCP_UDP. A target outside the VPC " +
      "requires `same_region_peering`. Defaults to `false` for TCP and TLS.",
    proxyProtocolV2:
      "Whether each connection to a target, including health checks, starts with a Proxy Protocol version 2 header. Defaults to `false`.",
    stickiness:
      "Whether connections from the same source IP address go to the same target. Not available for TLS. Defaults to `false`.",
    crossZone:
      "Whether the load balancer sends connections to the forward's targets in every Availability Zone. Defaults to the load balancer's " +
      "`cross_zone`.",
    unhealthyConnectionTermination:
      "Whether the load balancer closes its connections to a target that becomes unhealthy. For TCP and TLS only. Defaults to `true`.",
    unhealthyDrainingIntervalSeconds:
      "Time in seconds that a target that becomes unhealthy keeps its connections. An integer from 0 to 360000, for TCP and TLS only. Requires " +
      "`unhealthy_connection_termination = false`. Defaults to `0`.",
    dnsMinimumHealthyTargetCount:
      "Healthy targets below which DNS no longer returns the load balancer's address in a zone. An integer from 1 to 1000, at least " +
      "`routing_minimum_healthy_target_count`. Not for an Application Load Balancer.",
    dnsMinimumHealthyTargetPercentage:
      "Percentage of healthy targets below which DNS no longer returns the load balancer's address in a zone. An integer from 1 to 100, at least " +
      "`routing_minimum_healthy_target_percentage`. Not for an Application Load Balancer. Defaults to the count alone.",
    routingMinimumHealthyTargetCount:
      "Healthy targets below which the load balancer sends connections to all targets, unhealthy ones too. An integer from 1 to 1000. Not for an " +
      "Application Load Balancer.",
    routingMinimumHealthyTargetPercentage:
      "Percentage of healthy targets below which the load balancer sends connections to all targets, unhealthy ones too. An integer from 1 to 100. Not " +
      "for an Application Load Balancer. Defaults to the count alone.",
    tcpIdleTimeoutSeconds:
      "Time in seconds after which the load balancer drops an idle connection. An integer from 60 to 6000, for TCP only. Defaults to `350`.",
    certificateArn: "ARN of the listener's certificate in ACM or IAM. Required for TLS, and for TLS only.",
    additionalCertificateArns:
      "ARNs of more certificates, chosen by the host name the client asks for (SNI), by names you choose. For TLS only. Only the names must be known at " +
      "plan time. Defaults to none.",
    sslPolicy:
      "Security policy of the listener: its TLS versions and ciphers. For TLS only. Defaults to `ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09`, which AWS " +
      "recommends.",
    alpnPolicy: "ALPN policy of the listener. For TLS only. Defaults to `None`.",
    targetTls:
      "Whether the load balancer uses TLS to the targets. For TLS only. AWS doesn't verify the targets' certificates.",
    clientCidrBlocks:
      "CIDR blocks that may connect to the forward, instead of those of the module. Pass `[]` to admit none. Requires a security group of the module: " +
      "see its `client_cidr_blocks`. Defaults to those of the module.",
    sameRegionPeering:
      "Whether the targets outside the VPC are in a peered VPC in the same Region, so that they can answer a client whose address is preserved. " +
      "Required for UDP and for `preserve_client_ip` with such targets. Over VPN, Direct Connect or a transit gateway they can't answer.",
  },
  ForwardHealthCheck: {
    protocol: "Protocol of the health check.",
    port: "Port of the health check. An integer from 1 to 65535. Required for UDP: a TCP port. Defaults to each target's own port.",
    path: "Path of the request, for HTTP and HTTPS. Starts with `/`, at most 1024 characters. Defaults to `/`.",
    matcher:
      "Status codes of a healthy response, such as `200`, `200,204` or `200-399`, for HTTP and HTTPS. From 200 to 599. Defaults to `200-399`.",
    healthyThreshold: "Successful checks in a row before an unhealthy target becomes healthy. An integer from 2 to 10.",
    unhealthyThreshold: "Failed checks in a row before a healthy target becomes unhealthy. An integer from 2 to 10.",
    intervalSeconds: "Time in seconds between two checks. An integer from 5 to 300, not less than `timeout_seconds`.",
    timeoutSeconds:
      "Time in seconds that a target has to answer. An integer from 2 to 120, not more than `interval_seconds`. Defaults to 6 for HTTP, 10 for TCP and " +
      "HTTPS, or `interval_seconds` if that is less.",
  },
  NlbAccessLogs: {
    bucket: "Name of the S3 bucket, not its ARN. In the load balancer's Region.",
    prefix:
      "Prefix of the log objects' keys. Letters, digits and `_ . - /`; no slash at either end; doesn't contain `AWSLogs`, which AWS adds. " +
      "Defaults to none.",
  },
  ForwardAlarms: {
    actionArns: "ARNs of the alarms' actions, such as SNS topics. At most 5.",
    unhealthyHosts: "Whether each forward has an alarm for unhealthy targets (`UnHealthyHostCount` above 0).",
    portAllocationErrors:
      "Whether the load balancer has an alarm for connections that found no free port (`PortAllocationErrorCount` above 0). Without client IP " +
      "preservation, each target IP address and port has 55,000.",
    unresolvedHosts:
      "Whether there is an alarm for names of hosts that weren't resolved for ten minutes, or a function that failed or didn't run. Only if a forward has a `target_host`.",
    periodSeconds: "Period of a data point in seconds. A multiple of 60, up to 86400.",
    evaluationPeriods:
      "Data points in a row above 0 before the alarm goes off. An integer of 1 or more. Times `period_seconds`, at most a day, or a week if the period is " +
      "an hour or more.",
  },
};
