import type { Lb } from "@cdktf/provider-aws/lib/lb";
import type { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { type TerraformResource, Token } from "cdktf";
import { Construct } from "constructs";
import type { ForwardEndpoint, PortForward } from "./port-forward";
import {
  type ForwardSettings,
  forwardSettings,
  type LoadBalancerSettings,
  loadBalancerSettings,
} from "./private/defaults";
import { attachmentId } from "./private/names";
import { portTable } from "./private/port-table";
import { listener, networkLoadBalancer, targetAttachment, type TargetGroup, targetGroup } from "./private/resources";

/**
 * A subnet that the load balancer has an address in, and that address.
 *
 * With neither `privateIpv4Address` nor `allocationId` AWS chooses the address.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SubnetMapping.html
 */
export interface NlbSubnetMapping {
  /** Id of the subnet; one subnet per Availability Zone. */
  readonly subnetId: string;

  /**
   * Fixed private IPv4 address of the load balancer.
   *
   * Inside the subnet, and not one of its first four or its last. Internal load balancers only.
   *
   * @default - chosen by AWS
   */
  readonly privateIpv4Address?: string;

  /**
   * Id of the Elastic IP of the load balancer, `eipalloc-…`.
   *
   * Internet-facing load balancers only.
   *
   * @default - no Elastic IP
   */
  readonly allocationId?: string;

  /**
   * Fixed IPv6 address of the load balancer, inside the subnet's IPv6 block.
   *
   * @default - none
   */
  readonly ipv6Address?: string;
}

/**
 * Properties of a `PortForwardNlb`.
 */
export interface PortForwardNlbProps {
  /**
   * Name that the AWS names are made of: `<name>-nlb`, `<name>-tg-<listenerPort>`.
   *
   * Letters, digits and hyphens. AWS takes at most 32 of them for a whole name, so 23 leave room for a five-digit port.
   */
  readonly name: string;

  /** Id of the VPC that the load balancer stands in and the targets are reached from. */
  readonly vpcId: string;

  /**
   * Subnets that the load balancer has an address in, one per Availability Zone.
   *
   * To add one later is done in place; any other change replaces the load balancer.
   */
  readonly subnetMappings: NlbSubnetMapping[];

  /**
   * The list: what is forwarded where. `addForward()` adds to it.
   *
   * The order of the rows does not matter. AWS allows 50 listeners per load balancer.
   *
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
   */
  readonly forwards: PortForward[];

  /**
   * Whether the load balancer has private addresses only.
   *
   * @default true
   */
  readonly internal?: boolean;

  /**
   * Whether AWS refuses to delete the load balancer.
   *
   * A destroy or a replacement fails until this is false and applied.
   *
   * @default true
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-delete.html
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether each address of the load balancer reaches the targets of every Availability Zone.
   *
   * @default true
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#cross-zone-load-balancing
   */
  readonly crossZone?: boolean;

  /**
   * Ids of the load balancer's security groups.
   *
   * A load balancer made without one can never get one: to add the first or to remove the last replaces it. An empty
   * list says that none is meant.
   *
   * @default - no security group
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
   */
  readonly securityGroupIds?: string[];

  /**
   * Tags of the load balancer, the listeners and the target groups.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Record<string, string>;

  /**
   * Name of the load balancer.
   *
   * At most 32 letters, digits and hyphens, no hyphen at either end, not beginning with `internal-`; unique in the
   * account and Region.
   *
   * @default - `<name>-nlb`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
   */
  readonly loadBalancerName?: string;
}

/** A forward that was added, and its resources. */
interface Row {
  readonly index: number;
  readonly forward: ForwardSettings;
  readonly listener: LbListener;
  readonly targetGroup: TargetGroup;
}

/**
 * A Network Load Balancer that forwards each of its ports to a service of its own.
 *
 * Fixed private addresses in front; behind them, for each row of a list, a listener, a target group and a target, in the
 * VPC or outside it.
 *
 * @example
 * new PortForwardNlb(this, "forwarding", {
 *   name: "example",
 *   vpcId: "vpc-0a1b2c3d",
 *   subnetMappings: [{ subnetId: "subnet-0a1b2c3d", privateIpv4Address: "172.31.128.10" }],
 *   securityGroupIds: [],
 *   forwards: [
 *     { listenerPort: 10022, targetIp: "172.31.129.10", targetPort: 22 },
 *     { listenerPort: 30080, targetIp: "10.0.0.10", targetPort: 80, external: true },
 *   ],
 * });
 */
export class PortForwardNlb extends Construct {
  /** ARN of the load balancer. */
  public readonly arn: string;

  /** The part of the ARN that CloudWatch calls `LoadBalancer`, `net/<name>/<id>`. */
  public readonly arnSuffix: string;

  /** DNS name of the load balancer. */
  public readonly dnsName: string;

  /** Id of the Route 53 hosted zone that an alias record to `dnsName` names. */
  public readonly zoneId: string;

  /** The `aws_lb` resource, for overrides and dependencies. */
  public readonly loadBalancer: TerraformResource;

  private readonly lb: Lb;
  private readonly name: string;
  private readonly settings: LoadBalancerSettings;
  private readonly rows = new Map<number, Row>();
  private readonly findings: string[] = [];
  private added = 0;

  /**
   * Makes the load balancer and the forwards of `props`.
   *
   * @param scope the stack, or a construct in it
   * @param id part of the Terraform addresses of all that is made: another id makes everything anew
   * @param props the network and the list
   * @throws if a `listenerPort` is a token
   */
  public constructor(scope: Construct, id: string, props: PortForwardNlbProps) {
    super(scope, id);
    this.name = props.name;
    this.settings = loadBalancerSettings(props);
    this.lb = networkLoadBalancer(this, "lb", this.settings);
    this.loadBalancer = this.lb;
    this.arn = this.lb.arn;
    this.arnSuffix = this.lb.arnSuffix;
    this.dnsName = this.lb.dnsName;
    this.zoneId = this.lb.zoneId;
    for (const forward of props.forwards) this.addForward(forward);
    this.node.addValidation({ validate: () => this.close() });
  }

  /**
   * Adds a row to the list, until synthesis.
   *
   * @param forward the row
   * @throws if the `listenerPort` is a token, or the app was synthesized already
   */
  public addForward(forward: PortForward): void {
    const index = this.added++;
    const { listenerPort } = forward;
    if (Token.isUnresolved(listenerPort)) {
      throw this.error(
        `forwards[${index}]: 'listenerPort' must be known at synthesis, because the forward's resources are named after it, ` +
          `got a token; for a list known only at plan use the Terraform module terraform-aws-port-forward-nlb`,
      );
    }
    if (this.node.locked) {
      throw this.error(
        `forwards[${index}] (listener ${listenerPort}): added after synthesis, so no Terraform would hold it; call addForward() before app.synth()`,
      );
    }
    const first = this.rows.get(listenerPort);
    if (first) {
      this.findings.push(
        `forwards[${index}] and forwards[${first.index}] both listen on ${first.forward.protocol} ${listenerPort}; give each forward its own listenerPort`,
      );
      return;
    }
    this.rows.set(listenerPort, this.row(index, forwardSettings(forward, this.name)));
  }

  /**
   * ARN of the listener on a port.
   *
   * @param listenerPort the port, one of the list's
   * @throws if no forward listens on it
   */
  public listenerArn(listenerPort: number): string {
    return this.rowOf(listenerPort).listener.arn;
  }

  /**
   * ARN of the target group behind a port of the load balancer.
   *
   * @param listenerPort the port, one of the list's
   * @throws if no forward listens on it
   */
  public targetGroupArn(listenerPort: number): string {
    return this.rowOf(listenerPort).targetGroup.arn;
  }

  /**
   * Where each forward is reached and what answers there, by ascending listener port.
   *
   * Holds the forwards added so far.
   */
  public endpoints(): ForwardEndpoint[] {
    const addresses = this.settings.subnetMappings
      .flatMap(({ privateIpv4Address, ipv6Address }) => [privateIpv4Address, ipv6Address])
      .filter((address) => address !== undefined);
    return this.forwards().map(({ listenerPort, protocol, targetIp, targetPort, external }) => ({
      addresses,
      listenerPort,
      protocol,
      targetIp,
      targetPort,
      external,
    }));
  }

  /**
   * The forwards as a Markdown table, by ascending listener port: number, listener, target group, target port, target
   * IP, and where the target is.
   *
   * Holds the forwards added so far. Where a value is a token, put the table into a `TerraformOutput`, which shows what
   * it became.
   */
  public portTable(): string {
    return portTable(this.forwards());
  }

  private row(index: number, forward: ForwardSettings): Row {
    const scope = new Construct(this, `${forward.listenerPort}`);
    const group = targetGroup(scope, "target-group", this.settings, forward, this.lb);
    targetAttachment(scope, attachmentId(forward), forward, group);
    return {
      index,
      forward,
      listener: listener(scope, "listener", this.settings, forward, this.arn, group),
      targetGroup: group,
    };
  }

  private rowOf(listenerPort: number): Row {
    const row = this.rows.get(listenerPort);
    if (!row) {
      const ports = this.forwards().map((forward) => forward.listenerPort);
      throw this.error(
        `no forward listens on ${listenerPort}; ` +
          (ports.length ? `the listener ports are ${ports.join(", ")}` : "the list of forwards is empty"),
      );
    }
    return row;
  }

  private forwards(): ForwardSettings[] {
    return [...this.rows.values()]
      .map(({ forward }) => forward)
      .sort((one, other) => one.listenerPort - other.listenerPort);
  }

  /** Ends the list: what comes after synthesis would be lost. */
  private close(): string[] {
    this.node.lock();
    return this.findings;
  }

  private error(message: string): Error {
    return new Error(`${this.node.path}: ${message}`);
  }
}
