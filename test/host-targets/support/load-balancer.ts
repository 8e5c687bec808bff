import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  type CreateTargetGroupCommandInput,
  DeleteListenerCommand,
  DeleteTargetGroupCommand,
  DescribeTargetHealthCommand,
  ModifyLoadBalancerAttributesCommand,
  RegisterTargetsCommand,
  type TargetDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { type ArticleNetwork, type FakeAws, required } from "../../terraform/support/fake-aws";

/** Block of the article's VPC. */
export const VPC_BLOCK = "172.31.128.0/17";

/** Name, port and, if set, whether the addresses are external. */
export type EventHost = readonly [name: string, port: number, external?: boolean];

/** A Network Load Balancer with cross-zone load balancing, created without Terraform, whose provider would wait a minute for it. */
export class LoadBalancer {
  /** @param addresses static addresses, one in each of the network's subnets */
  public static async create(
    aws: FakeAws,
    network: ArticleNetwork,
    addresses: readonly string[],
  ): Promise<LoadBalancer> {
    const subnets = [network.private_subnet_1a_id, network.private_subnet_1c_id];
    const created = await aws.elb.send(
      new CreateLoadBalancerCommand({
        Name: "example-nlb",
        Type: "network",
        Scheme: "internal",
        SubnetMappings: subnets.map((SubnetId, index) => ({ SubnetId, PrivateIPv4Address: addresses[index] })),
      }),
    );
    const LoadBalancerArn = required(created.LoadBalancers?.[0]?.LoadBalancerArn);
    const Attributes = [{ Key: "load_balancing.cross_zone.enabled", Value: "true" }];
    await aws.elb.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }));
    return new LoadBalancer(aws, network, LoadBalancerArn);
  }

  private constructor(
    private readonly aws: FakeAws,
    private readonly network: ArticleNetwork,
    public readonly arn: string,
  ) {}

  /** Creates a listener with its target group. */
  public async forward(Port: number, healthCheck: Partial<CreateTargetGroupCommandInput> = {}): Promise<Group> {
    const created = await this.aws.elb.send(
      new CreateTargetGroupCommand({
        Name: `example-tg-${Port}`,
        VpcId: this.network.vpc_id,
        TargetType: "ip",
        Protocol: "TCP",
        Port,
        ...healthCheck,
      }),
    );
    const TargetGroupArn = required(created.TargetGroups?.[0]?.TargetGroupArn);
    const { Listeners = [] } = await this.aws.elb.send(
      new CreateListenerCommand({
        LoadBalancerArn: this.arn,
        Protocol: "TCP",
        Port,
        DefaultActions: [{ Type: "forward", TargetGroupArn }],
      }),
    );
    return new Group(this.aws, TargetGroupArn, required(Listeners[0]?.ListenerArn));
  }

  /** Returns an event for some target groups, each with its hosts. */
  public event(groups: readonly (readonly [group: Group, ...hosts: EventHost[]])[], others: object = {}): object {
    return {
      loadBalancerArn: this.arn,
      targetGroups: groups.map(([{ id }, ...hosts]) => ({ id, hosts })),
      vpcCidrBlocks: [VPC_BLOCK],
      missesBeforeRemoval: 3,
      ...others,
    };
  }
}

/** A target group on the fake AWS. */
export class Group {
  public constructor(
    private readonly aws: FakeAws,
    public readonly arn: string,
    private readonly listenerArn: string,
  ) {}

  public get id(): string {
    return this.arn.split(":targetgroup/")[1] ?? "";
  }

  public async register(...Targets: TargetDescription[]): Promise<void> {
    await this.aws.elb.send(new RegisterTargetsCommand({ TargetGroupArn: this.arn, Targets }));
  }

  /** Deletes the forward: the listener, then the target group. */
  public async delete(): Promise<void> {
    await this.aws.elb.send(new DeleteListenerCommand({ ListenerArn: this.listenerArn }));
    await this.aws.elb.send(new DeleteTargetGroupCommand({ TargetGroupArn: this.arn }));
  }

  /** Returns its targets, such as `10.0.0.10:80 all`. */
  public async targets(): Promise<string[]> {
    const { TargetHealthDescriptions = [] } = await this.aws.elb.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: this.arn }),
    );
    return TargetHealthDescriptions.map(({ Target }) => {
      const { Id, Port, AvailabilityZone } = required(Target);
      return [`${Id}:${Port}`, AvailabilityZone].filter(Boolean).join(" ");
    }).sort();
  }
}
