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
import { type Given, items, record } from "./private/given";
import { NameRegistry } from "./private/name-registry";
import { attachmentId } from "./private/names";
import { portTable } from "./private/port-table";
import {
  listener,
  type LoadBalancer,
  networkLoadBalancer,
  targetAttachment,
  type TargetGroup,
  targetGroup,
} from "./private/resources/network-load-balancer";
import {
  type Finding,
  findings,
  forwardLabel,
  type ForwardSubject,
  type Malformed,
  subnetMappingSubjects,
} from "./private/rules";
import { holdToRules } from "./private/validation";

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
   * IPv4 CIDR block of the subnet, to check `privateIpv4Address` against; never emitted.
   *
   * @default - not checked
   */
  readonly cidrBlock?: string;

  /**
   * Availability Zone of the subnet, to check that it is in no other mapping; never emitted.
   *
   * @default - not checked
   */
  readonly availabilityZone?: string;

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
   * Letters, digits and hyphens. AWS takes at most 32 of them for a whole name: where that is passed, as many of `name` as
   * fit are followed by a hash of it.
   */
  readonly name: string;

  /** Id of the VPC that the load balancer stands in and the targets are reached from. */
  readonly vpcId: string;

  /**
   * CIDR blocks of the VPC, `172.31.128.0/17`, the primary one and the secondary ones, IPv4 and IPv6.
   *
   * With them, `external` is found from a forward's `targetIp`, and one that contradicts is an error. They are never
   * emitted. Where one of them is a token, only an address in the others can be found.
   *
   * @default - `external` is as each forward has it
   */
  readonly vpcCidrBlocks?: string[];

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
   * @default - no security group, and a warning
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

/** A row that was given and, if it is the first on its listener port, its resources. */
interface Row extends ForwardSubject {
  readonly resources?: { readonly listener: LbListener; readonly targetGroup: TargetGroup };
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

  private readonly lb: LoadBalancer;
  private readonly given: Given;
  private readonly settings: LoadBalancerSettings;
  private readonly nameOwners: () => readonly [string, string] | undefined;
  private readonly rows: (Row | Malformed)[] = [];
  private readonly rowsByPort = new Map<string, Row>();

  /**
   * Makes the load balancer and the forwards of `props`.
   *
   * What is wrong with the props or the list is said at synthesis, all of it at once; `docs/rules.md` has the rules.
   *
   * @param scope the stack, or a construct in it
   * @param id part of the Terraform addresses of all that is made: another id makes everything anew
   * @param props the network and the list
   * @throws if a `listenerPort` is a token
   */
  public constructor(scope: Construct, id: string, props: PortForwardNlbProps) {
    super(scope, id);
    this.given = record(props) ?? {};
    this.settings = loadBalancerSettings(this.given);
    this.lb = networkLoadBalancer(this, "lb", this.settings);
    const { resource } = this.lb;
    this.loadBalancer = resource;
    this.arn = this.lb.arn;
    this.arnSuffix = resource.arnSuffix;
    this.dnsName = resource.dnsName;
    this.zoneId = resource.zoneId;
    this.nameOwners = NameRegistry.of(this).claim("load balancer", this.settings.name, this);
    for (const forward of items(this.given.forwards)) this.addForward(forward as PortForward);
    holdToRules(this, () => this.findings());
  }

  /**
   * Adds a row to the list, until synthesis.
   *
   * @param forward the row
   * @throws if the `listenerPort` is a token, or the app was synthesized already
   */
  public addForward(forward: PortForward): void {
    const index = this.rows.length;
    const given = record(forward);
    const label = forwardLabel(index, given);
    if (Token.isUnresolved(given?.listenerPort)) {
      throw this.error(
        `${label}: 'listenerPort' must be known at synthesis, because the forward's resources are named after it, got a ` +
          `token; for a list known only at plan use the Terraform module terraform-aws-port-forward-nlb`,
      );
    }
    if (this.node.locked) {
      throw this.error(
        `${label}: added after synthesis, so no Terraform would hold it; call addForward() before app.synth()`,
      );
    }
    if (!given) {
      this.rows.push({ label, malformed: forward });
      return;
    }

    const settings = forwardSettings(given, this.settings);
    const subject = { label, given, index, forward: settings, vpc: this.settings.vpc };
    const id = String(settings.listenerPort) || "none";
    const first = this.rowsByPort.get(id);
    if (first) {
      this.rows.push({ ...subject, first });
      return;
    }

    // Made here and not further down the stack: cdktf takes a trace of it for each token that a resource makes.
    const scope = new Construct(this, id);
    const group = targetGroup(scope, "target-group", this.settings, settings, this.lb);
    targetAttachment(scope, attachmentId(settings), settings, group);
    const row = {
      ...subject,
      nameOwners: NameRegistry.of(this).claim("target group", settings.targetGroupName, scope),
      resources: {
        listener: listener(scope, "listener", this.settings, settings, this.lb, group),
        targetGroup: group,
      },
    };
    this.rows.push(row);
    this.rowsByPort.set(id, row);
  }

  /**
   * ARN of the listener on a port.
   *
   * @param listenerPort the port, one of the list's
   * @throws if no forward listens on it
   */
  public listenerArn(listenerPort: number): string {
    return this.resourcesOf(listenerPort).listener.arn;
  }

  /**
   * ARN of the target group behind a port of the load balancer.
   *
   * @param listenerPort the port, one of the list's
   * @throws if no forward listens on it
   */
  public targetGroupArn(listenerPort: number): string {
    return this.resourcesOf(listenerPort).targetGroup.arn;
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

  private resourcesOf(listenerPort: number): Required<Row>["resources"] {
    const resources = this.rowsByPort.get(String(listenerPort))?.resources;
    if (!resources) {
      const ports = this.forwards().map((forward) => forward.listenerPort);
      throw this.error(
        `no forward listens on ${listenerPort}; ` +
          (ports.length ? `the listener ports are ${ports.join(", ")}` : "the list of forwards is empty"),
      );
    }
    return resources;
  }

  /** The forwards that have a listener, by ascending port. */
  private forwards(): ForwardSettings[] {
    return [...this.rowsByPort.values()]
      .map(({ forward }) => forward)
      .sort((one, other) => one.listenerPort - other.listenerPort);
  }

  /** Ends the list, since what came later would be lost, and holds it against the rules. */
  private findings(): Finding[] {
    this.node.lock();
    const forwards = this.forwards();
    const listenerPorts = forwards.map(({ listenerPort }) => listenerPort);
    const { given, settings, nameOwners, rows } = this;
    const list = { listenerPorts, rows: rows.length, targets: forwards.length };
    return findings(
      { label: "", given, settings, nameOwners, ...list },
      subnetMappingSubjects(given.subnetMappings, settings.internal),
      rows,
    );
  }

  private error(message: string): Error {
    return new Error(`${this.node.path}: ${message}`);
  }
}
