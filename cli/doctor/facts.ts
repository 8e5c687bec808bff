import type { Resolution } from "../check/resolve";
import type { Options } from "../inventory/options";

// What AWS says about a load balancer and the network around it, and what its hosts' names resolve to. Plain data in AWS's words, so that causes can be found without
// making calls. Facts that IAM doesn't let the doctor read are undefined, and no cause draws a conclusion from them.

/** Everything that was read for one load balancer. */
export interface Facts {
  /** `ap-northeast-1` */
  readonly region: string;
  /** Undefined if AWS has no load balancer of this name. */
  readonly loadBalancer?: LoadBalancerFacts;
  readonly listeners: readonly ListenerFacts[];
  /** The listeners' target groups, and the target groups of its VPC that no load balancer uses. */
  readonly targetGroups: readonly TargetGroupFacts[];
  readonly vpcs?: readonly VpcFacts[];
  readonly subnets?: readonly SubnetFacts[];
  readonly interfaces?: readonly InterfaceFacts[];
  /** Instances that are registered, or in the list, by their IDs. */
  readonly instances?: readonly InstanceFacts[];
  readonly securityGroups?: readonly SecurityGroupFacts[];
  readonly networkAcls?: readonly NetworkAclFacts[];
  readonly routeTables?: readonly RouteTableFacts[];
  readonly peerings?: readonly PeeringFacts[];
  readonly vpnConnections?: readonly VpnConnectionFacts[];
  readonly transitGatewayAttachments?: readonly TransitGatewayAttachmentFacts[];
  readonly transitGatewayRouteTables?: readonly TransitGatewayRouteTableFacts[];
  /** The function that registers the addresses of hosts. Undefined if the list has no hosts, or it couldn't be read. */
  readonly hostTargets?: HostTargetsFacts;
  /** What the names of hosts resolve to, from where the doctor runs. */
  readonly names?: readonly NameFacts[];
  /** What IAM doesn't let the doctor read. */
  readonly unread: readonly Unread[];
}

/** What CloudWatch says about the function's runs in the last ten minutes. */
export interface HostTargetsFacts {
  readonly functionName: string;
  readonly invocations: number;
  /** Whether the last run failed. */
  readonly failed: boolean;
  /** How many names the last run couldn't resolve. Undefined if no run has reported it. */
  readonly unresolvedNames?: number;
}

export type NameFacts = Resolution & { readonly name: string };

export interface Unread {
  /** The IAM action: `ec2:DescribeNetworkAcls`. */
  readonly action: string;
  /** AWS's error message. */
  readonly message: string;
}

export interface LoadBalancerFacts {
  readonly name: string;
  readonly arn: string;
  /** `active`, `provisioning`, `active_impaired`, `failed` */
  readonly state: string;
  readonly stateReason?: string;
  readonly internal: boolean;
  readonly vpcId: string;
  /** Empty if it was created without security groups. AWS then never lets you add one. */
  readonly securityGroupIds: readonly string[];
  /** Whether each node reaches the targets of all zones. Undefined if it couldn't be read. */
  readonly crossZone?: boolean;
  readonly nodes: readonly NodeFacts[];
  /** The options that a list can set, as far as they could be read. */
  readonly options?: Options;
}

/** A load balancer's node in an Availability Zone. */
export interface NodeFacts {
  readonly zone: string;
  readonly subnetId: string;
  /** Private addresses, which targets see. Empty if neither the load balancer nor its network interfaces report them. */
  readonly addresses: readonly string[];
}

export interface ListenerFacts {
  readonly arn: string;
  readonly port: number;
  /** `TCP`, `UDP`, `TCP_UDP`, `TLS` */
  readonly protocol: string;
  readonly targetGroupArn?: string;
  /** The options that a list can set, as far as they could be read. */
  readonly options?: Options;
}

export interface TargetGroupFacts {
  readonly arn: string;
  readonly name: string;
  readonly protocol: string;
  /** `ipv4` or `ipv6` */
  readonly ipAddressType?: string;
  readonly vpcId?: string;
  /** Whether a load balancer forwards to it. */
  readonly used: boolean;
  readonly healthCheck: {
    readonly protocol: string;
    /** Undefined if it is the target's port. */ readonly port?: number;
  };
  /** Its own `crossZone` setting. Undefined if it uses the load balancer's, or couldn't be read. */
  readonly crossZone?: boolean;
  /** Undefined if it couldn't be read. */
  readonly preservesClientIp?: boolean;
  /** The options that a list can set, as far as they could be read. */
  readonly options?: Options;
  /** Undefined if they couldn't be read. */
  readonly targets?: readonly TargetFacts[];
}

export interface TargetFacts {
  /** An IP address: for an instance, its primary one, or else its ID. The ARN of a load balancer. */
  readonly ip: string;
  /** Set if the target is registered by the ID of an instance. */
  readonly instanceId?: string;
  readonly port: number;
  /** `all` if it is outside the VPC. */
  readonly zone?: string;
  /** `healthy`, `initial`, `unhealthy`, `unused`, `draining`, `unhealthy.draining`, `unavailable` */
  readonly state: string;
  /** AWS's code: `Target.FailedHealthChecks` */
  readonly reason?: string;
  /** AWS's description. */
  readonly description?: string;
}

export interface VpcFacts {
  readonly id: string;
  readonly cidrBlocks: readonly string[];
}

export interface SubnetFacts {
  readonly id: string;
  readonly vpcId: string;
  readonly zone: string;
  /** An IPv4 block, and an IPv6 block if it has one. */
  readonly cidrBlocks: readonly string[];
}

export interface InstanceFacts {
  readonly id: string;
  /** Its primary private IPv4 address. Undefined if it is terminated. */
  readonly address?: string;
}

/** A network interface that has one of the targets' addresses. */
export interface InterfaceFacts {
  readonly id: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly addresses: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** Whether it is attached to something. */
  readonly attached: boolean;
  readonly instanceId?: string;
  /** `running`, `stopped`, … Undefined if it doesn't belong to an instance, or couldn't be read. */
  readonly instanceState?: string;
}

export interface SecurityGroupFacts {
  readonly id: string;
  readonly name: string;
  readonly inbound: readonly SecurityGroupRuleFacts[];
  readonly outbound: readonly SecurityGroupRuleFacts[];
}

export interface SecurityGroupRuleFacts {
  /** `tcp`, `udp`, …, an IANA protocol number, or `-1` for all. */
  readonly protocol: string;
  /** Both ports are undefined if the rule applies to all ports. */
  readonly fromPort?: number;
  readonly toPort?: number;
  /** Includes the blocks of its prefix lists. */
  readonly cidrBlocks: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** Whether it has a prefix list that couldn't be read, so that it may cover more addresses. */
  readonly incomplete?: boolean;
}

export interface NetworkAclFacts {
  readonly id: string;
  readonly subnetIds: readonly string[];
  readonly entries: readonly NetworkAclEntryFacts[];
}

export interface NetworkAclEntryFacts {
  readonly number: number;
  readonly egress: boolean;
  readonly allow: boolean;
  /** An IANA protocol number, or `-1` for all. */
  readonly protocol: string;
  readonly cidrBlock: string;
  readonly fromPort?: number;
  readonly toPort?: number;
}

export interface RouteTableFacts {
  readonly id: string;
  readonly vpcId: string;
  /** Whether it is the VPC's main route table, which subnets without their own use. */
  readonly main: boolean;
  readonly subnetIds: readonly string[];
  readonly routes: readonly RouteFacts[];
}

export interface RouteFacts {
  /** One CIDR block, or the blocks of a prefix list. */
  readonly destinations: readonly string[];
  /** The route's target: `local`, or an ID such as `pcx-…`, `tgw-…`, `vgw-…`, `igw-…`, `nat-…`, `eni-…`. */
  readonly via: string;
  /** Whether the route's target no longer exists. */
  readonly blackhole: boolean;
  /** Whether it has a prefix list that couldn't be read, so that it may cover more addresses. */
  readonly incomplete?: boolean;
}

export interface PeeringFacts {
  readonly id: string;
  /** `active`, `pending-acceptance`, `deleted`, … */
  readonly state: string;
  readonly requesterVpcId: string;
  readonly accepterVpcId: string;
  /** Whether both are in the load balancer's Region. */
  readonly sameRegion: boolean;
}

export interface VpnConnectionFacts {
  readonly id: string;
  /** `vgw-…` or `tgw-…` */
  readonly gatewayId: string;
  readonly state: string;
  /** Empty if AWS doesn't report them. */
  readonly tunnels: readonly { readonly outsideAddress: string; readonly up: boolean; readonly message?: string }[];
}

export interface TransitGatewayAttachmentFacts {
  readonly id: string;
  readonly transitGatewayId: string;
  /** `vpc`, `vpn`, `peering`, `direct-connect-gateway`, … */
  readonly resourceType: string;
  readonly resourceId: string;
  readonly state: string;
  /** The route table for packets that come from this attachment. */
  readonly routeTableId?: string;
}

export interface TransitGatewayRouteTableFacts {
  readonly id: string;
  readonly routes: readonly {
    /** One CIDR block, or the blocks of a prefix list. */
    readonly destinations: readonly string[];
    readonly blackhole: boolean;
    readonly attachmentIds: readonly string[];
  }[];
  /** Whether AWS didn't list all routes. */
  readonly incomplete?: boolean;
}
