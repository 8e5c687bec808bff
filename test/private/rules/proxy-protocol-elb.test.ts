import { Token } from "cdktf";
import { ProxyProtocolElb, type ProxyProtocolElbProps } from "cdktf-port-forward-nlb";
import { RULES } from "../../../src/private/rules";
import { awsStack } from "../../stack";
import { findingsOf, silent, type Untyped } from "./findings";

const VALID: ProxyProtocolElbProps = { serverPort: 8888, instanceIds: ["i-1"] };

function findings(props: Untyped<ProxyProtocolElbProps>): string[] {
  return findingsOf(new ProxyProtocolElb(awsStack(), "elb", { ...VALID, ...props } as ProxyProtocolElbProps));
}

const WRONG: [string, Untyped<ProxyProtocolElbProps>, string][] = [
  [
    "no serverPort",
    { serverPort: undefined },
    "'serverPort' must be an integer from 1 to 65535, got nothing; give a number",
  ],
  ["serverPort 0", { serverPort: 0 }, "'serverPort' must be an integer from 1 to 65535, got 0"],
  ["listenerPort 65536", { listenerPort: 65536 }, "'listenerPort' must be an integer from 1 to 65535, got 65536"],
  [
    "both subnets and zones",
    { subnetIds: ["subnet-1"], availabilityZones: ["ap-northeast-1a"] },
    "'availabilityZones' and 'subnetIds' are both given, and AWS takes one of them; remove availabilityZones, since each subnet is in a zone",
  ],
  ["subnetIds that are empty", { subnetIds: [] }, "'subnetIds' is empty; leave it out to have all zones of the Region"],
  [
    "subnetIds that are no list",
    { subnetIds: "subnet-1" },
    `'subnetIds' must be a list of ids of subnets, got "subnet-1"; give one, in brackets`,
  ],
  [
    "a subnet id that is none",
    { subnetIds: ["subnet-1", 5] },
    "'subnetIds[1]' must be the id of a subnet, got 5; give one",
  ],
  [
    "a subnet twice",
    { subnetIds: ["subnet-1", "subnet-2", "subnet-1"] },
    `'subnetIds[2]' "subnet-1" is 'subnetIds[0]' too; remove one of them`,
  ],
  [
    "zones that are empty",
    { availabilityZones: [] },
    "'availabilityZones' is empty; leave it out to have all zones of the Region",
  ],
  [
    "a zone without a name",
    { availabilityZones: [""] },
    "'availabilityZones[0]' must be the name of an Availability Zone, got \"\"; give one",
  ],
  [
    "a zone twice",
    { availabilityZones: ["a", "a"] },
    `'availabilityZones[1]' "a" is 'availabilityZones[0]' too; remove one of them`,
  ],
  [
    "no instanceIds",
    { instanceIds: undefined },
    "'instanceIds' must be a list of ids of instances, got nothing; give one, in brackets",
  ],
  [
    "an instance id that is none",
    { instanceIds: [null] },
    "'instanceIds[0]' must be the id of an instance, got null; give one",
  ],
  [
    "an instance twice",
    { instanceIds: ["i-1", "i-1"] },
    `'instanceIds[1]' "i-1" is 'instanceIds[0]' too; remove one of them`,
  ],
  [
    "securityGroupIds that are empty",
    { securityGroupIds: [] },
    "'securityGroupIds' is empty; leave it out for AWS's choice",
  ],
  [
    "a security group id that is none",
    { securityGroupIds: [true] },
    "'securityGroupIds[0]' must be the id of a security group, got true; give one",
  ],
  [
    "a security group twice",
    { securityGroupIds: ["sg-1", "sg-1"] },
    `'securityGroupIds[1]' "sg-1" is 'securityGroupIds[0]' too; remove one of them`,
  ],
  ["crossZone", { crossZone: "true" }, `'crossZone' must be true or false, got "true"; give it without quotes`],
  [
    "connectionDraining",
    { connectionDraining: 300 },
    "'connectionDraining' must be true or false, got 300; give true or false, or leave it out",
  ],
  ["internal", { internal: 0 }, "'internal' must be true or false, got 0; give true or false, or leave it out"],
  [
    "a name with other characters",
    { name: "a_b" },
    `'name' must hold only letters, digits and hyphens, got "a_b"; replace "_"`,
  ],
  [
    "a name of 33 characters",
    { name: "a".repeat(33) },
    `'name' must be at most 32 characters long, got 33: "${"a".repeat(33)}"; take 1 off, "a" is what is over`,
  ],
  [
    "tags that are no texts",
    { tags: { team: 1 } },
    `'tags' must have a text for each key, got 1 for the key "team"; put it in quotes`,
  ],
  [
    "an unknown property",
    { serverport: 80 },
    '"serverport" is no property of ProxyProtocolElb; did you mean serverPort?',
  ],
];

test.each(WRONG)("rejects %s", (_, props, finding) => {
  expect(findings(props)).toEqual([finding]);
});

test.each<[string, Untyped<ProxyProtocolElbProps>]>([
  ["the least", {}],
  ["null for what is left out", { internal: null, name: null, tags: null, subnetIds: null, listenerPort: null }],
  [
    "subnets, no instance, groups",
    { subnetIds: ["subnet-1", "subnet-2"], instanceIds: [], securityGroupIds: ["sg-1"] },
  ],
  ["zones", { availabilityZones: ["ap-northeast-1a"] }],
  ["a name of 32 characters that begins with internal-", { name: `internal-${"a".repeat(23)}` }],
  [
    "tokens",
    {
      serverPort: Token.asNumber({ resolve: () => 1 }),
      listenerPort: Token.asNumber({ resolve: () => 2 }),
      subnetIds: Token.asList({ resolve: () => [] }),
      instanceIds: Token.asList({ resolve: () => [] }),
      securityGroupIds: [Token.asString({ resolve: () => "" }), Token.asString({ resolve: () => "" })],
      name: Token.asString({ resolve: () => "" }),
      tags: Token.asStringMap({ resolve: () => ({}) }),
      internal: Token.asAny({ resolve: () => true }),
    },
  ],
])("takes %s", (_, props) => {
  expect(findings(props)).toEqual([]);
});

test("rejects a name that is taken twice in an app, another kind of load balancer's aside", () => {
  const stack = awsStack();
  new ProxyProtocolElb(stack, "one", { ...VALID, name: "example-nlb" });
  const two = new ProxyProtocolElb(stack, "two", { ...VALID, name: "example-nlb" });
  expect(findingsOf(two)).toEqual([
    'classic load balancer name "example-nlb" is taken twice, by stack/one and stack/two; give one of them another name',
  ]);
});

test("all that is wrong is said at once", () => {
  expect(findings({ serverPort: 0, instanceIds: ["i-1", ""], crossZone: 1 })).toHaveLength(3);
});

test("each rule is seen to find something", () => {
  const subjects = WRONG.map(([, props]) => ({ label: "", given: { ...VALID, ...props } }));
  const titles = silent(RULES.ProxyProtocolElbProps, subjects).map(({ title }) => title);
  expect(titles).toEqual(["Classic load balancers of one name"]);
});
