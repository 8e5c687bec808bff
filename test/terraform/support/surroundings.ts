import {
  AttachVpnGatewayCommand,
  CreateCustomerGatewayCommand,
  CreateRouteCommand,
  CreateVpcCommand,
  CreateVpnGatewayCommand,
  ReplaceRouteCommand,
  type ReplaceRouteCommandInput,
} from "@aws-sdk/client-ec2";
import {
  createPeeringPath,
  createTransitGatewayPath,
  deletePeeringPath,
  deleteTransitGatewayPath,
  EXTERNAL_BLOCK,
  type PeeringPath,
  type TransitGatewayPath,
} from "./external-paths";
import { type ArticleNetwork, type FakeAws, type Health, required } from "./fake-aws";
import {
  connect,
  createNetworkAcl,
  createRouteTable,
  createServer,
  deleteServer,
  peer,
  runInstance,
  type Server,
} from "./network-parts";

// Everything around the article's load balancer: its clients, its targets, and the paths to them. All of it works.

/** Undoes a step. */
export type Undo = () => Promise<void>;

/** An Availability Zone, as the article names its subnets. */
export type ZoneName = "1a" | "1c";

/** A zone's subnets, of the load balancer's address and of a target server, with their parts. */
export interface Zone {
  readonly subnetId: string;
  readonly routeTableId: string;
  readonly networkAclId: string;
  readonly server: Server;
}

/** Block of the clients, in a peered VPC. */
export const CLIENT_BLOCK = "192.168.0.0/16";

const FAILED: Health = {
  state: "unhealthy",
  reason: "Target.FailedHealthChecks",
  description: "Health checks failed",
};

/**
 * The part of the article's network that the article doesn't describe: TargetServer1 and TargetServer2, a client's
 * VPC behind a peering connection, and the external target behind a VPN connection.
 *
 * Each subnet has its own route table and network ACL, so that a change of them affects one zone.
 */
export class Surroundings {
  /**
   * @param loadBalancerGroupId security group of the load balancer, which the targets' groups admit. Without one,
   * they admit its addresses.
   */
  public static async create(
    aws: FakeAws,
    network: ArticleNetwork,
    loadBalancerGroupId?: string,
  ): Promise<Surroundings> {
    const { ec2 } = aws;
    const client = await ec2.send(new CreateVpcCommand({ CidrBlock: CLIENT_BLOCK }));
    const clientVpcId = required(client.Vpc?.VpcId);
    const peeringId = await peer(aws, clientVpcId, network.vpc_id);
    const { VpnGateway } = await ec2.send(new CreateVpnGatewayCommand({ Type: "ipsec.1" }));
    const vpnGatewayId = required(VpnGateway?.VpnGatewayId);
    await ec2.send(new AttachVpnGatewayCommand({ VpnGatewayId: vpnGatewayId, VpcId: network.vpc_id }));
    const { CustomerGateway } = await ec2.send(
      new CreateCustomerGatewayCommand({ Type: "ipsec.1", IpAddress: "198.51.100.1", BgpAsn: 65_000 }),
    );
    const customerGatewayId = required(CustomerGateway?.CustomerGatewayId);
    const vpnConnectionId = await connect(aws, { CustomerGatewayId: customerGatewayId, VpnGatewayId: vpnGatewayId });

    const zone = async (subnetId: string, ip: string, name: string): Promise<Zone> => {
      const routeTableId = await createRouteTable(aws, network.vpc_id, subnetId);
      await ec2.send(
        new CreateRouteCommand({
          RouteTableId: routeTableId,
          DestinationCidrBlock: CLIENT_BLOCK,
          VpcPeeringConnectionId: peeringId,
        }),
      );
      await ec2.send(
        new CreateRouteCommand({
          RouteTableId: routeTableId,
          DestinationCidrBlock: EXTERNAL_BLOCK,
          GatewayId: vpnGatewayId,
        }),
      );
      const networkAclId = await createNetworkAcl(aws, network.vpc_id, subnetId);
      const server = await createServer(aws, network.vpc_id, { name, ip, subnetId, loadBalancerGroupId });
      return { subnetId, routeTableId, networkAclId, server };
    };

    return new Surroundings(aws, network, {
      clientVpcId,
      peeringId,
      vpnGatewayId,
      customerGatewayId,
      vpnConnectionId,
      loadBalancerGroupId,
      zones: {
        "1a": await zone(network.private_subnet_1a_id, "172.31.129.10", "TargetServer1"),
        "1c": await zone(network.private_subnet_1c_id, "172.31.137.10", "TargetServer2"),
      },
    });
  }

  public readonly clientVpcId: string;
  public readonly peeringId: string;
  public readonly vpnGatewayId: string;
  public readonly customerGatewayId: string;
  public readonly vpnConnectionId: string;
  /** Undefined if the load balancer has none. */
  public readonly loadBalancerGroupId: string | undefined;
  public readonly zones: Readonly<Record<ZoneName, Zone>>;

  private readonly unhealthyTargets: string[][] = [];
  private transitGatewayPath?: TransitGatewayPath;
  private peeringPath?: PeeringPath;

  private constructor(
    public readonly aws: FakeAws,
    public readonly network: ArticleNetwork,
    made: Pick<
      Surroundings,
      | "clientVpcId"
      | "peeringId"
      | "vpnGatewayId"
      | "customerGatewayId"
      | "vpnConnectionId"
      | "loadBalancerGroupId"
      | "zones"
    >,
  ) {
    this.clientVpcId = made.clientVpcId;
    this.peeringId = made.peeringId;
    this.vpnGatewayId = made.vpnGatewayId;
    this.customerGatewayId = made.customerGatewayId;
    this.vpnConnectionId = made.vpnConnectionId;
    this.loadBalancerGroupId = made.loadBalancerGroupId;
    this.zones = made.zones;
  }

  /** The path to the external target, after `throughTransitGateway()`. */
  public get transitGateway(): TransitGatewayPath {
    return required(this.transitGatewayPath);
  }

  /** The path to the external target, after `throughPeering()`. */
  public get peering(): PeeringPath {
    return required(this.peeringPath);
  }

  /**
   * Makes more targets fail their health checks.
   *
   * @param targets by address and port, such as `172.31.129.10:80`
   */
  public async fail(...targets: string[]): Promise<Undo> {
    this.unhealthyTargets.push(targets);
    await this.tellHealth();
    return async () => {
      this.unhealthyTargets.splice(this.unhealthyTargets.indexOf(targets), 1);
      await this.tellHealth();
    };
  }

  /** Adds a server with its own security group, which admits the load balancer. */
  public async addServer(name: string, ip: string, zone: ZoneName): Promise<Undo> {
    const { aws, network, loadBalancerGroupId } = this;
    const { subnetId } = this.zones[zone];
    const server = await createServer(aws, network.vpc_id, { name, ip, subnetId, loadBalancerGroupId });
    return () => deleteServer(aws, server);
  }

  /** Starts a terminated server again. */
  public async run(server: Server): Promise<void> {
    server.instanceId = await runInstance(this.aws, server);
  }

  /** Moves the external target behind a transit gateway and its own VPN connection. The network still works. */
  public async throughTransitGateway(): Promise<Undo> {
    const { aws, network, customerGatewayId, vpnGatewayId } = this;
    const path = await createTransitGatewayPath(aws, network, customerGatewayId);
    await this.routeToExternal({ TransitGatewayId: path.transitGatewayId });
    this.transitGatewayPath = path;
    return async () => {
      this.transitGatewayPath = undefined;
      await this.routeToExternal({ GatewayId: vpnGatewayId });
      await deleteTransitGatewayPath(aws, path);
    };
  }

  /** Moves the external target to a running instance in a peered VPC. The network still works. */
  public async throughPeering(): Promise<Undo> {
    const { aws, network, loadBalancerGroupId, vpnGatewayId } = this;
    const path = await createPeeringPath(aws, network, loadBalancerGroupId);
    await this.routeToExternal({ VpcPeeringConnectionId: path.peeringId });
    this.peeringPath = path;
    return async () => {
      this.peeringPath = undefined;
      await this.routeToExternal({ GatewayId: vpnGatewayId });
      await deletePeeringPath(aws, path);
    };
  }

  /** Changes both subnets' routes to the external target. */
  public async routeToExternal(
    by: Pick<ReplaceRouteCommandInput, "GatewayId" | "TransitGatewayId" | "VpcPeeringConnectionId">,
  ): Promise<void> {
    for (const { routeTableId } of Object.values(this.zones)) {
      const route = { RouteTableId: routeTableId, DestinationCidrBlock: EXTERNAL_BLOCK };
      await this.aws.ec2.send(new ReplaceRouteCommand({ ...route, ...by }));
    }
  }

  private async tellHealth(): Promise<void> {
    await this.aws.setHealth(Object.fromEntries(this.unhealthyTargets.flat().map((target) => [target, FAILED])));
  }
}
