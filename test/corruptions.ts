import { Token } from "cdktf";
import type { PortForward } from "cdktf-port-forward-nlb";
import { VPC } from "./lists";
import { OPTIONS, type RegularOption } from "../src/private/options";
import { ARN, baseOf, OPTION_SAMPLES } from "./option-samples";

// Lists that AWS does not take, or that are seldom meant.

/** A list with one thing wrong, and what the one finding begins with. */
export type Corrupted = readonly [props: Record<string, unknown>, finding: string];
export type Corruption = (forwards: readonly PortForward[], index: number) => Corrupted;

const INSIDE = { targetIp: "172.31.129.10", external: undefined };
const PLAIN = { listenerPort: 10022, targetIp: "172.31.129.10", targetPort: 22 };
const PLAIN_TARGET = { targetIp: PLAIN.targetIp };
const UDP = { protocol: "UDP", healthCheck: { port: 8080 } };
const TLS = { protocol: "TLS", certificateArn: `${ARN}1` };
const INSTANCE = { targetInstanceId: "i-0a1b2c3d4e5f60718" };
const OF_INSTANCE = { listenerPort: 10022, ...INSTANCE, targetPort: 22 };
const ALB = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188";
const ALB_ROW = { listenerPort: 443, targetAlbArn: ALB, targetPort: 443, targetSecurityGroupIds: ["sg-1"] };
const HOST_ROW = {
  listenerPort: 5432,
  targetHost: "db.example.internal",
  targetPort: 5432,
  targetSecurityGroupIds: ["sg-1"],
};
const RESOLVED = { clientCidrBlocks: ["172.16.0.0/12"], hostTargets: { subnetIds: ["subnet-1"] } };
const HEADER_ON_REQUESTS = { proxyProtocolV2: true, healthCheck: { protocol: "HTTP" } };

const MOVED_FROM = {
  loadBalancer: "aws_lb.nlb",
  listener: 'module.nlb.aws_lb_listener.this["ex-{listenerPort}"]',
  targetGroup: "aws_lb_target_group.tg-{listenerPort}",
  attachment: 'aws_lb_target_group_attachment.this["{listenerPort}/{targetIp}:{targetPort}"]',
};

/** Corruptions by the title of the rule that must see them. */
export const CORRUPTIONS: Record<string, readonly Corruption[]> = {
  Properties: [
    inRow({ targetport: 22 }, '"targetport"'),
    inMapping({ subnetID: "subnet-1" }, '"subnetID"'),
    inProps({ vpcID: "vpc-1" }, '"vpcID"'),
    inRow(
      { ["x".repeat(1000)]: 1 },
      `"${"x".repeat(80)}…" isn't a property of a forward. The properties are listenerPort`,
    ),
  ],
  Ports: [
    ...[0, -1, 65536, 22.5, "22", null, undefined].map((targetPort) => inRow({ targetPort }, "'targetPort'")),
    ...[0, 65536, "22", NaN, null, "__proto__", "constructor", "a/b", 10n, [], {}, true].map((listenerPort) =>
      inRow({ listenerPort }, "'listenerPort'"),
    ),
    ...["20000-20010", "20000 – 20010", "20000:20010"].map((listenerPort) =>
      inRow({ listenerPort }, "'listenerPort' must be one port"),
    ),
    ...["22-23", "23-22", "22..23", "80,443", "1-3,7", "22 23"].map((targetPort) =>
      inRow({ targetPort }, "'targetPort' must be one port"),
    ),
    inRow({ healthCheck: { port: "traffic-port" } }, "'healthCheck.port' must be an integer"),
  ],
  "Unhealthy draining intervals": [
    ...ofOptions("Unhealthy draining intervals"),
    inRow(
      { ...INSIDE, protocol: "TCP", unhealthyDrainingIntervalSeconds: 60 },
      "'unhealthyDrainingIntervalSeconds' is 60",
    ),
  ],
  "Target group health": [
    ...ofOptions("Target group health"),
    inRow(
      { routingMinimumHealthyTargetCount: 2 },
      "'routingMinimumHealthyTargetCount' is 2, but 'dnsMinimumHealthyTargetCount' is 1",
    ),
    inRow(
      { dnsMinimumHealthyTargetPercentage: 40, routingMinimumHealthyTargetPercentage: 50 },
      "'routingMinimumHealthyTargetPercentage' is 50, but",
    ),
  ],
  "One listener per port": [
    (forwards, index) => [
      { forwards: [...forwards, { listenerPort: forwards[index]?.listenerPort, targetIp: "10.0.0.1", targetPort: 1 }] },
      `forwards[${forwards.length}] and forwards[${index}] both listen on `,
    ],
  ],
  Addresses: [
    "",
    " 10.0.0.1",
    "10.0.0.01",
    "10.0.0.0/8",
    "host",
    "::ffff:10.0.0.1",
    "::ffff:a00:1",
    "64:ff9b::10.0.0.1",
    "2001:00db8::1",
    "10.0.0.1０",
    "i-0a1b2c3d4e5f60718",
    ALB,
    10,
  ].map((targetIp) => inRow({ targetIp, external: undefined }, "'targetIp' must be an IP address")),
  "One target": [
    ...[null, undefined].map((targetIp) =>
      inRow({ targetIp }, "'targetIp', 'targetInstanceId', 'targetAlbArn' or 'targetHost' is missing"),
    ),
    () => [
      { forwards: [{ ...PLAIN, ...INSTANCE }] },
      "forwards[0] (listener 10022): 'targetIp' and 'targetInstanceId'",
    ],
    () => [
      { forwards: [{ ...ALB_ROW, ...PLAIN_TARGET }] },
      "forwards[0] (listener 443): 'targetIp' and 'targetAlbArn' are set",
    ],
    inRow(
      { ...INSIDE, additionalTargets: [{ targetPort: 5 }] },
      "additionalTargets[0]: 'targetIp', 'targetInstanceId' or 'targetHost'",
    ),
    () => [
      { forwards: [{ ...HOST_ROW, ...PLAIN_TARGET }], clientCidrBlocks: RESOLVED.clientCidrBlocks },
      "forwards[0] (listener 5432): 'targetIp' and 'targetHost' are set",
    ],
  ],
  "Types of targets": [
    inRow(
      { ...INSIDE, additionalTargets: [{ ...INSTANCE, targetPort: 5 }] },
      "additionalTargets[0]: 'targetInstanceId' is an instance, but the forward's own target is an IP address",
    ),
    () => [
      { forwards: [{ ...OF_INSTANCE, additionalTargets: [PLAIN_TARGET] }], targetSecurityGroupIds: ["sg-1"] },
      "forwards[0] (listener 10022): additionalTargets[0]: 'targetIp' is an IP address",
    ],
    () => [
      { forwards: [{ ...HOST_ROW, additionalTargets: [INSTANCE] }], ...RESOLVED },
      "forwards[0] (listener 5432): additionalTargets[0]: 'targetInstanceId' is an instance, but the forward's own target is a host",
    ],
  ],
  Hosts: [
    ...[
      "",
      "db",
      "db.internal.",
      "-db.internal",
      "db-.internal",
      "db..internal",
      ".internal",
      "db.1",
      "10.0.0.1",
      "2001:db8::1",
      "https://db.internal",
      "db.internal:5432",
      "db internal.test",
      "データ.internal",
      `${"a".repeat(64)}.internal`,
      `${"a.".repeat(125)}test`,
      5,
    ].map((targetHost): Corruption => () => [
      { forwards: [{ ...HOST_ROW, targetHost }], ...RESOLVED },
      "forwards[0] (listener 5432): 'targetHost' must be a DNS name",
    ]),
    () => [
      { forwards: [{ ...HOST_ROW, additionalTargets: [{ targetHost: "db" }] }], ...RESOLVED },
      "forwards[0] (listener 5432): additionalTargets[0]: 'targetHost' must be a DNS name",
    ],
    () => [
      { forwards: [HOST_ROW], clientCidrBlocks: RESOLVED.clientCidrBlocks },
      "forwards[0] (listener 5432): 'targetHost' requires the function that resolves it",
    ],
  ],
  "Number of hosts": [
    () => [
      {
        forwards: Array.from({ length: 50 }, (_, index) => ({
          ...HOST_ROW,
          listenerPort: 5000 + index,
          targetHost: `${"a".repeat(60)}.${"b".repeat(60)}.internal`,
        })),
        ...RESOLVED,
      },
      "'forwards' has 50 forwards to hosts",
    ],
  ],
  "Function for hosts": [
    ...[5, [], "subnet-1"].map((hostTargets) => inProps({ hostTargets }, "'hostTargets' must be an object")),
    inProps({ hostTargets: Token.asAny("token") }, "'hostTargets' must be known at synthesis"),
    inProps({ hostTargets: { subnetIds: ["subnet-1"] } }, "warning: 'hostTargets' is set, but no forward has"),
    ...(
      [
        [{ interval: 60 }, '"interval" isn\'t a property of hostTargets'],
        [{ subnetIds: [] }, "'hostTargets.subnetIds' is empty"],
        [{ subnetIds: undefined }, "'hostTargets.subnetIds' must be a list"],
        [
          { subnetIds: Array.from({ length: 17 }, (_, index) => `subnet-${index}`) },
          "'hostTargets.subnetIds' must have at most 16",
        ],
        [{ subnetIds: ["sg-1"] }, "'hostTargets.subnetIds[0]'"],
        [{ subnetIds: ["subnet-1", "subnet-1"] }, "'hostTargets.subnetIds[1]'"],
        [{ securityGroupIds: [] }, "'hostTargets.securityGroupIds' is empty"],
        [{ securityGroupIds: ["web"] }, "'hostTargets.securityGroupIds[0]'"],
        [{ securityGroupIds: ["sg-1", "sg-1"] }, "'hostTargets.securityGroupIds[1]'"],
        [{ nameServers: [] }, "'hostTargets.nameServers' is empty"],
        [{ nameServers: ["2001:db8::53"] }, "'hostTargets.nameServers[0]' must be an IPv4 address"],
        [{ nameServers: ["ns.example.com"] }, "'hostTargets.nameServers[0]'"],
        [{ nameServers: ["10.0.0.2", "10.0.0.2"] }, "'hostTargets.nameServers[1]'"],
        [{ nameServers: Token.asList({ resolve: () => [] }) }, "'hostTargets.nameServers' must be known at synthesis"],
        [{ intervalSeconds: 30 }, "'hostTargets.intervalSeconds' must be a multiple of 60"],
        [{ intervalSeconds: 360 }, "'hostTargets.intervalSeconds' must be a multiple of 60 from 60 to 300"],
        [{ intervalSeconds: 90 }, "'hostTargets.intervalSeconds' must be a multiple of 60"],
        [{ intervalSeconds: Token.asNumber({ resolve: () => 60 }) }, "'hostTargets.intervalSeconds' must be known"],
        [{ missesBeforeRemoval: 0 }, "'hostTargets.missesBeforeRemoval' must be an integer"],
        [{ missesBeforeRemoval: 11 }, "'hostTargets.missesBeforeRemoval' must be an integer"],
      ] as const
    ).map(([change, finding]): Corruption => () => [
      {
        forwards: [HOST_ROW],
        clientCidrBlocks: RESOLVED.clientCidrBlocks,
        hostTargets: { ...RESOLVED.hostTargets, ...change },
      },
      finding,
    ]),
  ],
  "Application Load Balancers": [
    ...["web", ALB.replace("app/", "net/"), 5].map((targetAlbArn): Corruption => () => [
      { forwards: [{ ...ALB_ROW, targetAlbArn }] },
      "forwards[0] (listener 443): 'targetAlbArn' must be the ARN",
    ]),
    ...(
      [
        [{ additionalTargets: [PLAIN_TARGET] }, "'additionalTargets' has 1 targets"],
        [TLS, "'protocol' is TLS, but only TCP listeners forward to an Application Load Balancer"],
        [{ healthCheck: { protocol: "TCP" } }, "'healthCheck.protocol' is TCP"],
        [{ targetIpAddressType: "ipv4" }, "'targetIpAddressType' is set, but the target is an Application"],
        ...OPTIONS.filter(([, { targetTypes }]) => targetTypes).map(
          ([name]) =>
            [{ [name]: OPTION_SAMPLES[name].good[0] }, `'${name}' is set, but the target is an Application`] as const,
        ),
      ] as const
    ).map(([options, finding]): Corruption => () => [
      { forwards: [{ ...ALB_ROW, ...options }] },
      `forwards[0] (listener 443): ${finding}`,
    ]),
  ],
  "Target IPs": ["8.8.8.8", "203.0.113.1", "127.0.0.1", "169.254.169.254", "0.0.0.0"].map((targetIp) =>
    inRow({ targetIp, external: undefined }, `'targetIp' ${targetIp} is in none of the ranges`),
  ),
  "Availability Zone of a target": [
    inRow({ targetIp: "172.31.129.1", external: true }, "'targetIp' 172.31.129.1 is inside the VPC"),
    inRow({ targetIp: "10.0.0.1", external: false }, "'targetIp' 10.0.0.1 is outside the VPC"),
    () => [
      { forwards: [{ ...OF_INSTANCE, external: true }], targetSecurityGroupIds: ["sg-1"] },
      "forwards[0] (listener 10022): 'external' is true, but the target is an instance",
    ],
  ],
  Switches: [
    inRow({ external: "true" }, "'external'"),
    inRow({ external: Token.asAny("token") }, "'external' must be known at synthesis"),
    inRow({ external: "${var.external}" }, "'external' must be known at synthesis"),
    ...["internal", "deletionProtection", "crossZone", "zonalShift"].map((prop) =>
      inProps({ [prop]: "yes" }, `'${prop}'`),
    ),
    inRow({ sameRegionPeering: 1 }, "'sameRegionPeering'"),
    ...ofOptions("Switches"),
  ],
  Keys: [
    inRow({ key: "" }, "'key'"),
    inRow({ key: Token.asString({ resolve: () => "key" }) }, "'key' must be known at synthesis"),
    inRow({ key: "web-${count.index}" }, "'key' must be known at synthesis"),
  ],
  "Names of load balancers and target groups": [
    ...["", "a".repeat(33), "-a", "a-", "a_b", 5].map((name) => inRow({ targetGroupName: name }, "'targetGroupName'")),
    ...["", "a".repeat(33), "-a", "a-", "a_b", 5].map((name) =>
      inProps({ loadBalancerName: name }, "'loadBalancerName'"),
    ),
  ],
  Protocols: ["tcp", "SCTP", "", 6].map((protocol) => inRow({ protocol }, "'protocol'")),
  "UDP to targets outside the VPC": [
    inRow({ targetIp: "10.0.0.1", external: true, protocol: "TCP_UDP" }, "'protocol' is TCP_UDP"),
    inRow(
      { ...UDP, additionalTargets: [{ targetIp: "10.0.0.1" }], targetIp: "172.31.129.1", external: false },
      "'protocol' is UDP",
    ),
  ],
  "UDP of dual-stack load balancers": [
    () => [
      { forwards: [{ ...PLAIN, protocol: "TCP_UDP" }], ipAddressType: "dualstack" },
      "forwards[0] (listener 10022): 'protocol' is TCP_UDP",
    ],
  ],
  "Health checks of UDP": [inRow({ ...INSIDE, protocol: "UDP" }, "'healthCheck.port' is missing")],
  "Health checks of requests": [
    inRow({ healthCheck: { path: "/" } }, "'healthCheck.path' is for HTTP"),
    inRow({ healthCheck: { protocol: "TCP", matcher: "200" } }, "'healthCheck.matcher' is for HTTP"),
  ],
  "Health checks": [
    inRow({ healthCheck: 8080 }, "'healthCheck' must be an object"),
    inRow({ healthCheck: { protocol: "UDP" } }, "'healthCheck.protocol'"),
    inRow({ healthCheck: { protocol: "HTTP", path: "health" } }, "'healthCheck.path'"),
    inRow({ healthCheck: { protocol: "HTTP", matcher: "600" } }, "'healthCheck.matcher'"),
    ...[1, 11, 2.5, "3"].map((healthyThreshold) =>
      inRow({ healthCheck: { healthyThreshold } }, "'healthCheck.healthyThreshold'"),
    ),
    ...[1, 11].map((unhealthyThreshold) =>
      inRow({ healthCheck: { unhealthyThreshold } }, "'healthCheck.unhealthyThreshold'"),
    ),
    ...[4, 301].map((intervalSeconds) =>
      inRow({ healthCheck: { intervalSeconds, timeoutSeconds: 4 } }, "'healthCheck.intervalSeconds'"),
    ),
    ...[1, 31, 121].map((timeoutSeconds) => inRow({ healthCheck: { timeoutSeconds } }, "'healthCheck.timeoutSeconds'")),
    inProps(
      { forwardDefaults: { healthCheck: { intervalSeconds: 400 } } },
      "forwardDefaults: 'healthCheck.intervalSeconds'",
    ),
  ],
  ...Object.fromEntries(
    OPTIONS.map(([, { bound }]) => bound.title)
      .filter(
        (title) => !["Switches", "Certificates", "Unhealthy draining intervals", "Target group health"].includes(title),
      )
      .map((title) => [title, ofOptions(title)]),
  ),
  "Options of one protocol": [
    inRow({ ...INSIDE, protocol: "TCP_UDP", tcpIdleTimeoutSeconds: 60 }, "'tcpIdleTimeoutSeconds' is for TCP"),
    inRow(
      { ...INSIDE, protocol: "TCP_UDP", unhealthyConnectionTermination: false },
      "'unhealthyConnectionTermination' is for TCP or TLS",
    ),
    inRow(
      { ...INSIDE, protocol: "TCP_UDP", unhealthyDrainingIntervalSeconds: 60 },
      "'unhealthyDrainingIntervalSeconds' is for TCP or TLS",
    ),
    inRow({ certificateArn: `${ARN}1` }, "'certificateArn' is for TLS"),
    inRow({ targetTls: true }, "'targetTls' is for TLS"),
  ],
  Certificates: [
    inRow({ protocol: "TLS" }, "'certificateArn' is missing"),
    ...ofOptions("Certificates"),
    inRow({ ...TLS, additionalCertificateArns: [5] }, "'additionalCertificateArns[0]'"),
    inRow({ ...TLS, additionalCertificateArns: ["my-cert"] }, "'additionalCertificateArns[0]'"),
    inRow({ ...TLS, additionalCertificateArns: [`${ARN}2`, `${ARN}2`] }, "'additionalCertificateArns[1]'"),
  ],
  "Names of security policies": [
    inRow({ ...TLS, sslPolicy: "TLS12" }, "'sslPolicy' \"TLS12\" isn't one of AWS's policies", "warning: "),
  ],
  "Number of certificates": [
    () => [
      {
        forwards: [
          { ...PLAIN, ...TLS, additionalCertificateArns: Array.from({ length: 24 }, (_, index) => `${ARN}a${index}`) },
          { ...PLAIN, ...TLS, listenerPort: 10023 },
        ],
      },
      "warning: 'forwards' has 26 certificates",
    ],
  ],
  Moves: [
    inProps({ movedFrom: "aws_lb.nlb" }, "'movedFrom' must be an object"),
    inProps({ movedFrom: Token.asAny("token") }, "'movedFrom' must be known at synthesis"),
    inProps(
      { movedFrom: { ...MOVED_FROM, loadbalancer: "aws_lb.nlb" } },
      '"loadbalancer" isn\'t a property of movedFrom',
    ),
    ...[
      "aws_alb.nlb",
      "aws_lb",
      "module.nlb",
      "aws_lb.nlb[each.key]",
      "aws_lb.nlb-{listenerPort}",
      "",
      5,
      null,
      undefined,
    ].map((loadBalancer) =>
      inProps({ movedFrom: { ...MOVED_FROM, loadBalancer } }, "'movedFrom.loadBalancer' must be"),
    ),
    inProps(
      { movedFrom: { ...MOVED_FROM, loadBalancer: Token.asString({ resolve: () => "aws_lb.nlb" }) } },
      "'movedFrom.loadBalancer' must be known at synthesis",
    ),
    ...[
      "aws_lb_listener.nlb",
      "aws_lb_target_group.tg-{listenerPort}",
      "aws_lb_listener.{targetIp}-{listenerPort}",
    ].map((listener) => inProps({ movedFrom: { ...MOVED_FROM, listener } }, "'movedFrom.listener' must")),
    inProps({ movedFrom: { ...MOVED_FROM, targetGroup: 'x" {listenerPort}' } }, "'movedFrom.targetGroup' must"),
    (forwards, index) => [
      {
        forwards: [
          { ...forwards[index], ...PLAIN, additionalTargets: [{ targetIp: "172.31.130.10" }], external: undefined },
        ],
        movedFrom: { ...MOVED_FROM, attachment: "aws_lb_target_group_attachment.tg-{listenerPort}" },
      },
      "'movedFrom.attachment' \"aws_lb_target_group_attachment.tg-{listenerPort}\" is one address for the 2 targets of listener 10022",
    ],
    () => [
      {
        forwards: [{ ...PLAIN, targetIp: Token.asString({ resolve: () => "172.31.129.10" }), key: "web" }],
        movedFrom: MOVED_FROM,
      },
      '\'movedFrom.attachment\' "aws_lb_target_group_attachment.this[\\"{listenerPort}/{targetIp}:{targetPort}\\"]" has {targetIp}, which is a token',
    ],
  ],
  Imports: [
    inProps({ importFrom: "arn:aws:" }, "'importFrom' must be an object"),
    inProps({ importFrom: Token.asAny("token") }, "'importFrom' must be known at synthesis"),
    inProps({ importFrom: { loadBalancer: "arn" } }, '"loadBalancer" isn\'t a property of importFrom'),
    ...[importArn("loadbalancer/app/x/1"), importArn("targetgroup/x/1"), "", 5].map((loadBalancerArn) =>
      inProps({ importFrom: { loadBalancerArn } }, "'importFrom.loadBalancerArn' must be an ARN"),
    ),
    inProps({ importFrom: { forwards: { listenerPort: 1 } } }, "'importFrom.forwards' must be a list"),
    inProps({ importFrom: { forwards: Token.asAny("token") } }, "'importFrom.forwards' must be known at synthesis"),
    ...["1", 65536].map((listenerPort) =>
      inProps({ importFrom: { forwards: [{ listenerPort }] } }, "importFrom.forwards[0]"),
    ),
    ofImport(
      (listenerPort) => [{ listenerPort: Token.asNumber({ resolve: () => listenerPort }) }],
      "[0]: 'listenerPort' must be known",
    ),
    ofImport((listenerPort) => [{ listenerPort }, { listenerPort }], "[1] (listener "),
    ofImport((listenerPort) => [{ listenerPort, listenerARN: "" }], "[0] (listener "),
    ofImport((listenerPort) => [{ listenerPort, listenerArn: importArn("targetgroup/x/1") }], "[0] (listener "),
    ofImport((listenerPort) => [{ listenerPort, targetGroupArn: importArn("listener/net/x/1/2") }], "[0] (listener "),
    () => [
      { forwards: [PLAIN], importFrom: { forwards: [{ listenerPort: 10023 }] } },
      "importFrom.forwards[0] (listener 10023): no forward listens on 10023",
    ],
  ],
  Stickiness: [inRow({ ...TLS, stickiness: true }, "'stickiness' is true")],
  "Client IP preservation": [
    inRow({ ...INSIDE, ...UDP, preserveClientIp: false }, "'preserveClientIp' is false"),
    inRow({ targetIp: "10.0.0.1", external: true, preserveClientIp: true }, "'preserveClientIp' is true"),
    () => [
      { forwards: [10022, 10023].map((listenerPort) => ({ ...PLAIN, listenerPort, preserveClientIp: true })) },
      "warning: forwards[1] (listener 10023) and forwards[0] (listener 10022) both reach tcp 172.31.129.10 22",
    ],
    () => [
      {
        forwards: [
          { ...PLAIN, ...UDP },
          {
            ...PLAIN,
            targetIp: "172.31.129.11",
            additionalTargets: [PLAIN_TARGET],
            protocol: "TCP_UDP",
            listenerPort: 53,
          },
        ],
      },
      "warning: forwards[1] (listener 53) and forwards[0] (listener 10022) both reach udp 172.31.129.10 22",
    ],
  ],
  "Connection termination": [
    inRow({ ...INSIDE, ...UDP, connectionTermination: false }, "'connectionTermination' is false", "warning: "),
  ],
  "Proxy Protocol on health checks": [inRow(HEADER_ON_REQUESTS, "'proxyProtocolV2' is true", "warning: ")],
  Descriptions: ["", 5, {}].map((description) => inRow({ description }, "'description'")),
  "Addresses of the load balancer": [
    inRow({ targetIp: "172.31.128.10", external: undefined }, "'targetIp' 172.31.128.10 is the load balancer's own"),
    () => [
      {
        forwards: [{ ...PLAIN, targetIp: "2001:db8:0:0::10" }],
        subnetMappings: [{ subnetId: "subnet-1", ipv6Address: "2001:0DB8::10" }],
        ipAddressType: "dualstack",
      },
      "forwards[0] (listener 10022): 'targetIp' 2001:db8::10 is the load balancer's own",
    ],
  ],
  "IPv6 targets": [
    inRow({ targetIp: "2001:db8::1", external: undefined }, "'targetIp' 2001:db8::1 is an IPv6 address"),
  ],
  "Families of addresses": [
    () => [
      { forwards: [{ ...PLAIN, additionalTargets: [{ targetIp: "2001:db8::1" }] }], ipAddressType: "dualstack" },
      "forwards[0] (listener 10022): additionalTargets[0]: 'targetIp' 2001:db8::1 and 172.31.129.10 are of different IP versions",
    ],
    ...["IPv4", "dualstack", 4].map((targetIpAddressType) =>
      inRow({ targetIpAddressType }, "'targetIpAddressType' must be one of ipv4, ipv6"),
    ),
    () => [
      { forwards: [{ ...PLAIN, targetIpAddressType: "ipv6" }], ipAddressType: "dualstack" },
      "forwards[0] (listener 10022): 'targetIpAddressType' is ipv6, but 172.31.129.10 isn't an address of that family",
    ],
    () => [
      {
        forwards: [{ ...OF_INSTANCE, targetIpAddressType: "ipv6", targetSecurityGroupIds: ["sg-1"] }],
        clientCidrBlocks: ["172.16.0.0/12"],
      },
      "forwards[0] (listener 10022): 'targetIpAddressType' is ipv6, but the load balancer's 'ipAddressType' is ipv4",
    ],
  ],
  "The same target twice": [
    inRow(
      { ...INSIDE, targetPort: 1, additionalTargets: [{ targetIp: INSIDE.targetIp, key: "b" }] },
      "additionalTargets[0]: 'targetIp'",
    ),
  ],
  "Clients of a forward": [
    inRow({ clientCidrBlocks: [] }, "'clientCidrBlocks' lets nobody", "warning: "),
    () => [
      { forwards: [{ ...PLAIN, clientCidrBlocks: ["10.0.0.0/8"] }], clientCidrBlocks: undefined },
      "forwards[0] (listener 10022): 'clientCidrBlocks' requires the construct's security group",
    ],
  ],
  "Security groups of targets": [
    () => [
      { forwards: [PLAIN], targetSecurityGroupIds: ["sg-1"], clientCidrBlocks: undefined },
      "'targetSecurityGroupIds' requires",
    ],
    () => [
      { forwards: [{ ...PLAIN, targetSecurityGroupIds: ["sg-1"] }], clientCidrBlocks: undefined },
      "forwards[0] (listener 10022): 'targetSecurityGroupIds' requires the construct's security group",
    ],
    ...[OF_INSTANCE, { ...ALB_ROW, targetSecurityGroupIds: undefined }].map((row): Corruption => () => [
      { forwards: [row] },
      `forwards[0] (listener ${row.listenerPort}): 'targetSecurityGroupIds' is missing. The target is an`,
    ]),
    () => [
      { forwards: [{ ...HOST_ROW, targetSecurityGroupIds: undefined }], ...RESOLVED },
      "forwards[0] (listener 5432): 'targetSecurityGroupIds' is missing. The target is a host",
    ],
  ],
  "Security groups and AWS PrivateLink": [
    () => [
      {
        forwards: [PLAIN],
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: true,
        securityGroupIds: [],
        clientCidrBlocks: undefined,
      },
      "'enforceSecurityGroupInboundRulesOnPrivateLinkTraffic' is set",
    ],
  ],
  "Reserved names of security groups": [
    inProps({ loadBalancerName: "sg-a" }, "The construct's security group has the load balancer's name, \"sg-a\""),
  ],
  "IP address types": ["ipv6", "", 4].map((ipAddressType) => inProps({ ipAddressType }, "'ipAddressType'")),
  "Client routing policies": [inProps({ dnsRecordClientRoutingPolicy: "zonal" }, "'dnsRecordClientRoutingPolicy'")],
  "Access logs": [
    inProps({ accessLogs: 5 }, "'accessLogs' must be an object"),
    ...["", "ab", "my-logs/nlb", "arn:aws:s3:::my-logs", "a".repeat(256)].map((bucket) =>
      inLogs({ bucket }, "'accessLogs.bucket'"),
    ),
    ...["", "/", "/nlb", "nlb/", "AWSLogs", "a/AWSLogs/b", "{LoadBalancerName} ログ", "a".repeat(513)].map((prefix) =>
      inLogs({ bucket: "logs", prefix }, "'accessLogs.prefix'"),
    ),
    () => [{ forwards: [PLAIN], accessLogs: { bucket: "logs" } }, "warning: 'accessLogs' is set"],
  ],
  Alarms: [
    inProps({ alarms: [] }, "'alarms' must be an object"),
    inProps({ alarms: { actionArns: "arn" } }, "'alarms.actionArns'"),
    inProps({ alarms: { actionArns: ["my-topic"] } }, "'alarms.actionArns[0]'"),
    inProps({ alarms: { actionArns: [], periodSeconds: 61 } }, "'alarms.periodSeconds'"),
    inProps({ alarms: { actionArns: [], evaluationPeriods: 0 } }, "'alarms.evaluationPeriods'"),
    inProps({ alarms: { actionArns: [], evaluationPeriods: 1441 } }, "'alarms.evaluationPeriods' 1441"),
  ],
  "Static IPv6 addresses": [
    inMapping({ ipv6Address: "2001:db8::1" }, "'ipv6Address' is for a dual-stack"),
    ...["2001:db8::1", "2001:0DB8:0::1"].map((notation) =>
      twice("ipv6Address", ["2001:db8::1", notation], { forwards: [PLAIN], ipAddressType: "dualstack" }),
    ),
  ],
  "Target groups of one name": [
    (forwards, index) => {
      const { listenerPort, targetGroupName } = forwards[index] ?? {};
      const name = targetGroupName ?? `example-tg-${listenerPort ?? ""}`;
      const another = { listenerPort: free(forwards), targetIp: "10.0.0.1", targetPort: 1, targetGroupName: name };
      return [
        { forwards: [...forwards, another] },
        `forwards[${forwards.length}] (listener ${another.listenerPort}): the target group name "${name}" is used twice`,
      ];
    },
  ],
  "`name`": ["", "-a", "a b", 5, null, undefined].map((name) => inProps({ name }, "'name'")),
  "Reserved names of load balancers": [
    inProps({ loadBalancerName: "internal-a" }, "'loadBalancerName'"),
    inProps({ name: "internal-a" }, "'name' makes"),
  ],
  Ids: [
    inProps({ vpcId: "" }, "'vpcId'"),
    inProps({ clientSecurityGroupIds: ["sg-1", "sg-1"] }, "'clientSecurityGroupIds[1]'"),
    inProps({ securityGroupIds: [5] }, "'securityGroupIds[0]'"),
    inProps({ securityGroupIds: ["sg-1", "sg-1"] }, "'securityGroupIds[1]'"),
    inProps({ securityGroupIds: ["pl-1"] }, "'securityGroupIds[0]'"),
    inProps({ clientSecurityGroupIds: ["10.0.0.0/8"] }, "'clientSecurityGroupIds[0]'"),
    inProps({ targetSecurityGroupIds: ["SG-1"] }, "'targetSecurityGroupIds[0]'"),
    inProps({ vpcId: "subnet-1" }, "'vpcId'"),
    inProps({ vpcId: "vpc-" }, "'vpcId'"),
    () => [
      { forwards: [{ ...OF_INSTANCE, targetInstanceId: "web" }], targetSecurityGroupIds: ["sg-1"] },
      "forwards[0] (listener 10022): 'targetInstanceId'",
    ],
    inRow({ targetSecurityGroupIds: ["SG-1"] }, "'targetSecurityGroupIds[0]'"),
    inMapping({ subnetId: "" }, "'subnetId'"),
    inMapping({ subnetId: "vpc-1" }, "'subnetId'"),
    inMapping({ allocationId: 5 }, "'allocationId'"),
    inMapping({ allocationId: "203.0.113.5" }, "'allocationId'"),
    inMapping({ availabilityZone: "" }, "'availabilityZone'"),
  ],
  "CIDR blocks of the VPC": [
    inProps({ vpcCidrBlocks: [] }, "'vpcCidrBlocks' is empty"),
    inProps({ vpcCidrBlocks: VPC }, "'vpcCidrBlocks'"),
  ],
  "CIDR blocks of a VPC": ["198.18.0.0/15", "203.0.113.0/29", "203.0.113.5/32"].map((block) =>
    inProps({ vpcCidrBlocks: [VPC, block] }, "'vpcCidrBlocks[1]' must be the block of a VPC"),
  ),
  "CIDR blocks of a subnet": ["172.30.0.0/15", "172.31.128.0/29", "172.31.128.0/31"].map((cidrBlock) =>
    inMapping({ cidrBlock, privateIpv4Address: "172.31.128.1" }, "'cidrBlock' must be the block of a subnet"),
  ),
  "Subnets in the VPC": [
    ...["10.0.1.0/24", "172.31.127.0/24", "172.31.0.0/16"].map((cidrBlock) =>
      inMapping({ cidrBlock }, `'cidrBlock' ${cidrBlock} is outside the VPC (${VPC})`),
    ),
    () => [
      {
        forwards: [PLAIN],
        vpcCidrBlocks: ["10.0.0.0/17"],
        subnetMappings: [{ subnetId: "subnet-1", cidrBlock: "10.0.0.0/16" }],
      },
      "subnetMappings[0]: 'cidrBlock' 10.0.0.0/16 is outside the VPC (10.0.0.0/17)",
    ],
  ],
  "CIDR blocks": [
    ...["pl-0a1b2c3d", "sg-0a1b2c3d", "203.0.113.5"].map((block) =>
      inProps({ clientCidrBlocks: [block] }, "'clientCidrBlocks[0]' must be a CIDR block"),
    ),
    ...["172.31.128.0", "172.31.128.0/33", "172.31.129.0/17", "172.31.128.0/017", 17, null].map((block) =>
      inProps({ vpcCidrBlocks: [VPC, block] }, "'vpcCidrBlocks[1]'"),
    ),
    inMapping({ cidrBlock: "172.31.128.0/x" }, "'cidrBlock'"),
  ],
  "Security groups": [
    inProps({ securityGroupIds: "sg-1" }, "'securityGroupIds'"),
    () => [
      { forwards: [PLAIN], securityGroupIds: undefined, clientCidrBlocks: undefined },
      "warning: 'securityGroupIds'",
    ],
  ],
  "Number of security groups": [
    inProps({ securityGroupIds: [1, 2, 3, 4, 5].map((id) => `sg-${id}`) }, "warning: The load balancer has 6 security"),
  ],
  Tags: [
    ...[
      ["a"],
      "a",
      { a: 1 },
      { Team: "R&D (Tokyo)" },
      { "Team#": "a" },
      { "": "a" },
      { "aws:x": "a" },
      { "AWS:x": "a" },
      { ["k".repeat(129)]: "a" },
      { a: "v".repeat(257) },
      numberedTags(51),
    ].map((tags) => inProps({ tags }, "'tags'")),
  ],
  "Number of tags": [
    () => [{ forwards: [{ ...PLAIN, description: "SSH" }], tags: numberedTags(50) }, "'tags' has 50 tags"],
  ],
  Targets: [inRow({ additionalTargets: {} }, "'additionalTargets'")],
  Subnets: [
    inProps({ subnetMappings: [] }, "'subnetMappings' is empty"),
    inProps({ subnetMappings: null }, "'subnetMappings'"),
    inMapping({ subnetId: "subnet-9" }, "'subnetId' \"subnet-9\" is also that of subnetMappings[0]."),
  ],
  "Availability Zones": [
    inMapping({ availabilityZone: "z" }, "'availabilityZone' \"z\" is also that of subnetMappings[0]."),
  ],
  "IPv4 addresses": ["", "172.31.128.010", "2001:db8::1"].map((address) =>
    inMapping({ privateIpv4Address: address }, "'privateIpv4Address'"),
  ),
  "IPv6 addresses": ["", "172.31.128.10", "fe80::1%eth0"].map((ipv6Address) =>
    inMapping({ ipv6Address }, "'ipv6Address'"),
  ),
  "Static private addresses": [
    () => [
      { internal: false, subnetMappings: [{ subnetId: "subnet-1", privateIpv4Address: "172.31.128.10" }] },
      "subnetMappings[0]: 'privateIpv4Address' is for an internal load balancer",
    ],
    twice("privateIpv4Address", ["172.31.128.10", "172.31.128.10"]),
  ],
  "Static private addresses in their subnet": ["172.31.128.3", "172.31.135.255", "172.31.136.4", "10.0.0.4"].map(
    (address) =>
      inMapping({ privateIpv4Address: address, cidrBlock: "172.31.128.0/21" }, `'privateIpv4Address' ${address}`),
  ),
  "Static private addresses in the VPC": ["10.0.0.4", "172.31.127.4"].map((address) =>
    inMapping({ privateIpv4Address: address }, `'privateIpv4Address' ${address} is outside the VPC (${VPC})`),
  ),
  "Elastic IPs": [
    inMapping({ allocationId: "eipalloc-1" }, "'allocationId' is for an internet-facing load balancer"),
    twice("allocationId", ["eipalloc-1", "eipalloc-1"], { internal: false }),
  ],
  Forwards: [
    ...[null, undefined, "x", {}].map((forwards): Corruption => () => [{ forwards }, "'forwards' must be a list"]),
    () => [{ forwards: [] }, "'forwards' is empty"],
  ],
  Listeners: [
    (forwards) => {
      const ports = Array.from({ length: 51 }, (_, index) => 20_000 + index);
      const more = ports.filter((listenerPort) => !forwards.some((forward) => forward.listenerPort === listenerPort));
      const rows = more.map((listenerPort) => ({ listenerPort, targetIp: "10.0.0.1", targetPort: 1 }));
      return [{ forwards: [...forwards, ...rows] }, "'forwards' needs"];
    },
  ],
};

/** What an option of `forwardDefaults` may not be. */
const WRONG_DEFAULTS: Record<string, readonly Record<string, unknown>[]> = {
  Protocols: [{ protocol: "SCTP" }],
  Ports: [{ healthCheck: { port: 0 } }],
  "Health checks": [
    { healthCheck: { protocol: "UDP" } },
    { healthCheck: { protocol: "HTTP", path: "health" } },
    { healthCheck: { protocol: "HTTP", matcher: "399-200" } },
    { healthCheck: { healthyThreshold: 1 } },
    { healthCheck: { unhealthyThreshold: 11 } },
    { healthCheck: { intervalSeconds: 301 } },
    { healthCheck: { timeoutSeconds: 1 } },
    { healthCheck: { timeoutSeconds: 31 } },
    { healthCheck: { intervalSeconds: 5, timeoutSeconds: 6 } },
  ],
  // Terraform converts what is of another type
  ...Object.fromEntries(
    [...new Set(OPTIONS.map(([, { bound }]) => bound.title))].map((title) => [
      title,
      OPTIONS.filter(([, { bound }]) => bound.title === title && bound.form.kind !== "flag").flatMap(([name]) =>
        wrong(name).filter(({ [name]: value }) => typeof value === typeof OPTION_SAMPLES[name].good[0]),
      ),
    ]),
  ),
  Certificates: [
    ...wrong("certificateArn"),
    { additionalCertificateArns: [""] },
    { additionalCertificateArns: [`${ARN}2`, `${ARN}2`] },
  ],
  "CIDR blocks": [{ clientCidrBlocks: ["10.0.0.1/8"] }, { clientCidrBlocks: ["10.0.0.0/8", "10.0.0.0/8"] }],
};

/** What a further target may not be. */
const WRONG_TARGETS: Record<string, readonly Record<string, unknown>[]> = {
  Addresses: [{ targetIp: "host" }],
  Ports: [{ targetIp: "10.0.0.1", targetPort: 0 }],
  Keys: [{ targetIp: "10.0.0.1", key: "" }],
  "One target": [{ targetPort: 5 }, { targetIp: "10.0.0.1", ...INSTANCE }],
  "Types of targets": [{ ...INSTANCE }],
  Ids: [{ targetInstanceId: "web" }],
  "Target IPs": [{ targetIp: "8.8.8.8" }],
  "Addresses of the load balancer": [{ targetIp: "172.31.136.10" }],
  "Availability Zone of a target": [
    { targetIp: "172.31.129.1", external: true },
    { targetIp: "10.0.0.1", external: false },
  ],
};

/** What the module says in another place than the construct, or alone. */
export const MODULE_CORRUPTIONS: Record<string, readonly Corruption[]> = {
  ...corruptions(WRONG_DEFAULTS, (wrong) => ({ forwardDefaults: wrong }), "forwardDefaults: "),
  ...corruptions(
    WRONG_TARGETS,
    (wrong) => ({ forwards: [{ ...PLAIN, additionalTargets: [wrong] }] }),
    "forwards[0] (listener 10022): additionalTargets[0]: ",
  ),
  "IPv6 targets, additional": [
    () => [
      { forwards: [{ ...PLAIN, targetIp: "2001:db8::1", additionalTargets: [{ targetIp: "2001:db8::2" }] }] },
      "forwards[0] (listener 10022): additionalTargets[0]: 'targetIp' 2001:db8::2 is an IPv6 address",
    ],
  ],
  "Keys of additional targets": [
    () => [
      {
        forwards: [
          { ...PLAIN, key: "a", additionalTargets: [{ targetIp: "172.31.129.10", targetPort: 23, key: "a" }] },
        ],
      },
      "forwards[0] (listener 10022): 'key' must be unique",
    ],
  ],
  "Availability Zone of a target, additional": [
    () => [
      {
        forwards: [
          {
            ...OF_INSTANCE,
            targetSecurityGroupIds: ["sg-1"],
            additionalTargets: [{ targetInstanceId: "i-1", external: true }],
          },
        ],
      },
      "forwards[0] (listener 10022): additionalTargets[0]: 'external' is true",
    ],
  ],
  "Ids, in a row": [
    () => [
      { forwards: [{ ...PLAIN, targetSecurityGroupIds: ["sg-1", "sg-1"] }] },
      "forwards[0] (listener 10022): 'targetSecurityGroupIds[1]'",
    ],
  ],
  "Names of security groups": [
    // Both get the same name in the module.
    () => [
      {
        forwards: ["sg-1.a", "sg-1.b"].map((group, index) => ({
          ...PLAIN,
          listenerPort: 10022 + index,
          targetSecurityGroupIds: [group],
        })),
      },
      "'targetSecurityGroupIds' has several security groups of the name item-0",
    ],
  ],
  "Options of one protocol, in a row": [
    { additionalCertificateArns: [`${ARN}2`] },
    { sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
    { alpnPolicy: "None" },
  ].map((option) => inRow(option, "'")),
  "Options, in a row": [
    { healthCheck: { port: 0 } },
    { ...TLS, additionalCertificateArns: [""] },
    { clientCidrBlocks: ["10.0.0.1/8"] },
    { clientCidrBlocks: ["10.0.0.0/8", "10.0.0.0/8"] },
  ].map((option) => inRow(option, "'")),
  "Ids, of the module": [
    inMapping({ allocationId: "" }, "'allocationId'"),
    inProps({ vpcId: "" }, "'vpcId'"),
    inProps({ accessLogs: { bucket: "logs", prefix: "" } }, "'accessLogs.prefix'"),
    inProps({ alarms: { actionArns: Array<string>(6).fill("arn:1") } }, "'alarms.actionArns'"),
    inProps({ alarms: { actionArns: [""] } }, "'alarms.actionArns'"),
    inProps({ clientCidrBlocks: ["10.0.0.1/8"] }, "'clientCidrBlocks'"),
    inProps({ clientCidrBlocks: ["10.0.0.0/8", "10.0.0.0/8"] }, "'clientCidrBlocks'"),
    inProps({ clientSecurityGroupIds: [""] }, "'clientSecurityGroupIds'"),
    inProps({ targetSecurityGroupIds: [""] }, "'targetSecurityGroupIds'"),
    inProps({ targetSecurityGroupIds: ["sg-1", "sg-1"] }, "'targetSecurityGroupIds'"),
    inProps({ securityGroupIds: [""] }, "'securityGroupIds'"),
  ],
  "Keys of IPv6 targets": [
    () => [
      { forwards: [{ ...PLAIN, targetIp: "2001:db8::1", key: "web" }], ipAddressType: "dualstack" },
      "forwards[0] (listener 10022): 'key' is set on each target",
    ],
  ],
  "Keys and security groups": [
    () => [
      { forwards: ["172.31.129.10", "172.31.129.11"].map((targetIp, index) => ({ ...keyed(index, "web"), targetIp })) },
      "'key' \"web\" has several values of targetIp",
    ],
    () => [{ forwards: [keyed(0, "web"), keyed(1, "server")] }, "'targetIp' 172.31.129.10 has the keys"],
  ],
  "Rules of a security group": [
    () => [
      {
        forwards: Array.from({ length: 31 }, (_, index) => ({ ...PLAIN, listenerPort: 10_000 + index })),
        clientCidrBlocks: ["10.0.0.0/8", "172.16.0.0/12"],
      },
      "warning: The construct's security group has",
    ],
  ],
};

/** @param props the list that holds what is wrong */
function corruptions(
  wrong: Record<string, readonly Record<string, unknown>[]>,
  props: (wrong: Record<string, unknown>) => Record<string, unknown>,
  label: string,
): Record<string, readonly Corruption[]> {
  return Object.fromEntries(
    Object.entries(wrong).map(([title, items]) => [
      `${title}, ${label.split(/[[:]/, 1).join()}`,
      items.map((item): Corruption => (forwards) => [{ forwards, ...props(item) }, label]),
    ]),
  );
}

function keyed(index: number, key: string): Record<string, unknown> {
  return { ...PLAIN, listenerPort: PLAIN.listenerPort + index, key };
}

/** Wrong values of the regular options that a rule is about. */
function ofOptions(title: string): Corruption[] {
  return OPTIONS.filter(([, { bound }]) => bound.title === title).flatMap(([name]) =>
    wrong(name).map((options) => inRow({ ...baseOf(name), ...options }, `'${name}'`)),
  );
}

function wrong(option: RegularOption): Record<string, unknown>[] {
  return OPTION_SAMPLES[option].bad.map((value) => ({ [option]: value }));
}

function inRow(change: Record<string, unknown>, finding: string, severity = ""): Corruption {
  return (forwards, index) => {
    // what the row has besides must not contradict the change
    const { listenerPort, targetIp, targetPort, external, key, targetGroupName } = forwards[index] ?? {};
    const plain = { listenerPort, targetIp, targetPort, external, key, targetGroupName };
    const changed = { ...plain, ...change } as { listenerPort: unknown };
    const label = Number.isFinite(changed.listenerPort) ? ` (listener ${String(changed.listenerPort)})` : "";
    return [
      { forwards: forwards.map((row, at) => (at === index ? changed : row)) },
      `${severity}forwards[${index}]${label}: ${finding}`,
    ];
  };
}

function inMapping(change: Record<string, unknown>, finding: string): Corruption {
  const [first] = [{ subnetId: "subnet-9", availabilityZone: "z" }];
  return (forwards) => [
    { forwards, subnetMappings: [first, { subnetId: "subnet-1", ...change }] },
    `subnetMappings[1]: ${finding}`,
  ];
}

function inProps(change: Record<string, unknown>, finding: string): Corruption {
  return (forwards) => [{ forwards, ...change }, finding];
}

/** Access logs of a list that has something to log. */
function inLogs(accessLogs: Record<string, unknown>, finding: string): Corruption {
  return (forwards) => [
    { forwards: [...forwards, { ...PLAIN, ...TLS, listenerPort: free(forwards) }], accessLogs },
    finding,
  ];
}

/** An address of two subnets. */
function twice(prop: string, addresses: readonly string[], props: Record<string, unknown> = {}): Corruption {
  return (forwards) => [
    {
      forwards,
      ...props,
      subnetMappings: addresses.map((address, index) => ({ subnetId: `subnet-${index}`, [prop]: address })),
    },
    `subnetMappings[1]: '${prop}'`,
  ];
}

function numberedTags(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, "a"]));
}

/** A listener port that no row has. */
function free(forwards: readonly PortForward[]): number {
  const taken = new Set(forwards.map(({ listenerPort }) => listenerPort));
  return Array.from({ length: 51 }, (_, index) => 30_000 + index).find((listenerPort) => !taken.has(listenerPort)) ?? 0;
}

function importArn(resource: string): string {
  return `arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:${resource}`;
}

function ofImport(forwards: (listenerPort: number) => unknown[], finding: string): Corruption {
  return (rows, index) => [
    { forwards: rows, importFrom: { forwards: forwards(rows[index]?.listenerPort ?? 0) } },
    `importFrom.forwards${finding}`,
  ];
}
