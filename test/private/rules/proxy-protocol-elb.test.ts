import { Token } from "cdktf";
import { ProxyProtocolElb, type ProxyProtocolElbProps } from "cdktf-port-forward-nlb";
import { RULES } from "../../../src/private/rules";
import { awsStack } from "../../stack";
import { type Untyped } from "../../nlb";
import { findingsOf, silent } from "./findings";

const VALID: ProxyProtocolElbProps = { serverPort: 8888, instanceIds: ["i-1"] };

function findings(props: Untyped<ProxyProtocolElbProps>): string[] {
  return findingsOf(new ProxyProtocolElb(awsStack(), "elb", { ...VALID, ...props } as ProxyProtocolElbProps));
}

const WRONG: [string, Untyped<ProxyProtocolElbProps>, string][] = [
  [
    "no serverPort",
    { serverPort: undefined },
    "'serverPort' must be an integer from 1 to 65535, but is missing. Use a number.",
  ],
  ["serverPort 0", { serverPort: 0 }, "'serverPort' must be an integer from 1 to 65535, but is 0."],
  ["listenerPort 65536", { listenerPort: 65536 }, "'listenerPort' must be an integer from 1 to 65535, but is 65536."],
  [
    "both subnets and zones",
    { subnetIds: ["subnet-1"], availabilityZones: ["ap-northeast-1a"] },
    "'availabilityZones' and 'subnetIds' are both set, but AWS accepts only one of them. Remove availabilityZones, since each subnet is in a zone.",
  ],
  ["subnetIds that are empty", { subnetIds: [] }, "'subnetIds' is empty. Omit it to use all zones of the Region."],
  [
    "subnetIds that are no list",
    { subnetIds: "subnet-1" },
    `'subnetIds' must be a list of subnet IDs, but is "subnet-1". Put the items in brackets.`,
  ],
  ["a subnet id that is none", { subnetIds: ["subnet-1", 5] }, "'subnetIds[1]' must be the ID of a subnet, but is 5."],
  [
    "a subnet twice",
    { subnetIds: ["subnet-1", "subnet-2", "subnet-1"] },
    `'subnetIds[2]' and 'subnetIds[0]' are both "subnet-1". Remove one of them.`,
  ],
  [
    "zones that are empty",
    { availabilityZones: [] },
    "'availabilityZones' is empty. Omit it to use all zones of the Region.",
  ],
  [
    "a zone without a name",
    { availabilityZones: [""] },
    "'availabilityZones[0]' must be the name of an Availability Zone, but is \"\".",
  ],
  [
    "a zone twice",
    { availabilityZones: ["a", "a"] },
    `'availabilityZones[1]' and 'availabilityZones[0]' are both "a". Remove one of them.`,
  ],
  ["no instanceIds", { instanceIds: undefined }, "'instanceIds' must be a list of instance IDs, but is missing."],
  [
    "an instance id that is none",
    { instanceIds: [null] },
    "'instanceIds[0]' must be the ID of an instance, but is null.",
  ],
  [
    "an instance twice",
    { instanceIds: ["i-1", "i-1"] },
    `'instanceIds[1]' and 'instanceIds[0]' are both "i-1". Remove one of them.`,
  ],
  [
    "securityGroupIds that are empty",
    { securityGroupIds: [] },
    "'securityGroupIds' is empty. Omit it to let AWS choose.",
  ],
  [
    "a security group id that is none",
    { securityGroupIds: [true] },
    "'securityGroupIds[0]' must be the ID of a security group, but is true.",
  ],
  [
    "a security group twice",
    { securityGroupIds: ["sg-1", "sg-1"] },
    `'securityGroupIds[1]' and 'securityGroupIds[0]' are both "sg-1". Remove one of them.`,
  ],
  ["crossZone", { crossZone: "true" }, `'crossZone' must be true or false, but is "true". Remove the quotes.`],
  ["connectionDraining", { connectionDraining: 300 }, "'connectionDraining' must be true or false, but is 300."],
  ["internal", { internal: 0 }, "'internal' must be true or false, but is 0."],
  [
    "a name with other characters",
    { name: "a_b" },
    `'name' must contain only letters, digits and hyphens, but is "a_b". Replace "_".`,
  ],
  [
    "a name of 33 characters",
    { name: "a".repeat(33) },
    `'name' must have at most 32 characters, but has 33: "${"a".repeat(33)}". Shorten it by 1; "a" is over the limit.`,
  ],
  [
    "tags that are no texts",
    { tags: { team: 1 } },
    `'tags' must have a string for each key, but has 1 for the key "team". Put the value in quotes.`,
  ],
  [
    "an unknown property",
    { serverport: 80 },
    '"serverport" isn\'t a property of ProxyProtocolElb. Did you mean serverPort?',
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
    'The classic load balancer name "example-nlb" is used twice, by stack/one and stack/two. Give one of them another name.',
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
