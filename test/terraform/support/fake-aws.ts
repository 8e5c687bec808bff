import { once } from "node:events";
import net from "node:net";
import readline from "node:readline";
import { CloudWatchClient, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import {
  AssociateVpcCidrBlockCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcEndpointServiceConfigurationCommand,
  CreateVpcCommand,
  DeleteVpcEndpointServiceConfigurationsCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeAddressesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  EC2Client,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import {
  DescribeLoadBalancersCommand as DescribeClassicLoadBalancersCommand,
  ElasticLoadBalancingClient,
} from "@aws-sdk/client-elastic-load-balancing";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  DescribeListenerAttributesCommand,
  DescribeListenerCertificatesCommand,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeTagsCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  type LoadBalancerState,
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
  type TargetGroup,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { prepared } from "../../setup/needs";

const REGION = "ap-northeast-1";

/** The network around the article's load balancer, as the example's Terraform variables. */
export interface ArticleNetwork {
  readonly vpc_id: string;
  readonly private_subnet_1a_id: string;
  readonly private_subnet_1c_id: string;
}

/** Result of a target's health check, in AWS's terms. */
export interface Health {
  readonly state: "healthy" | "initial" | "unhealthy" | "draining" | "unavailable";
  /** AWS's code, such as `Target.FailedHealthChecks`. */
  readonly reason?: string;
  readonly description?: string;
}

/** Status of one of a VPN connection's two tunnels. */
export type TunnelStatus = "UP" | "DOWN";

/** A private AWS for one suite: moto on a loopback port, and access to its API. */
export class FakeAws {
  public static async start(): Promise<FakeAws> {
    // It ends when this connection closes, and so always with this process.
    const server = net.connect(Number(prepared("FAKE_AWS_PORT")), "127.0.0.1");
    const lines = readline.createInterface({ input: server });
    const [port] = (await Promise.race([
      once(lines, "line"),
      once(server, "close").then(() => Promise.reject(new Error("the fake AWS ended before it listened"))),
    ])) as [string];
    return new FakeAws(server, lines, `http://127.0.0.1:${port}`);
  }

  /** Environment that makes Terraform's AWS provider and the SDK use this AWS. */
  public readonly environment: Record<string, string>;

  /** For calls without a method here. */
  public readonly elb: ElasticLoadBalancingV2Client;
  public readonly ec2: EC2Client;

  private readonly classic: ElasticLoadBalancingClient;
  private readonly cloudWatch: CloudWatchClient;
  private readonly ended: Promise<unknown>;
  private told = Promise.resolve();

  private constructor(
    private readonly server: net.Socket,
    private readonly lines: readline.Interface,
    endpoint: string,
  ) {
    this.ended = once(server, "close");
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    this.elb = new ElasticLoadBalancingV2Client({ region: REGION, endpoint, credentials });
    this.classic = new ElasticLoadBalancingClient({ region: REGION, endpoint, credentials });
    this.ec2 = new EC2Client({ region: REGION, endpoint, credentials });
    this.cloudWatch = new CloudWatchClient({ region: REGION, endpoint, credentials });
    this.environment = {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_REGION: REGION,
      AWS_EC2_METADATA_DISABLED: "true",
    };
  }

  public async stop(): Promise<void> {
    this.elb.destroy();
    this.classic.destroy();
    this.ec2.destroy();
    this.cloudWatch.destroy();
    this.server.end();
    await this.ended;
  }

  /**
   * Sets the health of targets, until the next call.
   *
   * @param health by address and port, such as `172.31.129.10:80`. Other targets are healthy if a listener forwards
   * to them.
   */
  public async setHealth(health: Readonly<Record<string, Health>>): Promise<void> {
    await this.tell({ health });
  }

  /**
   * Sets the status of VPN tunnels, until the next call.
   *
   * @param tunnels by connection ID. Other tunnels are up.
   */
  public async setTunnels(tunnels: Readonly<Record<string, readonly [TunnelStatus, TunnelStatus]>>): Promise<void> {
    await this.tell({ tunnels });
  }

  /**
   * Sets the state of load balancers, until the next call.
   *
   * @param states by name. Other load balancers are active.
   */
  public async setLoadBalancerStates(states: Readonly<Record<string, LoadBalancerState>>): Promise<void> {
    await this.tell({ load_balancers: states });
  }

  public async createArticleNetwork(): Promise<ArticleNetwork> {
    const { Vpc } = await this.ec2.send(new CreateVpcCommand({ CidrBlock: "172.31.128.0/17" }));
    const VpcId = required(Vpc?.VpcId);
    const { InternetGateway } = await this.ec2.send(new CreateInternetGatewayCommand({}));
    const InternetGatewayId = required(InternetGateway?.InternetGatewayId);
    await this.ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId }));
    return {
      vpc_id: VpcId,
      private_subnet_1a_id: await this.createSubnet(VpcId, "172.31.128.0/21", "a"),
      private_subnet_1c_id: await this.createSubnet(VpcId, "172.31.136.0/21", "c"),
    };
  }

  /** @param zone letter of the Availability Zone */
  public async createSubnet(VpcId: string, CidrBlock: string, zone: string): Promise<string> {
    const AvailabilityZone = REGION + zone;
    const { Subnet } = await this.ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }));
    return required(Subnet?.SubnetId);
  }

  public async subnets() {
    const { Subnets = [] } = await this.ec2.send(new DescribeSubnetsCommand({}));
    return Subnets;
  }

  /** Adds a CIDR block to a VPC. */
  public async addCidrBlock(VpcId: string, CidrBlock: string): Promise<void> {
    await this.ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock }));
  }

  public async classicLoadBalancers() {
    const { LoadBalancerDescriptions = [] } = await this.classic.send(new DescribeClassicLoadBalancersCommand({}));
    return LoadBalancerDescriptions;
  }

  public async instance(id: string) {
    const { Reservations = [] } = await this.ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
    return required(Reservations[0]?.Instances?.[0]);
  }

  /** Starts an instance in a subnet, and returns its ID. */
  public async createInstance(SubnetId: string, PrivateIpAddress: string, securityGroupId: string): Promise<string> {
    const one = { ImageId: "ami-12c6146b", MinCount: 1, MaxCount: 1 };
    const { Instances = [] } = await this.ec2.send(
      new RunInstancesCommand({ ...one, SubnetId, PrivateIpAddress, SecurityGroupIds: [securityGroupId] }),
    );
    return required(Instances[0]?.InstanceId);
  }

  /** Creates an Application Load Balancer with a listener on each of some ports, and returns its ARN. */
  public async createAlb(Name: string, Subnets: string[], ports: readonly number[]): Promise<string> {
    const created = await this.elb.send(new CreateLoadBalancerCommand({ Name, Subnets, Scheme: "internal" }));
    const LoadBalancerArn = required(created.LoadBalancers?.[0]?.LoadBalancerArn);
    const FixedResponseConfig = { StatusCode: "200", ContentType: "text/plain" };
    const DefaultActions = [{ Type: "fixed-response" as const, FixedResponseConfig }];
    for (const Port of ports) {
      await this.elb.send(new CreateListenerCommand({ LoadBalancerArn, Port, Protocol: "HTTP", DefaultActions }));
    }
    return LoadBalancerArn;
  }

  /** Returns an instance's user data as the instance reads it. */
  public async userData(instanceId: string): Promise<string> {
    const { UserData } = await this.ec2.send(
      new DescribeInstanceAttributeCommand({ InstanceId: instanceId, Attribute: "userData" }),
    );
    return Buffer.from(required(UserData?.Value), "base64").toString();
  }

  public async elasticIps() {
    const { Addresses = [] } = await this.ec2.send(new DescribeAddressesCommand({}));
    return Addresses;
  }

  public async securityGroup(name: string) {
    const { SecurityGroups = [] } = await this.ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: "group-name", Values: [name] }] }),
    );
    return required(SecurityGroups[0]);
  }

  public async alarms() {
    const pages = await everyPage(paginateDescribeAlarms({ client: this.cloudWatch }, {}));
    return pages.flatMap(({ MetricAlarms = [] }) => MetricAlarms);
  }

  /** Returns the rules of a security group, or of all groups. */
  public async securityGroupRules(groupId?: string) {
    const Filters = groupId === undefined ? undefined : [{ Name: "group-id", Values: [groupId] }];
    const { SecurityGroupRules = [] } = await this.ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }));
    return SecurityGroupRules;
  }

  public async createSecurityGroup(VpcId: string, GroupName: string): Promise<string> {
    const { GroupId } = await this.ec2.send(
      new CreateSecurityGroupCommand({ VpcId, GroupName, Description: GroupName }),
    );
    return required(GroupId);
  }

  /** Creates a VPC endpoint service for a load balancer, and returns its ID. */
  public async createEndpointService(loadBalancerArn: string): Promise<string> {
    const { ServiceConfiguration } = await this.ec2.send(
      new CreateVpcEndpointServiceConfigurationCommand({ NetworkLoadBalancerArns: [loadBalancerArn] }),
    );
    return required(ServiceConfiguration?.ServiceId);
  }

  public async deleteEndpointService(id: string): Promise<void> {
    await this.ec2.send(new DeleteVpcEndpointServiceConfigurationsCommand({ ServiceIds: [id] }));
  }

  public async loadBalancers() {
    const pages = await everyPage(paginateDescribeLoadBalancers({ client: this.elb }, {}));
    return pages.flatMap(({ LoadBalancers = [] }) => LoadBalancers);
  }

  public async loadBalancerAttributes(arn: string) {
    const { Attributes = [] } = await this.elb.send(
      new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn }),
    );
    return byKey(Attributes);
  }

  public async targetGroups() {
    const pages = await everyPage(paginateDescribeTargetGroups({ client: this.elb }, {}));
    return pages.flatMap(({ TargetGroups = [] }) => TargetGroups);
  }

  public async listenerAttributes(arn: string) {
    const { Attributes = [] } = await this.elb.send(new DescribeListenerAttributesCommand({ ListenerArn: arn }));
    return byKey(Attributes);
  }

  /** Returns the ARNs of a listener's certificates, starting with the default one. */
  public async certificates(listenerArn: string) {
    const { Certificates = [] } = await this.elb.send(
      new DescribeListenerCertificatesCommand({ ListenerArn: listenerArn }),
    );
    return Certificates.sort((one, other) => Number(other.IsDefault ?? false) - Number(one.IsDefault ?? false)).map(
      ({ CertificateArn }) => required(CertificateArn),
    );
  }

  /** Returns the tags of a listener, a target group or a load balancer. */
  public async tags(arn: string) {
    const { TagDescriptions = [] } = await this.elb.send(new DescribeTagsCommand({ ResourceArns: [arn] }));
    return byKey(TagDescriptions.flatMap(({ Tags = [] }) => Tags));
  }

  /**
   * Returns the targets of each forward of the only load balancer, such as `10.0.0.10:80`, by ascending listener
   * port.
   */
  public async targets(): Promise<string[][]> {
    const [{ LoadBalancerArn = "" } = {}] = await this.loadBalancers();
    const forwards = await this.forwards(LoadBalancerArn);
    return forwards.map((forward) => forward.targets.map((target) => `${target?.Id}:${target?.Port}`));
  }

  /** Sends a table to the fake AWS and waits until it is in use. One at a time. */
  private async tell(table: object): Promise<void> {
    this.told = this.told.then(async () => {
      const answered = once(this.lines, "line");
      this.server.write(`${JSON.stringify(table)}\n`);
      await Promise.race([
        answered,
        this.ended.then(() => Promise.reject(new Error("the fake AWS ended before it answered"))),
      ]);
    });
    await this.told;
  }

  /**
   * Returns the listeners of a load balancer by ascending port, each with its target group's settings and targets.
   *
   * @param groups target groups to search, if the caller has already read them
   */
  public async forwards(loadBalancerArn: string, groups?: readonly TargetGroup[]) {
    const { Listeners = [] } = await this.elb.send(new DescribeListenersCommand({ LoadBalancerArn: loadBalancerArn }));
    groups ??= await this.targetGroups();
    const byArn = new Map(groups.map((group) => [group.TargetGroupArn, group]));
    const forwards = Listeners.map(async (listener) => {
      const TargetGroupArn = required(listener.DefaultActions?.[0]?.TargetGroupArn);
      const [{ Attributes = [] }, { TargetHealthDescriptions = [] }] = await Promise.all([
        this.elb.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn })),
        this.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn })),
      ]);
      return {
        listener,
        targetGroup: required(byArn.get(TargetGroupArn)),
        attributes: Object.fromEntries(byKey(Attributes)),
        targets: TargetHealthDescriptions.map(({ Target }) => Target),
      };
    });
    return (await Promise.all(forwards)).sort(
      (one, other) => required(one.listener.Port) - required(other.listener.Port),
    );
  }
}

async function everyPage<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

function byKey(attributes: { Key?: string; Value?: string }[]): Map<string, string> {
  return new Map(attributes.map(({ Key, Value }) => [required(Key), required(Value)]));
}

/** Returns a value that AWS always sends, though the SDK's types make it optional. */
export function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the fake AWS left out what AWS always answers");
  return value;
}
