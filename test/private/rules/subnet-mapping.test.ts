import type { NlbSubnetMapping } from "cdktf-port-forward-nlb";
import { awsStack } from "../../stack";
import { type Untyped } from "../../nlb";
import { findings } from "./findings";

describe("a second subnet mapping", () => {
  test.each<[string, Untyped<NlbSubnetMapping>, string[]]>([
    ["a subnet mapping without an address", { subnetId: "subnet-1" }, []],
    [
      "no subnetId",
      {},
      ["subnetMappings[1]: 'subnetId' must be the ID of a subnet, such as subnet-0a1b2c3d, but is missing."],
    ],
    [
      "an empty subnetId",
      { subnetId: "" },
      ["subnetMappings[1]: 'subnetId' must be the ID of a subnet, such as subnet-0a1b2c3d, but is \"\"."],
    ],
    [
      "a privateIpv4Address with a leading zero",
      { subnetId: "subnet-1", privateIpv4Address: "172.31.128.010" },
      [
        "subnetMappings[1]: 'privateIpv4Address' must be an IPv4 address, but is \"172.31.128.010\". Write the numbers without leading zeros.",
      ],
    ],
    [
      "a privateIpv4Address of IPv6",
      { subnetId: "subnet-1", privateIpv4Address: "2001:db8::1" },
      ["subnetMappings[1]: 'privateIpv4Address' must be an IPv4 address, but is \"2001:db8::1\"."],
    ],
    [
      "the subnet's fourth address",
      { subnetId: "subnet-1", privateIpv4Address: "172.31.128.3", cidrBlock: "172.31.128.0/21" },
      [
        "subnetMappings[1]: 'privateIpv4Address' 172.31.128.3 is one of the five addresses of the subnet (172.31.128.0/21) that AWS reserves: the first four and the last. Use an address from 172.31.128.4 to 172.31.135.254.",
      ],
    ],
    [
      "the subnet's fifth address",
      { subnetId: "subnet-1", privateIpv4Address: "172.31.128.4", cidrBlock: "172.31.128.0/21" },
      [],
    ],
    [
      "the subnet's last address but one",
      { subnetId: "subnet-1", privateIpv4Address: "172.31.135.254", cidrBlock: "172.31.128.0/21" },
      [],
    ],
    [
      "the subnet's last address",
      { subnetId: "subnet-1", privateIpv4Address: "172.31.135.255", cidrBlock: "172.31.128.0/21" },
      [
        "subnetMappings[1]: 'privateIpv4Address' 172.31.135.255 is one of the five addresses of the subnet (172.31.128.0/21) that AWS reserves: the first four and the last. Use an address from 172.31.128.4 to 172.31.135.254.",
      ],
    ],
    [
      "the address after the subnet's last",
      { subnetId: "subnet-1", privateIpv4Address: "172.31.136.0", cidrBlock: "172.31.128.0/21" },
      [
        "subnetMappings[1]: 'privateIpv4Address' 172.31.136.0 is outside the subnet (172.31.128.0/21). Use an address from 172.31.128.4 to 172.31.135.254.",
      ],
    ],
    [
      "the address before the subnet's first",
      { subnetId: "subnet-1", privateIpv4Address: "172.31.127.255", cidrBlock: "172.31.128.0/21" },
      [
        "subnetMappings[1]: 'privateIpv4Address' 172.31.127.255 is outside the subnet (172.31.128.0/21). Use an address from 172.31.128.4 to 172.31.135.254.",
      ],
    ],
    [
      "an allocationId of an internal load balancer",
      { subnetId: "subnet-1", allocationId: "eipalloc-1" },
      [
        "subnetMappings[1]: 'allocationId' is for an internet-facing load balancer, but 'internal' is true. Set internal: false, or use a privateIpv4Address.",
      ],
    ],
    [
      "an allocationId that is a number",
      { subnetId: "subnet-1", allocationId: 1 },
      ["subnetMappings[1]: 'allocationId' must be the ID of an Elastic IP, such as eipalloc-0a1b2c3d, but is 1."],
    ],
    [
      "an ipv6Address",
      { subnetId: "subnet-1", ipv6Address: "2001:db8::1" },
      [
        "subnetMappings[1]: 'ipv6Address' is for a dual-stack load balancer, but 'ipAddressType' is ipv4. Set it to dualstack, or remove the address.",
      ],
    ],
    [
      "an ipv6Address of IPv4",
      { subnetId: "subnet-1", ipv6Address: "172.31.128.10" },
      ["subnetMappings[1]: 'ipv6Address' must be an IPv6 address, but is \"172.31.128.10\"."],
    ],
    [
      "a cidrBlock that is an address",
      { subnetId: "subnet-1", cidrBlock: "172.31.128.0" },
      [
        "subnetMappings[1]: 'cidrBlock' must be a CIDR block such as 172.31.128.0/17, but is \"172.31.128.0\". Use an address and a prefix length.",
      ],
    ],
    [
      "a cidrBlock of IPv6",
      { subnetId: "subnet-1", privateIpv4Address: "172.31.128.10", cidrBlock: "2001:db8::/64" },
      [],
    ],
    [
      "an empty availabilityZone",
      { subnetId: "subnet-1", availabilityZone: "" },
      ["subnetMappings[1]: 'availabilityZone' must be the name of an Availability Zone, but is \"\"."],
    ],
    [
      "a property with a slip",
      { subnetId: "subnet-1", privateIpAddress: "172.31.128.10" },
      ['subnetMappings[1]: "privateIpAddress" isn\'t a property of a subnet mapping. Did you mean privateIpv4Address?'],
    ],
    [
      "the subnetId of another mapping",
      { subnetId: "subnet-2" },
      [
        "subnetMappings[1]: 'subnetId' \"subnet-2\" is also that of subnetMappings[0]. Use one subnet per Availability Zone.",
      ],
    ],
    [
      "the availabilityZone of another mapping",
      { subnetId: "subnet-1", availabilityZone: "ap-northeast-1c" },
      [
        "subnetMappings[1]: 'availabilityZone' \"ap-northeast-1c\" is also that of subnetMappings[0]. Use one subnet per Availability Zone.",
      ],
    ],
  ])("with %s", (_, mapping, messages) => {
    const first = { subnetId: "subnet-2", availabilityZone: "ap-northeast-1c" };
    expect(findings(awsStack(), { subnetMappings: [first, mapping] })).toEqual(messages);
  });
});
