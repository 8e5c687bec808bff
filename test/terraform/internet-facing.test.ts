import { Eip } from "@cdktf/provider-aws/lib/eip";
import { DnsRecordClientRoutingPolicy, NlbIpAddressType, PortForwardNlb } from "cdktf-port-forward-nlb";
import { Suite } from "./support/suite";
import { synthesizeStack } from "./support/synth";
import type { Terraform } from "./support/terraform";

describe("an internet-facing load balancer, applied", () => {
  const suite = Suite.begin();
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await suite.initialize(configuration());
    await terraform.apply();
  });

  function configuration(): Record<string, string> {
    const { network } = suite;
    return synthesizeStack((stack) => {
      const [one, other] = ["one", "other"].map((id) => new Eip(stack, id, { domain: "vpc" }).id);
      new PortForwardNlb(stack, "forwarding", {
        name: "public",
        vpcId: network.vpc_id,
        internal: false,
        subnetMappings: [
          { subnetId: network.private_subnet_1a_id, allocationId: one },
          { subnetId: network.private_subnet_1c_id, allocationId: other },
        ],
        deletionProtection: false,
        crossZone: false,
        ipAddressType: NlbIpAddressType.DUALSTACK,
        dnsRecordClientRoutingPolicy: DnsRecordClientRoutingPolicy.AVAILABILITY_ZONE_AFFINITY,
        zonalShift: true,
        clientCidrBlocks: ["0.0.0.0/0", "::/0"],
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: false,
        forwards: [{ listenerPort: 443, targetIp: "2001:db8::10", targetPort: 443, external: true }],
      });
    });
  }

  test("matches what the API reports", async () => {
    const [loadBalancer] = await suite.aws.loadBalancers();
    const addresses = await suite.aws.elasticIps();
    expect(loadBalancer).toMatchObject({
      Scheme: "internet-facing",
      IpAddressType: "dualstack",
      EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
    });
    const allocated = loadBalancer?.AvailabilityZones?.flatMap(({ LoadBalancerAddresses = [] }) =>
      LoadBalancerAddresses.map(({ AllocationId }) => AllocationId),
    );
    expect(allocated?.sort()).toEqual(addresses.map(({ AllocationId }) => AllocationId).sort());
    expect(allocated).toHaveLength(2);
    const attributes = await suite.aws.loadBalancerAttributes(loadBalancer?.LoadBalancerArn ?? "");
    expect(Object.fromEntries(attributes)).toMatchObject({
      "load_balancing.cross_zone.enabled": "false",
      "dns_record.client_routing_policy": "availability_zone_affinity",
      "zonal_shift.config.enabled": "true",
    });
    const [forward] = await suite.aws.forwards(loadBalancer?.LoadBalancerArn ?? "");
    expect(forward?.targetGroup.IpAddressType).toBe("ipv6");
    expect(forward?.targets).toEqual([{ Id: "2001:db8::10", Port: 443, AvailabilityZone: "all" }]);
  });

  test("has rules for IPv6, too", async () => {
    const { GroupId = "" } = await suite.aws.securityGroup("public-nlb");
    const rules = await suite.aws.securityGroupRules(GroupId);
    expect(
      rules
        .map(({ CidrIpv4, CidrIpv6, IpProtocol, FromPort, ToPort }) =>
          [CidrIpv4 ?? CidrIpv6, IpProtocol, FromPort, ToPort].join(" "),
        )
        .sort(),
    ).toEqual([
      "0.0.0.0/0 icmp 3 4",
      "0.0.0.0/0 tcp 443 443",
      "2001:db8::10/128 tcp 443 443",
      "::/0 icmpv6 2 0",
      "::/0 tcp 443 443",
    ]);
  });

  test("plans again without changes", async () => {
    expect(await terraform.planText()).toContain("No changes.");
  });
});
