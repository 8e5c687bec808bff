import type { Options } from "../inventory/options";

// What AWS says of a load balancer and of the network around it. Plain data, as JSON has it, in AWS's words: what reasons on it
// makes no calls. What was not read, because it is not permitted, is left out, and nothing is concluded of it.

/** All that was read for one load balancer. */
export interface Facts {
  /** `ap-northeast-1` */
  readonly region: string;
  /** Nothing, where there is none of its name. */
  readonly loadBalancer?: LoadBalancerFacts;
  readonly listeners: readonly ListenerFacts[];
  /** Those that the listeners forward to, and those of its VPC that no load balancer has. */
  readonly targetGroups: readonly TargetGroupFacts[];
  readonly vpcs?: readonly VpcFacts[];
  readonly subnets?: readonly SubnetFacts[];
  readonly interfaces?: readonly InterfaceFacts[];
  readonly securityGroups?: readonly SecurityGroupFacts[];
  readonly networkAcls?: readonly NetworkAclFacts[];
  readonly routeTables?: readonly RouteTableFacts[];
  readonly peerings?: readonly PeeringFacts[];
  readonly vpnConnections?: readonly VpnConnectionFacts[];
  readonly transitGatewayAttachments?: readonly TransitGatewayAttachmentFacts[];
  readonly transitGatewayRouteTables?: readonly TransitGatewayRouteTableFacts[];
  /** What AWS did not let be read. */
  readonly unread: readonly Unread[];
}

export interface Unread {
  /** As an IAM policy names it: `ec2:DescribeNetworkAcls`. */
  readonly action: string;
  /** AWS's own words. */
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
  /** None where it was created without any, and then never has one. */
  readonly securityGroupIds: readonly string[];
  /** Whether each node reaches the targets of all zones; nothing where it was not read. */
  readonly crossZone?: boolean;
  readonly nodes: readonly NodeFacts[];
  /** What a list can say, as far as it was read. */
  readonly options?: Options;
}

/** What a load balancer has in an Availability Zone. */
export interface NodeFacts {
  readonly zone: string;
  readonly subnetId: string;
  /** Private addresses, which targets see; none where neither the load balancer nor its network interfaces say them. */
  readonly addresses: readonly string[];
}

export interface ListenerFacts {
  readonly arn: string;
  readonly port: number;
  /** `TCP`, `UDP`, `TCP_UDP`, `TLS` */
  readonly protocol: string;
  readonly targetGroupArn?: string;
  /** What a list can say, as far as it was read. */
  readonly options?: Options;
}

export interface TargetGroupFacts {
  readonly arn: string;
  readonly name: string;
  readonly protocol: string;
  readonly vpcId?: string;
  /** Whether some load balancer forwards to it. */
  readonly used: boolean;
  readonly healthCheck: { readonly protocol: string; /** None where it is the target's own. */ readonly port?: number };
  /** Its own word on `crossZone`; nothing where it follows the load balancer, or was not read. */
  readonly crossZone?: boolean;
  /** Nothing where it was not read. */
  readonly preservesClientIp?: boolean;
  /** What a list can say, as far as it was read. */
  readonly options?: Options;
  /** Nothing where they were not read. */
  readonly targets?: readonly TargetFacts[];
}

export interface TargetFacts {
  readonly ip: string;
  readonly port: number;
  /** `all`, where it is outside the VPC. */
  readonly zone?: string;
  /** `healthy`, `initial`, `unhealthy`, `unused`, `draining`, `unhealthy.draining`, `unavailable` */
  readonly state: string;
  /** AWS's code: `Target.FailedHealthChecks` */
  readonly reason?: string;
  /** AWS's own words. */
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
  /** One, and one of IPv6 where it has some. */
  readonly cidrBlocks: readonly string[];
}

/** A network interface that has an address which is asked for. */
export interface InterfaceFacts {
  readonly id: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly addresses: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** Whether something is behind it. */
  readonly attached: boolean;
  readonly instanceId?: string;
  /** `running`, `stopped`, …; nothing where it is no instance's, or that was not read. */
  readonly instanceState?: string;
}

export interface SecurityGroupFacts {
  readonly id: string;
  readonly name: string;
  readonly inbound: readonly SecurityGroupRuleFacts[];
  readonly outbound: readonly SecurityGroupRuleFacts[];
}

export interface SecurityGroupRuleFacts {
  /** `tcp`, `udp`, …, a number of IANA's, or `-1` for all. */
  readonly protocol: string;
  /** Both left out where all are meant. */
  readonly fromPort?: number;
  readonly toPort?: number;
  /** Those of its prefix lists among them. */
  readonly cidrBlocks: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** Whether it has a prefix list that could not be read, and so may be about more. */
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
  /** A number of IANA's, or `-1` for all. */
  readonly protocol: string;
  readonly cidrBlock: string;
  readonly fromPort?: number;
  readonly toPort?: number;
}

export interface RouteTableFacts {
  readonly id: string;
  readonly vpcId: string;
  /** Whether it is that of the subnets that have none of their own. */
  readonly main: boolean;
  readonly subnetIds: readonly string[];
  readonly routes: readonly RouteFacts[];
}

export interface RouteFacts {
  /** One, or those of a prefix list. */
  readonly destinations: readonly string[];
  /** `local`, or the id of what it leads to: `pcx-…`, `tgw-…`, `vgw-…`, `igw-…`, `nat-…`, `eni-…`, … */
  readonly via: string;
  /** Whether what it leads to is gone. */
  readonly blackhole: boolean;
  /** Whether it has a prefix list that could not be read, and so may be about more. */
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
  /** None where AWS does not say. */
  readonly tunnels: readonly { readonly outsideAddress: string; readonly up: boolean; readonly message?: string }[];
}

export interface TransitGatewayAttachmentFacts {
  readonly id: string;
  readonly transitGatewayId: string;
  /** `vpc`, `vpn`, `peering`, `direct-connect-gateway`, … */
  readonly resourceType: string;
  readonly resourceId: string;
  readonly state: string;
  /** That which says where packets go that come from it. */
  readonly routeTableId?: string;
}

export interface TransitGatewayRouteTableFacts {
  readonly id: string;
  readonly routes: readonly {
    /** One, or those of a prefix list. */
    readonly destinations: readonly string[];
    readonly blackhole: boolean;
    readonly attachmentIds: readonly string[];
  }[];
  /** Whether there are more than AWS has listed. */
  readonly incomplete?: boolean;
}
