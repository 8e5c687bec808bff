import { collect } from "../../../../cli/doctor/aws/collect";
import type { Facts } from "../../../../cli/doctor/facts";
import { type Answer, answered, Asking, type Call, refused } from "../support/intercepted";

// Answers that the fake AWS of the other suites can't give, written after the API reference.

const ARN = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/net/tcp/50dc6c495c0c9188";
const GROUP_ARN = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup";

/** Answers keyed by action. Other actions answer with an empty list. */
type Answers = Readonly<Record<string, string | ((call: Call) => string | Answer)>>;

const asking = Asking.begin();

async function collected(answers: Answers, targetIds: readonly string[] = []): Promise<Facts> {
  const all: Answers = { "elasticloadbalancing:DescribeLoadBalancers": loadBalancer(), ...answers };
  asking.server.answer = (call) => {
    const given = all[call.action] ?? "";
    const answer = typeof given === "string" ? given : given(call);
    return typeof answer === "string" ? answered(call, answer) : answer;
  };
  return collect(asking.aws(), { name: "tcp", targetIds });
}

function loadBalancer(parts = "<IpAddressType>ipv4</IpAddressType>", zones = ""): string {
  return `<LoadBalancers><member>
    <LoadBalancerArn>${ARN}</LoadBalancerArn><LoadBalancerName>tcp</LoadBalancerName><Type>network</Type>
    <Scheme>internal</Scheme><VpcId>vpc-1</VpcId>${parts}<AvailabilityZones>${zones}</AvailabilityZones>
  </member></LoadBalancers>`;
}

function zone(letter: string, addresses = ""): string {
  return `<member><ZoneName>ap-northeast-1${letter}</ZoneName><SubnetId>subnet-${letter}</SubnetId>
    <LoadBalancerAddresses>${addresses}</LoadBalancerAddresses></member>`;
}

function targetGroup(name: string, arns = ARN, vpcId = "vpc-1"): string {
  const members = arns === "" ? "" : `<member>${arns}</member>`;
  return `<member><TargetGroupArn>${GROUP_ARN}/${name}</TargetGroupArn><TargetGroupName>${name}</TargetGroupName>
    <Protocol>TCP</Protocol><VpcId>${vpcId}</VpcId><HealthCheckProtocol>TCP</HealthCheckProtocol>
    <HealthCheckPort>8080</HealthCheckPort><LoadBalancerArns>${members}</LoadBalancerArns></member>`;
}

function networkInterface(id: string, parts: string): string {
  return `<item><networkInterfaceId>${id}</networkInterfaceId><vpcId>vpc-1</vpcId>${parts}</item>`;
}

function routeTable(routes: string): string {
  return `<routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId>
    <routeSet>${routes}</routeSet></item></routeTableSet>`;
}

/** Returns the name and the values of a call's only filter. */
function filterOf({ parameters }: Call): [string | null, string[]] {
  const values = [...parameters].filter(([name]) => name.startsWith("Filter.1.Value."));
  return [parameters.get("Filter.1.Name"), values.map(([, value]) => value)];
}

it("returns empty lists and makes no more calls if there is no load balancer with the name", async () => {
  const application = loadBalancer().replace("network", "application");
  await expect(collected({ "elasticloadbalancing:DescribeLoadBalancers": application })).resolves.toEqual({
    region: "ap-northeast-1",
    listeners: [],
    targetGroups: [],
    unread: [],
  });
  expect(asking.server.actions).toEqual(["elasticloadbalancing:DescribeLoadBalancers"]);
});

it("makes no calls about targets and gateways if there are none", async () => {
  const { interfaces, peerings, vpnConnections, transitGatewayRouteTables } = await collected({});
  expect({ interfaces, peerings, vpnConnections, transitGatewayRouteTables }).toEqual({
    interfaces: [],
    peerings: [],
    vpnConnections: [],
    transitGatewayRouteTables: [],
  });
  expect(asking.server.actions).toEqual([
    "ec2:DescribeNetworkAcls",
    "ec2:DescribeRouteTables",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "elasticloadbalancing:DescribeListeners",
    "elasticloadbalancing:DescribeLoadBalancerAttributes",
    "elasticloadbalancing:DescribeLoadBalancers",
    "elasticloadbalancing:DescribeTargetGroups",
  ]);
});

it("returns the state and the reason of a failed load balancer", async () => {
  const state = "<State><Code>failed</Code><Reason>no free addresses</Reason></State>";
  const facts = await collected({ "elasticloadbalancing:DescribeLoadBalancers": loadBalancer(state) });
  expect(facts.loadBalancer).toMatchObject({ state: "failed", stateReason: "no free addresses" });
});

describe("addresses of a node", () => {
  it("come from its network interface if the load balancer reports none, or only one kind", async () => {
    const zones =
      zone("a", "<member><IpAddress>203.0.113.1</IpAddress><AllocationId>eipalloc-1</AllocationId></member>") +
      zone("c", "<member><PrivateIPv4Address>10.0.1.5</PrivateIPv4Address></member>");
    const interfaces = ["a", "c"].map((letter, index) =>
      networkInterface(
        `eni-${letter}`,
        `<subnetId>subnet-${letter}</subnetId><privateIpAddress>10.0.${index}.5</privateIpAddress>
         <ipv6AddressesSet><item><ipv6Address>2001:db8::${letter}</ipv6Address></item></ipv6AddressesSet>`,
      ),
    );
    const { loadBalancer: found } = await collected({
      "elasticloadbalancing:DescribeLoadBalancers": loadBalancer("<IpAddressType>dualstack</IpAddressType>", zones),
      "ec2:DescribeNetworkInterfaces": `<networkInterfaceSet>${interfaces.join("")}</networkInterfaceSet>`,
    });
    expect(found?.nodes.map(({ addresses }) => addresses)).toEqual([
      ["10.0.0.5", "2001:db8::a"],
      ["10.0.1.5", "2001:db8::c"],
    ]);
    expect(asking.server.callsOf("ec2:DescribeNetworkInterfaces").map(filterOf)).toEqual([
      ["description", ["ELB net/tcp/50dc6c495c0c9188"]],
    ]);
  });

  it("come from its network interface if a dual-stack load balancer reports only one kind", async () => {
    const zones = zone("a", "<member><PrivateIPv4Address>10.0.0.5</PrivateIPv4Address></member>");
    for (const type of ["dualstack", "ipv4"]) {
      await collected({
        "elasticloadbalancing:DescribeLoadBalancers": loadBalancer(`<IpAddressType>${type}</IpAddressType>`, zones),
      });
    }
    expect(asking.server.callsOf("ec2:DescribeNetworkInterfaces")).toHaveLength(1);
  });

  it("come from the load balancer if it reports all", async () => {
    const zones = zone(
      "a",
      `<member><PrivateIPv4Address>10.0.0.5</PrivateIPv4Address></member>
       <member><IPv6Address>2001:db8::a</IPv6Address></member>`,
    );
    const dualstack = loadBalancer("<IpAddressType>dualstack</IpAddressType>", zones);
    const { loadBalancer: found } = await collected({ "elasticloadbalancing:DescribeLoadBalancers": dualstack });
    expect(found?.nodes).toEqual([
      { zone: "ap-northeast-1a", subnetId: "subnet-a", addresses: ["10.0.0.5", "2001:db8::a"] },
    ]);
    expect(asking.server.callsOf("ec2:DescribeNetworkInterfaces")).toEqual([]);
  });
});

it("returns associated IPv4 and IPv6 blocks, and network ACL rules for both", async () => {
  const ipv4 = (block: string, state: string) =>
    `<item><cidrBlock>${block}</cidrBlock><cidrBlockState><state>${state}</state></cidrBlockState></item>`;
  const ipv6 = (block: string, state: string) =>
    `<item><ipv6CidrBlock>${block}</ipv6CidrBlock><ipv6CidrBlockState><state>${state}</state></ipv6CidrBlockState></item>`;
  const ipv6Blocks = `<ipv6CidrBlockAssociationSet>${ipv6("2001:db8::/56", "associated")}
    ${ipv6("2001:db8:1::/56", "disassociated")}</ipv6CidrBlockAssociationSet>`;
  const { vpcs, subnets, networkAcls } = await collected({
    "ec2:DescribeVpcs": `<vpcSet><item><vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/16</cidrBlock><cidrBlockAssociationSet>
      ${ipv4("10.0.0.0/16", "associated")}${ipv4("10.9.0.0/16", "failed")}</cidrBlockAssociationSet>${ipv6Blocks}
      </item></vpcSet>`,
    "ec2:DescribeSubnets": `<subnetSet><item><subnetId>subnet-a</subnetId><vpcId>vpc-1</vpcId>
      <availabilityZone>ap-northeast-1a</availabilityZone><cidrBlock>10.0.0.0/24</cidrBlock>${ipv6Blocks}</item>
      <item><subnetId>subnet-c</subnetId>${ipv6Blocks}</item></subnetSet>`,
    "ec2:DescribeNetworkAcls": `<networkAclSet><item><networkAclId>acl-1</networkAclId><entrySet>
      <item><ruleNumber>100</ruleNumber><egress>true</egress><ruleAction>deny</ruleAction><protocol>6</protocol>
        <ipv6CidrBlock>::/0</ipv6CidrBlock><portRange><from>22</from><to>23</to></portRange></item>
      </entrySet></item></networkAclSet>`,
  });
  expect(vpcs).toEqual([{ id: "vpc-1", cidrBlocks: ["10.0.0.0/16", "2001:db8::/56"] }]);
  expect(subnets).toEqual([
    { id: "subnet-a", vpcId: "vpc-1", zone: "ap-northeast-1a", cidrBlocks: ["10.0.0.0/24", "2001:db8::/56"] },
    { id: "subnet-c", vpcId: "", zone: "", cidrBlocks: ["2001:db8::/56"] },
  ]);
  expect(networkAcls?.[0]?.entries).toEqual([
    { number: 100, egress: true, allow: false, protocol: "6", cidrBlock: "::/0", fromPort: 22, toPort: 23 },
  ]);
});

it("returns a listener's target group, also from a weighted forward, or none", async () => {
  const groups = ["one", "two"].map((name) => `<member><TargetGroupArn>${GROUP_ARN}/${name}</TargetGroupArn></member>`);
  const { listeners } = await collected({
    "elasticloadbalancing:DescribeListeners": `<Listeners>
      <member><ListenerArn>listener-1</ListenerArn><Port>22</Port><Protocol>TCP</Protocol><DefaultActions><member>
        <Type>forward</Type><ForwardConfig><TargetGroups>${groups.join("")}</TargetGroups></ForwardConfig>
      </member></DefaultActions></member>
      <member><ListenerArn>listener-2</ListenerArn><Port>23</Port><Protocol>UDP</Protocol></member></Listeners>`,
  });
  expect(listeners).toEqual([
    { arn: "listener-1", port: 22, protocol: "TCP", targetGroupArn: `${GROUP_ARN}/one`, options: {} },
    { arn: "listener-2", port: 23, protocol: "UDP", options: {} },
  ]);
});

it("reads a TCP listener's idle timeout, and a TLS listener's policies and certificates", async () => {
  const listener = (id: string, parts: string) => `<member><ListenerArn>${id}</ListenerArn>${parts}</member>`;
  const certificate = (arn: string, isDefault: boolean) =>
    `<member><CertificateArn>${arn}</CertificateArn><IsDefault>${isDefault}</IsDefault></member>`;
  const { listeners } = await collected({
    "elasticloadbalancing:DescribeListeners": `<Listeners>${listener("tcp", "<Protocol>TCP</Protocol>")}${listener(
      "tls",
      `<Protocol>TLS</Protocol><SslPolicy>policy</SslPolicy><AlpnPolicy><member>None</member></AlpnPolicy>
      <Certificates><member><CertificateArn>arn:1</CertificateArn></member></Certificates>`,
    )}</Listeners>`,
    "elasticloadbalancing:DescribeListenerAttributes": `<Attributes><member>
      <Key>tcp.idle_timeout.seconds</Key><Value>600</Value></member></Attributes>`,
    "elasticloadbalancing:DescribeListenerCertificates": `<Certificates>
      ${certificate("arn:1", true)}${certificate("arn:3", false)}${certificate("arn:2", false)}</Certificates>`,
  });
  expect(listeners.map(({ options }) => options)).toEqual([
    { "tcp.idle_timeout.seconds": "600" },
    { DefaultCertificate: "arn:1", SslPolicy: "policy", AlpnPolicy: "None", AdditionalCertificates: "arn:2, arn:3" },
  ]);
});

it("returns the subnets with which a route table is currently associated", async () => {
  const association = (subnet: string, state: string) =>
    `<item><main>false</main><subnetId>${subnet}</subnetId>
     <associationState><state>${state}</state></associationState></item>`;
  const { routeTables } = await collected({
    "ec2:DescribeRouteTables": `<routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId>
      <associationSet>${association("subnet-a", "associated")}${association("subnet-c", "disassociated")}
      <item><gatewayId>igw-1</gatewayId></item></associationSet></item></routeTableSet>`,
  });
  expect(routeTables).toEqual([{ id: "rtb-1", vpcId: "vpc-1", main: false, subnetIds: ["subnet-a"], routes: [] }]);
});

describe("pages", () => {
  it("of target groups are all read, but attributes and health only of the load balancer's own", async () => {
    const pages: Record<string, string> = {
      "": `<TargetGroups>${targetGroup("first")}${targetGroup("another", ARN.replace("tcp", "udp"))}</TargetGroups>
           <NextMarker>two</NextMarker>`,
      two: `<TargetGroups>${targetGroup("unused", "")}</TargetGroups><NextMarker>three</NextMarker>`,
      three: `<TargetGroups>${targetGroup("elsewhere", "", "vpc-2")}${targetGroup("last")}</TargetGroups>`,
    };
    const { targetGroups } = await collected({
      "elasticloadbalancing:DescribeTargetGroups": ({ parameters }) => pages[parameters.get("Marker") ?? ""] ?? "",
    });
    expect(targetGroups.map(({ name, used, targets }) => [name, used, targets])).toEqual([
      ["first", true, []],
      ["unused", false, undefined],
      ["last", true, []],
    ]);
    const asked = asking.server.callsOf("elasticloadbalancing:DescribeTargetHealth");
    expect(asked.map(({ parameters }) => parameters.get("TargetGroupArn")).sort()).toEqual([
      `${GROUP_ARN}/first`,
      `${GROUP_ARN}/last`,
    ]);
  });

  it("of network interfaces are all read, for 200 addresses at a time", async () => {
    const ips = Array.from({ length: 201 }, (_, index) => `10.0.${Math.floor(index / 250)}.${index % 250}`);
    const { interfaces } = await collected(
      {
        "ec2:DescribeNetworkInterfaces": (call) => {
          const [, values] = filterOf(call);
          const token = call.parameters.get("NextToken");
          const id = `eni-${values.length}-${token ?? "one"}`;
          const set = `<networkInterfaceSet>${networkInterface(id, "<status>in-use</status>")}</networkInterfaceSet>`;
          return values.length === 200 && token === null ? `${set}<nextToken>two</nextToken>` : set;
        },
      },
      [...ips, ...ips],
    );
    expect(interfaces?.map(({ id }) => id)).toEqual(["eni-200-one", "eni-200-two", "eni-1-one"]);
  });
});

describe("network interfaces", () => {
  it("are found once by IPv4 and IPv6 addresses, without the load balancer's own", async () => {
    const found = [
      networkInterface(
        "eni-both",
        `<status>available</status><privateIpAddress>10.0.0.10</privateIpAddress>
         <privateIpAddressesSet><item><privateIpAddress>10.0.0.10</privateIpAddress></item>
         <item><privateIpAddress>10.0.0.11</privateIpAddress></item></privateIpAddressesSet>
         <ipv6AddressesSet><item><ipv6Address>2001:db8::10</ipv6Address></item></ipv6AddressesSet>`,
      ),
      networkInterface("eni-own", "<description>ELB net/tcp/50dc6c495c0c9188</description>"),
    ];
    const { interfaces } = await collected(
      {
        "ec2:DescribeNetworkInterfaces": `<networkInterfaceSet>${found.join("")}</networkInterfaceSet>`,
        "elasticloadbalancing:DescribeTargetGroups": `<TargetGroups>${targetGroup("web")}</TargetGroups>`,
        "elasticloadbalancing:DescribeTargetHealth": `<TargetHealthDescriptions><member><Target>
          <Id>10.0.0.12</Id><Port>80</Port></Target></member></TargetHealthDescriptions>`,
      },
      ["10.0.0.10", "2001:DB8:0::10", "i-0123"],
    );
    expect(interfaces).toEqual([
      {
        id: "eni-both",
        vpcId: "vpc-1",
        subnetId: "",
        addresses: ["10.0.0.10", "10.0.0.11", "2001:db8::10"],
        securityGroupIds: [],
        attached: false,
      },
    ]);
    expect(asking.server.callsOf("ec2:DescribeNetworkInterfaces").map(filterOf)).toEqual([
      ["addresses.private-ip-address", ["10.0.0.10", "10.0.0.12"]],
      ["ipv6-addresses.ipv6-address", ["2001:db8::10"]],
    ]);
    expect(asking.server.callsOf("ec2:DescribeInstances").map(filterOf)).toEqual([["instance-id", ["i-0123"]]]);
  });
});

describe("a prefix list", () => {
  const answers: Answers = {
    "elasticloadbalancing:DescribeLoadBalancers": loadBalancer(
      "<IpAddressType>ipv4</IpAddressType><SecurityGroups><member>sg-1</member></SecurityGroups>",
    ),
    "ec2:DescribeSecurityGroups": `<securityGroupInfo><item><groupId>sg-1</groupId><groupName>nlb</groupName>
      <ipPermissions><item><ipProtocol>icmp</ipProtocol><fromPort>8</fromPort><toPort>-1</toPort>
        <ipRanges><item><cidrIp>10.0.0.0/8</cidrIp></item></ipRanges>
        <ipv6Ranges><item><cidrIpv6>2001:db8::/32</cidrIpv6></item></ipv6Ranges>
        <prefixListIds><item><prefixListId>pl-1</prefixListId></item></prefixListIds></item></ipPermissions>
      </item></securityGroupInfo>`,
    "ec2:DescribeRouteTables": routeTable(
      `<item><destinationPrefixListId>pl-1</destinationPrefixListId><gatewayId>vpce-1</gatewayId><state>active</state></item>
       <item><destinationIpv6CidrBlock>::/0</destinationIpv6CidrBlock>
         <egressOnlyInternetGatewayId>eigw-1</egressOnlyInternetGatewayId><state>blackhole</state></item>
       <item><destinationCidrBlock>10.9.0.0/16</destinationCidrBlock><gatewayId>igw-1</gatewayId><state>filtered</state></item>`,
    ),
  };
  const rule = { protocol: "icmp", fromPort: 8, securityGroupIds: [] };
  const outbound = { destinations: ["::/0"], via: "eigw-1", blackhole: true };

  it("adds all its blocks, from all pages, to rules and routes", async () => {
    const facts = await collected({
      ...answers,
      "ec2:GetManagedPrefixListEntries": ({ parameters }) =>
        parameters.has("NextToken")
          ? "<entrySet><item><cidr>198.51.100.0/24</cidr></item></entrySet>"
          : "<entrySet><item><cidr>192.0.2.0/24</cidr></item></entrySet><nextToken>two</nextToken>",
    });
    expect(facts.securityGroups).toEqual([
      {
        id: "sg-1",
        name: "nlb",
        inbound: [{ ...rule, cidrBlocks: ["10.0.0.0/8", "2001:db8::/32", "192.0.2.0/24", "198.51.100.0/24"] }],
        outbound: [],
      },
    ]);
    expect(facts.routeTables?.[0]?.routes).toEqual([
      { destinations: ["192.0.2.0/24", "198.51.100.0/24"], via: "vpce-1", blackhole: false },
      outbound,
    ]);
    // A rule and a route use the same list.
    expect(asking.server.callsOf("ec2:GetManagedPrefixListEntries")).toHaveLength(2);
  });

  it("makes its rule or route incomplete if it was deleted", async () => {
    const facts = await collected({
      ...answers,
      "ec2:GetManagedPrefixListEntries": (call) => refused(call, 400, "InvalidPrefixListID.NotFound"),
    });
    expect(facts.securityGroups?.[0]?.inbound).toEqual([
      { ...rule, cidrBlocks: ["10.0.0.0/8", "2001:db8::/32"], incomplete: true },
    ]);
    expect(facts.routeTables?.[0]?.routes).toEqual([
      { destinations: [], via: "vpce-1", blackhole: false, incomplete: true },
      outbound,
    ]);
    expect(facts.unread).toEqual([]);
  });
});

it("returns the tunnels of VPN connections to virtual private gateways and transit gateways", async () => {
  const telemetry = (address: string, status: string, message: string) =>
    `<item><outsideIpAddress>${address}</outsideIpAddress><status>${status}</status>
     <statusMessage>${message}</statusMessage><acceptedRouteCount>0</acceptedRouteCount></item>`;
  const { vpnConnections } = await collected({
    "ec2:DescribeRouteTables": routeTable(
      `<item><destinationCidrBlock>10.1.0.0/16</destinationCidrBlock><gatewayId>vgw-1</gatewayId></item>
       <item><destinationCidrBlock>10.2.0.0/16</destinationCidrBlock><transitGatewayId>tgw-1</transitGatewayId></item>`,
    ),
    "ec2:DescribeVpnConnections": (call) =>
      filterOf(call)[0] === "vpn-gateway-id"
        ? `<vpnConnectionSet><item><vpnConnectionId>vpn-1</vpnConnectionId><state>available</state>
           <vpnGatewayId>vgw-1</vpnGatewayId><vgwTelemetry>
           ${telemetry("203.0.113.17", "UP", "")}${telemetry("203.0.113.18", "DOWN", "IPSEC IS DOWN")}
           </vgwTelemetry></item></vpnConnectionSet>`
        : `<vpnConnectionSet><item><vpnConnectionId>vpn-2</vpnConnectionId><state>deleting</state>
           <transitGatewayId>tgw-1</transitGatewayId></item></vpnConnectionSet>`,
  });
  expect(vpnConnections).toEqual([
    {
      id: "vpn-1",
      gatewayId: "vgw-1",
      state: "available",
      tunnels: [
        { outsideAddress: "203.0.113.17", up: true },
        { outsideAddress: "203.0.113.18", up: false, message: "IPSEC IS DOWN" },
      ],
    },
    { id: "vpn-2", gatewayId: "tgw-1", state: "deleting", tunnels: [] },
  ]);
});

it("distinguishes peering connections in the Region from those with another one", async () => {
  const vpc = (region: string) => `<vpcId>vpc-${region}</vpcId><region>${region}</region>`;
  const peering = (id: string, requester: string, accepter: string) =>
    `<item><vpcPeeringConnectionId>${id}</vpcPeeringConnectionId><status><code>active</code></status>
     <requesterVpcInfo>${vpc(requester)}</requesterVpcInfo><accepterVpcInfo>${vpc(accepter)}</accepterVpcInfo></item>`;
  const { peerings } = await collected({
    "ec2:DescribeRouteTables": routeTable(
      `<item><destinationCidrBlock>10.1.0.0/16</destinationCidrBlock><vpcPeeringConnectionId>pcx-1</vpcPeeringConnectionId></item>`,
    ),
    "ec2:DescribeVpcPeeringConnections": `<vpcPeeringConnectionSet>${[
      peering("pcx-1", "ap-northeast-1", "ap-northeast-1"),
      peering("pcx-2", "ap-northeast-1", "eu-west-1"),
      peering("pcx-3", "eu-west-1", "ap-northeast-1"),
    ].join("")}</vpcPeeringConnectionSet>`,
  });
  expect(peerings?.map(({ id, sameRegion }) => [id, sameRegion])).toEqual([
    ["pcx-1", true],
    ["pcx-2", false],
    ["pcx-3", false],
  ]);
});

describe("a transit gateway's route table", () => {
  const attachments = ["vpc", "vpn"].map(
    (type) =>
      `<item><transitGatewayAttachmentId>tgw-attach-${type}</transitGatewayAttachmentId>
       <transitGatewayId>tgw-1</transitGatewayId><resourceType>${type}</resourceType><resourceId>${type}-1</resourceId>
       <state>available</state><association><transitGatewayRouteTableId>tgw-rtb-1</transitGatewayRouteTableId>
       <state>${type === "vpc" ? "associated" : "disassociating"}</state></association></item>`,
  );
  const answers: Answers = {
    "ec2:DescribeRouteTables": routeTable(
      `<item><destinationCidrBlock>10.2.0.0/16</destinationCidrBlock><transitGatewayId>tgw-1</transitGatewayId></item>`,
    ),
    "ec2:DescribeTransitGatewayAttachments": `<transitGatewayAttachments>${attachments.join("")}</transitGatewayAttachments>`,
    "ec2:GetManagedPrefixListEntries": `<entrySet><item><cidr>10.3.0.0/16</cidr></item></entrySet>`,
  };
  const routes = `<routeSet><item><destinationCidrBlock>10.2.0.0/16</destinationCidrBlock><state>active</state>
      <transitGatewayAttachments><item><transitGatewayAttachmentId>tgw-attach-vpn</transitGatewayAttachmentId></item>
      </transitGatewayAttachments></item>
    <item><prefixListId>pl-1</prefixListId><state>blackhole</state></item></routeSet>`;
  const facts = {
    id: "tgw-rtb-1",
    routes: [
      { destinations: ["10.2.0.0/16"], blackhole: false, attachmentIds: ["tgw-attach-vpn"] },
      { destinations: ["10.3.0.0/16"], blackhole: true, attachmentIds: [] },
    ],
  };

  it("is searched for existing routes, once per associated table", async () => {
    const { transitGatewayAttachments, transitGatewayRouteTables } = await collected({
      ...answers,
      "ec2:SearchTransitGatewayRoutes": `${routes}<additionalRoutesAvailable>false</additionalRoutesAvailable>`,
    });
    expect(transitGatewayAttachments?.map(({ routeTableId }) => routeTableId)).toEqual(["tgw-rtb-1", undefined]);
    expect(transitGatewayRouteTables).toEqual([facts]);
    expect(asking.server.callsOf("ec2:SearchTransitGatewayRoutes").map(filterOf)).toEqual([
      ["state", ["active", "blackhole"]],
    ]);
  });

  it("is incomplete if AWS has more routes", async () => {
    const { transitGatewayRouteTables } = await collected({
      ...answers,
      "ec2:SearchTransitGatewayRoutes": `${routes}<additionalRoutesAvailable>true</additionalRoutesAvailable>`,
    });
    expect(transitGatewayRouteTables).toEqual([{ ...facts, incomplete: true }]);
  });

  it("is incomplete if one of its prefix lists was deleted", async () => {
    const { transitGatewayRouteTables } = await collected({
      ...answers,
      "ec2:SearchTransitGatewayRoutes": routes,
      "ec2:GetManagedPrefixListEntries": (call) => refused(call, 400, "InvalidPrefixListID.NotFound"),
    });
    const [first] = facts.routes;
    const rest = { destinations: [], blackhole: true, attachmentIds: [] };
    expect(transitGatewayRouteTables).toEqual([{ ...facts, routes: [first, rest], incomplete: true }]);
  });

  it("is complete once all its pages have been read", async () => {
    const { transitGatewayRouteTables } = await collected({
      ...answers,
      "ec2:SearchTransitGatewayRoutes": ({ parameters }) =>
        parameters.has("NextToken")
          ? "<routeSet/><additionalRoutesAvailable>false</additionalRoutesAvailable>"
          : `${routes}<additionalRoutesAvailable>true</additionalRoutesAvailable><nextToken>two</nextToken>`,
    });
    expect(transitGatewayRouteTables).toEqual([facts]);
  });
});
