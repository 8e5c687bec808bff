import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { DataAwsNetworkInterface } from "@cdktf/provider-aws/lib/data-aws-network-interface";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import path from "node:path";
import { dependable, type TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { ForwardEndpoint, PortForward } from "./port-forward";
import type { PortForwardNlbProps } from "./port-forward-nlb-props";
import { type Adopted, Adoption, filledIn, type Import, type Move, type Placeholders } from "./private/adoption";
import { type ForwardSettings, forwardSettings, type TargetSettings } from "./private/defaults/forward";
import { type LoadBalancerSettings, loadBalancerSettings } from "./private/defaults/load-balancer";
import { forwardsCsv } from "./private/csv/write";
import { requireFramework } from "./private/framework";
import { type Given, items, record } from "./private/given";
import { contentId } from "./private/expression";
import type { HostTargets } from "./private/host-targets";
import { addressOf, renderSoundHcl } from "./private/hcl";
import { NameRegistry } from "./private/name-registry";
import { attachmentId } from "./private/names";
import { NlbSecurityGroup } from "./private/nlb-security-group";
import { portTable } from "./private/port-table";
import {
  arnOf,
  listenerCertificateConfig,
  listenerConfig,
  loadBalancerConfig,
  networkInterfaceConfig,
  protocolMarkerConfig,
  securityGroupsMarkerConfig,
  targetAttachmentConfig,
  targetGroupConfig,
  targetGroupReference,
} from "./private/resources/network-load-balancer";
import { portAllocationErrorsAlarmConfig, route, unhealthyHostsAlarmConfig } from "./private/resources/nlb-alarms";
import {
  type RuleFinding,
  findings,
  forwardLabel,
  preservedSockets,
  type ForwardSubject,
  type Malformed,
  subnetMappingSubjects,
} from "./private/rules";
import { TARGET_PROPS, TARGET_TYPES, type TargetProp } from "./private/targets";
import { valueText } from "./private/texts";
import { TerraformData } from "./private/terraform-data";
import { holdToRules } from "./private/validation";
import { isUnresolved } from "./private/unresolved";

/** The function for hosts, as the build zipped it. The path is valid from this file and from the bundle. */
const HOST_TARGETS = path.join(__dirname, "../lib/host-targets.zip");

/** The first forward on a listener port, with its resources. */
interface ServedForward {
  readonly row: ForwardSubject;
  readonly listener: LbListener;
  readonly targetGroup: LbTargetGroup;
  readonly attachments: readonly { readonly target: TargetSettings; readonly attachment: LbTargetGroupAttachment }[];
}

/**
 * A Network Load Balancer that forwards each of its ports to a service.
 *
 * Creates a listener, a target group and its attachments for each forward in the list. The targets can be inside or
 * outside the VPC, and the load balancer can have static addresses.
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

  /** ARN suffix of the load balancer, `net/<name>/<id>`, for the CloudWatch dimension `LoadBalancer`. */
  public readonly arnSuffix: string;

  /** DNS name of the load balancer. */
  public readonly dnsName: string;

  /** ID of the Route 53 hosted zone, for an alias record to `dnsName`. */
  public readonly zoneId: string;

  /**
   * ID of the security group that the construct creates.
   *
   * @default - none; see `clientCidrBlocks` and `clientSecurityGroupIds`
   */
  public readonly securityGroupId?: string;

  /** The `aws_lb` resource, for overrides and dependencies. */
  public readonly loadBalancer: TerraformResource;

  /** The load balancer, for `depends_on`. */
  private readonly dependency: string;
  private readonly securityGroup?: NlbSecurityGroup;
  /** Created with the first forward to a host. */
  private hostTargets?: HostTargets;
  private readonly given: Given;
  private readonly settings: LoadBalancerSettings;
  private readonly nameOwners: () => readonly [string, string] | undefined;
  private readonly rows: (ForwardSubject | Malformed)[] = [];
  private readonly served = new Map<string, ServedForward>();
  /** The first forward to each target that sees its clients' addresses, keyed by `preservedSockets()`. */
  private readonly preserved = new Map<string, ForwardSubject>();

  /**
   * Creates the load balancer and its forwards.
   *
   * Synthesis reports all errors in the props and the list at once; `docs/rules.md` lists the rules.
   *
   * @param scope the stack, or a construct in it
   * @param id part of the Terraform address of every resource: a change recreates them all
   * @param props the load balancer's network, and the list
   * @throws if a `listenerPort` is a token
   */
  public constructor(scope: Construct, id: string, props: PortForwardNlbProps) {
    super(scope, id);
    requireFramework(this);
    this.given = record(props) ?? {};
    this.settings = loadBalancerSettings(this.given);
    const { clients, alarms } = this.settings;
    this.securityGroup = clients && new NlbSecurityGroup(this, this.settings, clients);
    this.securityGroupId = this.securityGroup?.id;
    // Lock the construct when the load balancer is written: a forward added later would be lost.
    const lock = (): void => {
      this.node.lock();
    };
    const marker = new TerraformData(this, "has-security-groups", securityGroupsMarkerConfig(this.settings), lock);
    const loadBalancer = new Lb(this, "lb", loadBalancerConfig(this.settings, this.securityGroupId, marker.address));
    renderSoundHcl(loadBalancer);
    this.loadBalancer = loadBalancer;
    this.dependency = dependable(loadBalancer);
    this.arn = loadBalancer.arn;
    this.arnSuffix = loadBalancer.arnSuffix;
    this.dnsName = loadBalancer.dnsName;
    this.zoneId = loadBalancer.zoneId;
    if (alarms?.portAllocationErrors) {
      const config = portAllocationErrorsAlarmConfig(this.settings, alarms, this.arnSuffix);
      new CloudwatchMetricAlarm(this, "port-allocation-errors", config);
    }
    this.nameOwners = NameRegistry.of(this).claim("load balancer", this.settings.name, this);
    const { movedFrom, importFrom } = this.settings;
    if (movedFrom || importFrom) new Adoption(this, "adoption", () => this.adopted());
    for (const forward of items(this.given.forwards)) this.addForward(forward as PortForward);
    holdToRules(this, () => this.findings());
  }

  /**
   * Adds a forward to the list. Call it before synthesis.
   *
   * @param forward the forward
   * @throws if `listenerPort` is a token, or the app has already been synthesized
   */
  public addForward(forward: PortForward): void {
    const row = this.row(forward);
    const id = "malformed" in row ? "" : rowId(row);
    if ("malformed" in row || this.served.has(id)) {
      this.rows.push(row);
      return;
    }

    // Create the resources here, not in a helper: cdktf records a stack trace for every token of a resource.
    const { settings } = this;
    const { alarms } = settings;
    const scope = new Construct(this, id);
    const { address: marker } = new TerraformData(scope, "protocol", protocolMarkerConfig(row.forward));
    const targetGroup = new LbTargetGroup(scope, "target-group", targetGroupConfig(settings, row.forward, marker));
    targetGroup.dependsOn = [this.dependency];
    renderSoundHcl(targetGroup);
    const group = targetGroupReference(addressOf(targetGroup));
    // The function registers the addresses of hosts.
    const attached = row.forward.targetType === "host" ? [] : byAttachmentId(row.forward.targets);
    const attachments = [...attached].map(([attachment, target]) => ({
      target,
      attachment: new LbTargetGroupAttachment(scope, attachment, targetAttachmentConfig(target, group.arn)),
    }));
    if (row.forward.targetType === "host") this.resolve(row.forward, targetGroup);
    const listener = new LbListener(scope, "listener", listenerConfig(row.forward, this.arn, group, marker));
    renderSoundHcl(listener);
    for (const certificate of new Set(row.forward.additionalCertificateArns)) {
      const config = listenerCertificateConfig(arnOf(addressOf(listener)), certificate);
      new LbListenerCertificate(scope, `certificate-${contentId(scope, certificate)}`, config);
    }
    this.securityGroup?.open(scope, row.forward);
    if (alarms?.unhealthyHosts) {
      const { listenerPort } = row.forward;
      const dimensions = { loadBalancer: this.arnSuffix, targetGroup: targetGroup.arnSuffix };
      const config = unhealthyHostsAlarmConfig(settings, alarms, listenerPort, route(row.forward), dimensions);
      new CloudwatchMetricAlarm(scope, "unhealthy-hosts", config);
    }
    const nameOwners = NameRegistry.of(this).claim("target group", row.forward.targetGroupName, scope);
    this.rows.push({ ...row, nameOwners });
    this.served.set(id, { row, listener, targetGroup, attachments });
  }

  /**
   * Returns the ARN of the listener on a port.
   *
   * @param listenerPort listener port of a forward in the list
   * @throws if no forward listens on the port
   */
  public listenerArn(listenerPort: number): string {
    return this.servedOn(listenerPort).listener.arn;
  }

  /**
   * Returns the ARN of the target group of a forward.
   *
   * @param listenerPort listener port of a forward in the list
   * @throws if no forward listens on the port
   */
  public targetGroupArn(listenerPort: number): string {
    return this.servedOn(listenerPort).targetGroup.arn;
  }

  /**
   * Returns the addresses, port and targets of each forward added so far, by ascending listener port.
   *
   * If AWS chooses the private addresses of an internal load balancer, the first call adds a data source for each
   * such subnet to read its address. Call it before synthesis.
   */
  public endpoints(): ForwardEndpoint[] {
    const addresses = this.addresses();
    return this.forwards().map((forward) => ({
      addresses,
      listenerPort: forward.listenerPort,
      protocol: forward.protocol,
      ...named(forward, forward.ownTarget),
      targetPort: forward.ownTarget.targetPort,
      external: forward.ownTarget.external,
      additionalTargets: forward.additionalTargets.map(({ id, targetPort, external, key }) => ({
        ...named(forward, { id }),
        targetPort,
        external,
        key,
      })),
      description: forward.description,
    }));
  }

  /**
   * Returns the forwards added so far as a Markdown table, by ascending listener port.
   *
   * The columns are number, listener, target group, target port, target, location of the target, and the description if
   * any forward has one. Each additional target has its own line. If a value is a token, put the table
   * into a `TerraformOutput` to see what it resolves to.
   */
  public portTable(): string {
    return portTable(this.forwards());
  }

  /**
   * Returns the forwards added so far as CSV, by ascending listener port, for `PortForwards.fromCsv()`.
   *
   * It has a column for each prop that a forward sets itself; options from `forwardDefaults` aren't included. If a
   * value is a token, put the text into a `TerraformOutput` to see what it resolves to.
   *
   * @throws if an item of a list, such as a target's key, contains a semicolon, which separates items
   */
  public portTableCsv(): string {
    return forwardsCsv(
      this.servedRows().map(({ given }) => given),
      valueText,
    );
  }

  /** Returns a forward as the rules see it. */
  private row(forward: PortForward): ForwardSubject | Malformed {
    const index = this.rows.length;
    const given = record(forward);
    const label = forwardLabel(index, given);
    if (isUnresolved(given?.listenerPort)) {
      throw this.error(
        `${label}: 'listenerPort' must be known at synthesis because the forward's resources are named after it, but is a ` +
          "token. If the list is known only at plan time, use the Terraform module terraform-aws-port-forward-nlb.",
      );
    }
    if (this.node.locked) {
      throw this.error(
        `${label} was added after synthesis, so no Terraform configuration contains it. Call addForward() before app.synth().`,
      );
    }
    if (!given) return { label, malformed: forward };
    const settings = forwardSettings(given, this.settings);
    const row = {
      label,
      given,
      index,
      forward: settings,
      target: settings.ownTarget,
      targetProps: TARGET_PROPS,
      healthCheck: settings.healthCheck,
      loadBalancer: this.settings,
    };
    const sockets = preservedSockets(settings);
    const preservedBefore = sockets.map((socket) => this.preserved.get(socket)).find(Boolean);
    const subject: ForwardSubject = { ...row, first: this.served.get(rowId(row))?.row, preservedBefore };
    for (const socket of sockets) if (!this.preserved.has(socket)) this.preserved.set(socket, subject);
    return subject;
  }

  /** Has the function register a forward's targets. Without `hostTargets`, the rules report that it is missing. */
  private resolve(forward: ForwardSettings, targetGroup: LbTargetGroup): void {
    const { settings, arn, arnSuffix } = this;
    if (!settings.hostTargets) return;
    this.hostTargets ??= hostTargetsOf(this, settings, settings.hostTargets, { arn, arnSuffix }, HOST_TARGETS);
    this.hostTargets.add(forward, targetGroup);
  }

  /** Static addresses, and those that AWS chooses for an internal load balancer, in the order of the subnets. */
  private addresses(): string[] {
    const internal: unknown = this.settings.internal; // can be a token, which is neither true nor false
    return this.settings.subnetMappings
      .flatMap(({ subnetId, privateIpv4Address, ipv6Address }) => [
        privateIpv4Address ?? (internal === true ? this.chosenAddress(subnetId) : undefined),
        ipv6Address,
      ])
      .filter((address) => address !== undefined);
  }

  private chosenAddress(subnetId = ""): string | undefined {
    const id = `address-${contentId(this, subnetId)}`;
    const known = this.node.tryFindChild(id) as DataAwsNetworkInterface | undefined;
    if (known || this.node.locked) return known?.privateIp;
    const found = new DataAwsNetworkInterface(this, id, networkInterfaceConfig(this.arnSuffix, subnetId));
    // A new subnet has no network interface yet at plan time.
    found.dependsOn = [this.dependency];
    return found.privateIp;
  }

  private servedOn(listenerPort: number): ServedForward {
    const served = this.served.get(String(listenerPort));
    if (!served) {
      const ports = this.forwards().map((forward) => forward.listenerPort);
      throw this.error(
        `no forward listens on ${listenerPort}. ` +
          (ports.length ? `The listener ports are ${ports.join(", ")}.` : "The list of forwards is empty."),
      );
    }
    return served;
  }

  /** Forwards that have a listener, by ascending port. */
  private servedRows(): ForwardSubject[] {
    return [...this.served.values()]
      .map(({ row }) => row)
      .sort((one, other) => one.forward.listenerPort - other.forward.listenerPort);
  }

  private forwards(): ForwardSettings[] {
    return this.servedRows().map(({ forward }) => forward);
  }

  private adopted(): Adopted {
    const { movedFrom = {}, importFrom } = this.settings;
    const moved: Move[] = [];
    const move = (from: string | undefined, values: Placeholders, to: TerraformResource): void => {
      if (from !== undefined) moved.push({ from: filledIn(from, values), to: addressOf(to) });
    };
    const imported: Import[] = [];
    const importInto = (to: TerraformResource | undefined, id: string | undefined): void => {
      if (to !== undefined && id !== undefined) imported.push({ to: addressOf(to), id });
    };

    move(movedFrom.loadBalancer, {}, this.loadBalancer);
    for (const { row, listener, targetGroup, attachments } of this.served.values()) {
      const { listenerPort } = row.forward;
      move(movedFrom.listener, { listenerPort }, listener);
      move(movedFrom.targetGroup, { listenerPort }, targetGroup);
      for (const { target, attachment } of attachments)
        move(movedFrom.attachment, { listenerPort, targetIp: target.id, targetPort: target.targetPort }, attachment);
    }

    importInto(this.loadBalancer, importFrom?.loadBalancerArn);
    for (const { listenerPort, listenerArn, targetGroupArn } of importFrom?.forwards ?? []) {
      const served = this.served.get(String(listenerPort));
      importInto(served?.listener, listenerArn);
      importInto(served?.targetGroup, targetGroupArn);
    }
    return { moved, imported };
  }

  private findings(): RuleFinding[] {
    const { given, settings, nameOwners, rows } = this;
    const list = { forwards: this.forwards(), rows: rows.length };
    const securityGroupRules = this.securityGroup?.ruleCounts() ?? [];
    return findings(
      { label: "", given, settings, nameOwners, ...list, securityGroupRules },
      subnetMappingSubjects(given.subnetMappings, settings),
      rows,
    );
  }

  private error(message: string): Error {
    return new Error(`${this.node.path}: ${message}`);
  }
}

/** Loads the function's resources on first use: most lists have no hosts. */
function hostTargetsOf(...args: ConstructorParameters<typeof HostTargets>): HostTargets {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- `import()` would make it asynchronous
  const { HostTargets: loaded } = require("./private/host-targets") as typeof import("./private/host-targets");
  return new loaded(...args);
}

/** Construct ID of a forward. A fixed one if the port isn't a number: "__proto__" can't be a construct ID. */
function rowId({ forward }: Pick<ForwardSubject, "forward">): string {
  const listenerPort: unknown = forward.listenerPort;
  return typeof listenerPort === "number" ? String(listenerPort) : "none";
}

/** Returns the prop that names a target of a forward. */
function named(
  { targetType }: ForwardSettings,
  { id }: Pick<TargetSettings, "id">,
): Partial<Record<TargetProp, string>> {
  const prop = TARGET_PROPS.find((each) => TARGET_TYPES[each] === targetType) ?? "targetIp";
  return { [prop]: id };
}

/** Targets keyed by attachment ID. Duplicates keep the first; the rules report them. */
function byAttachmentId(targets: readonly TargetSettings[]): Map<string, TargetSettings> {
  const byId = new Map<string, TargetSettings>();
  for (const target of targets) {
    const id = attachmentId(target);
    if (!byId.has(id)) byId.set(id, target);
  }
  return byId;
}
