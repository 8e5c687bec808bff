import { parseEvent } from "../../host-targets/event";
import { LOAD_BALANCER_ARN } from "./support/example";

const GROUP = { id: "example-tg-5432/73e2d6bc24d8a067", hosts: [["db.internal", 5432]] };
const EVENT = {
  loadBalancerArn: LOAD_BALANCER_ARN,
  targetGroups: [
    GROUP,
    {
      id: "example-tg-5433/73e2d6bc24d8a068",
      hosts: [
        ["a.internal", 5432, true],
        ["b.internal", 65_535],
      ],
      ipv6: true,
    },
  ],
  vpcCidrBlocks: ["172.31.128.0/17", "fd00::/56"],
  nameServers: ["192.168.0.2", "fd00::2"],
  missesBeforeRemoval: 3,
};

function withGroup(changed: object): object {
  return { ...EVENT, targetGroups: [{ ...GROUP, ...changed }] };
}

function withHost(...host: unknown[]): object {
  return withGroup({ hosts: [host] });
}

test("a target group's ARN begins as the load balancer's", () => {
  const { targetGroups, loadBalancer } = parseEvent(EVENT);
  expect(loadBalancer).toBe("net/example-nlb/50dc6c495c0c9188");
  expect(targetGroups).toEqual([
    {
      id: "example-tg-5432/73e2d6bc24d8a067",
      arn: "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/example-tg-5432/73e2d6bc24d8a067",
      family: "ipv4",
      hosts: [{ name: "db.internal", port: 5432 }],
    },
    {
      id: "example-tg-5433/73e2d6bc24d8a068",
      arn: "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/example-tg-5433/73e2d6bc24d8a068",
      family: "ipv6",
      hosts: [
        { name: "a.internal", port: 5432, external: true },
        { name: "b.internal", port: 65_535 },
      ],
    },
  ]);
});

test("other partitions have their own prefix", () => {
  const loadBalancerArn = LOAD_BALANCER_ARN.replace("arn:aws:", "arn:aws-us-gov:");
  const [group] = parseEvent({ ...EVENT, loadBalancerArn }).targetGroups;
  expect(group?.arn).toMatch(/^arn:aws-us-gov:elasticloadbalancing:.*:targetgroup\/example-tg-5432\//);
});

test("blocks of the VPC and name servers are optional", () => {
  const { vpcCidrBlocks: _, nameServers: __, ...event } = EVENT;
  const { vpcBlocks, nameServers } = parseEvent(event);
  expect(vpcBlocks.knows("ipv4")).toBe(false);
  expect(nameServers).toBeUndefined();
  expect(parseEvent(EVENT).vpcBlocks.contains("172.31.129.10")).toBe(true);
  expect(parseEvent(EVENT).nameServers).toEqual(["192.168.0.2", "fd00::2"]);
});

test("a load balancer without hosts is valid", () => {
  expect(parseEvent({ ...EVENT, targetGroups: [] }).targetGroups).toEqual([]);
});

test.each([
  [undefined, "The event must be an object, but is undefined."],
  [[EVENT], "The event must be an object, but is [{"],
  [
    { ...EVENT, loadBalancerArn: LOAD_BALANCER_ARN.replace("/net/", "/app/") },
    "'loadBalancerArn' must be the ARN of a Network Load Balancer, but is \"arn:aws:elasticloadbalancing",
  ],
  [{ ...EVENT, loadBalancerArn: 1 }, "'loadBalancerArn' must be the ARN of a Network Load Balancer, but is 1."],
  [{ ...EVENT, targetGroups: {} }, "'targetGroups' must be a list, but is {}."],
  [{ ...EVENT, targetGroups: [null] }, "'targetGroups[0]' must be an object, but is null."],
  [
    { ...EVENT, targetGroups: [GROUP, GROUP] },
    "'targetGroups' must have each target group once, but has example-tg-5432/73e2d6bc24d8a067 again.",
  ],
  [withGroup({ id: "x" }), "'targetGroups[0].id' must be the name and ID of a target group, but is \"x\"."],
  [withGroup({ id: undefined }), "'targetGroups[0].id' must be the name and ID of a target group, but is undefined."],
  [withGroup({ hosts: [] }), "'targetGroups[0].hosts' must be a list of hosts, but is []."],
  [withGroup({ hosts: "a" }), "'targetGroups[0].hosts' must be a list of hosts, but is \"a\"."],
  [withGroup({ ipv6: "yes" }), "'targetGroups[0].ipv6' must be true or false, but is \"yes\"."],
  [
    withGroup({ hosts: ["db.internal"] }),
    "'targetGroups[0].hosts[0]' must be a name, a port and, if known, whether it is external, but is \"db.internal\".",
  ],
  [withHost("", 1), /hosts\[0\]'.* but is \["",1\]\.$/],
  [withHost("a".repeat(256), 1), /hosts\[0\]'.* but is /],
  [withHost("a", 0), /hosts\[0\]'.* but is \["a",0\]\.$/],
  [withHost("a", 65_536), /hosts\[0\]'.* but is \["a",65536\]\.$/],
  [withHost("a", "1"), /hosts\[0\]'.* but is \["a","1"\]\.$/],
  [withHost("a", 1, "yes"), /hosts\[0\]'.* but is \["a",1,"yes"\]\.$/],
  [withHost("a", 1, true, 4), /hosts\[0\]'.* but is \["a",1,true,4\]\.$/],
  [{ ...EVENT, vpcCidrBlocks: ["10.0.0.0"] }, "'vpcCidrBlocks' must be a list of CIDR blocks, but is [\"10.0.0.0\"]."],
  [{ ...EVENT, vpcCidrBlocks: ["10.0.0.0/33"] }, /^'vpcCidrBlocks' must be a list of CIDR blocks/],
  [{ ...EVENT, vpcCidrBlocks: 1 }, "'vpcCidrBlocks' must be a list of CIDR blocks, but is 1."],
  [{ ...EVENT, nameServers: ["dns"] }, "'nameServers' must be a list of IP addresses, but is [\"dns\"]."],
  [{ ...EVENT, nameServers: "192.168.0.2" }, "'nameServers' must be a list of IP addresses, but is \"192.168.0.2\"."],
  [{ ...EVENT, missesBeforeRemoval: 0 }, "'missesBeforeRemoval' must be an integer from 1, but is 0."],
  [{ ...EVENT, missesBeforeRemoval: 1.5 }, "'missesBeforeRemoval' must be an integer from 1, but is 1.5."],
])("rejects %j", (event, message) => {
  expect(() => parseEvent(event)).toThrow(message);
});

test("accepts the longest name and one miss", () => {
  const name = "a".repeat(255);
  const { targetGroups, missesBeforeRemoval } = parseEvent({ ...withHost(name, 1, false), missesBeforeRemoval: 1 });
  expect(targetGroups[0]?.hosts).toEqual([{ name, port: 1, external: false }]);
  expect(missesBeforeRemoval).toBe(1);
});
