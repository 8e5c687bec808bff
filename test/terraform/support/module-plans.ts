import path from "node:path";
import {
  AlpnPolicy,
  DnsRecordClientRoutingPolicy,
  ForwardProtocol,
  HealthCheckProtocol,
  NlbIpAddressType,
  PortForwardNlb,
  type PortForwardNlbProps,
} from "cdktf-port-forward-nlb";
import fc from "fast-check";
import { ARTICLE_TABLE } from "../../article";
import { healthCheck, list, VPC } from "../../lists";
import { ARN } from "../../option-samples";
import { moduleArguments } from "../../module-arguments";
import { instanceAddress, moduleInstances, OFFLINE_PROVIDER } from "./module";
import { synthesizeStack } from "./synth";
import { type Plan, Terraform } from "./terraform";

const SEED = Number(process.env.FAST_CHECK_SEED ?? Date.now() % 2 ** 31);

const SUBNETS = [
  { subnetId: "subnet-1", privateIpv4Address: "172.31.128.10", cidrBlock: "172.31.128.0/21" },
  { subnetId: "subnet-2", availabilityZone: "ap-northeast-1c" },
];

const ALB = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app";

const IPV6_FORWARD = {
  listenerPort: 65535,
  targetIp: "2001:DB8::1",
  targetPort: 22,
  targetGroupName: "ipv6",
  additionalTargets: [{ targetIp: "2001:db8::2" }],
};

/** Props that go with any forwards. */
const loadBalancer: fc.Arbitrary<Partial<PortForwardNlbProps>> = fc.record(
  {
    crossZone: fc.boolean(),
    deletionProtection: fc.boolean(),
    dnsRecordClientRoutingPolicy: fc.constantFrom(...Object.values(DnsRecordClientRoutingPolicy)),
    zonalShift: fc.boolean(),
    accessLogs: fc.constantFrom({ bucket: "logs" }, { bucket: "logs", prefix: "nlb" }),
    tags: fc.constant({ team: "network" }),
    loadBalancerName: fc.stringMatching(/^[a-hj-r][a-z0-9]{1,30}$/),
    securityGroupIds: fc.constantFrom([], ["sg-0a1b2c3d"]),
    alarms: fc.record(
      {
        actionArns: fc.constantFrom([], ["arn:aws:sns:ap-northeast-1:123456789012:network"]),
        unhealthyHosts: fc.boolean(),
        portAllocationErrors: fc.boolean(),
        periodSeconds: fc.constantFrom(60, 300),
        evaluationPeriods: fc.integer({ min: 1, max: 5 }),
      },
      { requiredKeys: ["actionArns"] },
    ),
    forwardDefaults: fc.record(
      {
        protocol: fc.constant(ForwardProtocol.TCP),
        healthCheck: fc.oneof(
          healthCheck,
          healthCheck.map((check) => ({ ...check, protocol: HealthCheckProtocol.HTTP, path: "/", matcher: "200" })),
        ),
        deregistrationDelaySeconds: fc.integer({ min: 0, max: 3600 }),
        connectionTermination: fc.boolean(),
        proxyProtocolV2: fc.boolean(),
        tcpIdleTimeoutSeconds: fc.integer({ min: 60, max: 6000 }),
        certificateArn: fc.constant(`${ARN}9`),
        additionalCertificateArns: fc.constant([`${ARN}8`]),
        sslPolicy: fc.constant("ELBSecurityPolicy-TLS13-1-2-2021-06"),
        alpnPolicy: fc.constant(AlpnPolicy.HTTP2_ONLY),
        targetTls: fc.boolean(),
        clientCidrBlocks: fc.constantFrom([], ["10.0.0.0/16"]),
        sameRegionPeering: fc.constant(true),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

/** Props of the security group, which forwards with their own clients require. */
const securityGroup: fc.Arbitrary<Partial<PortForwardNlbProps>> = fc.record(
  {
    clientCidrBlocks: fc.constantFrom([], ["172.16.0.0/12", "2001:0DB8:0::/32"]),
    clientSecurityGroupIds: fc.constant(["sg-0a1b2c3e"]),
    targetSecurityGroupIds: fc.constant(["sg-0a1b2c3f", "sg-0a1b2c40"]),
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: fc.boolean(),
  },
  { requiredKeys: ["clientCidrBlocks"] },
);

const withoutClients = list.map((rows) => rows.map(({ clientCidrBlocks, ...row }) => row));

const props = fc
  .tuple(
    fc.stringMatching(/^[a-hj-r][a-z0-9-]{0,40}$/),
    loadBalancer,
    fc.oneof(
      fc.tuple(list.map(keyedByServer), securityGroup),
      fc.tuple(withoutClients, fc.constant<Partial<PortForwardNlbProps>>({})),
    ),
    fc.boolean(),
  )
  .map(([name, nlb, [rows, group], dualStack]): PortForwardNlbProps => {
    const { clientCidrBlocks, ...forwardDefaults } = nlb.forwardDefaults ?? {};
    const forwards = rows.filter(({ listenerPort }) => listenerPort !== IPV6_FORWARD.listenerPort).slice(0, 5);
    const datagrams = forwards.some(({ protocol }) => protocol?.includes("UDP"));
    return {
      name,
      vpcId: "vpc-0a1b2c3d",
      vpcCidrBlocks: [VPC],
      subnetMappings: SUBNETS,
      ...nlb,
      ...(nlb.forwardDefaults && { forwardDefaults: group.clientCidrBlocks ? nlb.forwardDefaults : forwardDefaults }),
      ...group,
      ...(dualStack && !datagrams && { ipAddressType: NlbIpAddressType.DUALSTACK }),
      forwards: dualStack && !datagrams ? [...forwards, IPV6_FORWARD] : forwards,
    };
  });

/**
 * Forwards in which each server always has the same key, or never one: with a security group, the module requires
 * that.
 */
function keyedByServer<Row extends { readonly targetIp: string; readonly key?: string }>(rows: Row[]): Row[] {
  return rows.map(({ key, ...row }) => ({
    ...(row as Row),
    ...(Number(row.targetIp.at(-1)) % 2 && { key: `server-${row.targetIp}` }),
  }));
}

const ARTICLE: PortForwardNlbProps = {
  name: "example",
  vpcId: "vpc-0a1b2c3d",
  subnetMappings: SUBNETS,
  forwards: ARTICLE_TABLE.map(({ targetGroupName, ...row }) => row),
};

/** Longer than every length that names and texts are cut to, with more targets than an alarm lists. */
const CUT: PortForwardNlbProps = {
  ...ARTICLE,
  name: "a-name-that-does-not-fit-into-a-load-balancer",
  alarms: { actionArns: [] },
  tags: { team: "network" },
  forwards: ARTICLE.forwards.map((row, index) => ({
    ...row,
    description: `Row ${index}:\u0007 *a|b_c* <b>~&\\ [x](y) \`z\` ${"踏み台 ".repeat(80)}`,
    external: true,
    additionalTargets: Array.from({ length: 3 + index }, (_, target) => ({ targetIp: `10.1.${index}.${target + 1}` })),
  })),
};

/** Every type of target, each with security groups and with defaults that not all support. */
const MIXED: PortForwardNlbProps = {
  ...ARTICLE,
  name: "mixed",
  vpcCidrBlocks: [VPC],
  clientCidrBlocks: ["192.168.1.0/24"],
  targetSecurityGroupIds: ["sg-0a1b2c3d"],
  hostTargets: { subnetIds: ["subnet-0a1b2c3d"], nameServers: ["192.168.0.2"], intervalSeconds: 120 },
  alarms: { actionArns: [] },
  forwardDefaults: {
    deregistrationDelaySeconds: 60,
    stickiness: true,
    crossZone: false,
    unhealthyConnectionTermination: false,
    unhealthyDrainingIntervalSeconds: 60,
    dnsMinimumHealthyTargetCount: 2,
    routingMinimumHealthyTargetPercentage: 50,
    healthCheck: { intervalSeconds: 10 },
  },
  forwards: [
    { listenerPort: 22, targetInstanceId: "i-0a1b2c3d4e5f60718", targetPort: 22, description: "an instance" },
    {
      listenerPort: 53,
      protocol: ForwardProtocol.TCP_UDP,
      targetInstanceId: "i-0a1b2c3d4e5f60718",
      targetPort: 53,
      key: "dns",
      additionalTargets: [{ targetInstanceId: "i-0a1b2c3d4e5f60719", targetPort: 5353 }],
      targetSecurityGroupIds: ["sg-0a1b2c3e", "sg-0a1b2c3f"],
    },
    { listenerPort: 443, targetAlbArn: `${ALB}/web/50dc6c495c0c9188`, targetPort: 443, healthCheck: { port: 80 } },
    {
      listenerPort: 444,
      targetAlbArn: `${ALB}/web/50dc6c495c0c9188`,
      targetPort: 444,
      key: "web",
      healthCheck: { protocol: HealthCheckProtocol.HTTPS, path: "/health" },
      targetSecurityGroupIds: ["sg-0a1b2c3e"],
    },
    { listenerPort: 8080, targetIp: "172.31.129.10", targetPort: 80, targetSecurityGroupIds: [] },
    { listenerPort: 5432, targetHost: "db.example.internal", targetPort: 5432, description: "a host" },
    {
      listenerPort: 5433,
      targetHost: "db.example.internal",
      targetPort: 5433,
      external: true,
      additionalTargets: [{ targetHost: "b.example.internal", targetPort: 5432 }],
      targetSecurityGroupIds: ["sg-0a1b2c3e"],
    },
    { listenerPort: 8081, targetIp: "10.0.0.10", targetPort: 80 },
  ],
};

/** Gives a list unique names, since all constructs are in one app. */
function named(given: PortForwardNlbProps, index: number): PortForwardNlbProps {
  return {
    ...given,
    name: `${given.name}${index}`,
    ...(given.loadBalancerName && { loadBalancerName: `${given.loadBalancerName.slice(0, 30)}${index}` }),
    forwards: given.forwards.map(({ targetGroupName, ...row }) => ({
      ...row,
      ...(targetGroupName && { targetGroupName: `list${index}-${row.listenerPort}` }),
    })),
  };
}

/** Plans of the article's list and of random ones, by the module and the construct. */
export class ModulePlans {
  /** Registers the suite's hooks. Call it once, in the suite's `describe`. */
  public static begin({ random }: { readonly random: number }): ModulePlans {
    const plans = new ModulePlans(
      [ARTICLE, CUT, MIXED, ...fc.sample(props, { numRuns: random, seed: SEED })].map(named),
    );
    beforeAll(async () => plans.plan());
    afterAll(async () => {
      await Promise.all(plans.folders.map(async (folder) => folder.remove()));
    });
    return plans;
  }

  private readonly folders: Terraform[] = [];
  private readonly tables: string[] = [];
  private ofModule?: Plan;
  private ofConstruct?: Plan;

  private constructor(private readonly lists: readonly PortForwardNlbProps[]) {}

  public get indices(): number[] {
    return this.lists.map((_, index) => index);
  }

  /** Returns the resources that the module plans for a list, in an order independent of addresses. */
  public byModule(index: number): Planned[] {
    return inOrder(resourcesOf(this.ofModule, `${instanceAddress(`list${index}`)}.`));
  }

  /** Returns the resources that the construct plans for a list, in the same order. */
  public byConstruct(index: number): Planned[] {
    return inOrder(resourcesOf(this.ofConstruct, `list${index}_`));
  }

  /** Returns a list's port tables, by the module and the construct. */
  public portTables(index: number): [unknown, string | undefined] {
    return [this.ofModule?.planned_values.outputs?.[`port_table${index}`]?.value, this.tables[index]];
  }

  private async plan(): Promise<void> {
    process.stdout.write(`FAST_CHECK_SEED=${SEED}\n`);
    const module = moduleInstances(
      Object.fromEntries(this.lists.map((args, index) => [`list${index}`, moduleArguments(args)])),
    );
    const output = Object.fromEntries(
      this.lists.map((_, index) => [
        `port_table${index}`,
        { value: `\${${instanceAddress(`list${index}`)}.port_table}` },
      ]),
    );
    const stack = synthesizeStack((scope) => {
      this.lists.forEach((each, index) => {
        const forwarding = new PortForwardNlb(scope, `list${index}`, each);
        this.tables[index] = forwarding.portTable();
      });
    });
    [this.ofModule, this.ofConstruct] = await Promise.all([
      this.planOf({ "main.tf.json": JSON.stringify({ module, output }), "provider.tf.json": OFFLINE_PROVIDER }),
      this.planOf({ ...stack, "provider_override.tf.json": OFFLINE_PROVIDER }),
    ]);
  }

  private async planOf(files: Record<string, string>): Promise<Plan> {
    const terraform = await Terraform.initialize(files, {});
    this.folders.push(terraform);
    return terraform.plan();
  }
}

type Change = Plan["resource_changes"][number];

/** Returns the planned resources whose addresses contain a text. */
function resourcesOf(plan: Plan | undefined, within: string): Planned[] {
  return (plan?.resource_changes ?? [])
    .filter(({ address }) => address.startsWith(within) || address.includes(`.${within}`))
    .map(({ type, change }) => ({ type, values: withoutFolder(change.after), unknown: change.after_unknown }));
}

/** The program of a function is the same file in different folders. */
function withoutFolder(values: Change["change"]["after"]): Change["change"]["after"] {
  return typeof values?.filename === "string" ? { ...values, filename: path.basename(values.filename) } : values;
}

interface Planned {
  readonly type: string;
  readonly values: Change["change"]["after"];
  readonly unknown: Change["change"]["after_unknown"];
}

/** Sorts resources independently of their addresses. */
function inOrder(planned: Planned[]): Planned[] {
  const text = (each: Planned): string => JSON.stringify([each.type, each.values, each.unknown]);
  return [...planned].sort((one, other) => (text(one) < text(other) ? -1 : 1));
}
