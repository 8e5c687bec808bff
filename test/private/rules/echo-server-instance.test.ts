import { Token } from "cdktf";
import { EchoServerInstance, type EchoServerInstanceProps } from "cdktf-port-forward-nlb";
import { RULES } from "../../../src/private/rules";
import { awsStack } from "../../stack";
import { type Untyped } from "../../nlb";
import { findingsOf, silent } from "./findings";

const VALID: EchoServerInstanceProps = {
  vpcId: "vpc-1",
  serverPort: 8888,
  clientCidrBlocks: ["172.31.0.0/16"],
  sshCidrBlocks: [],
};

function findings(props: Untyped<EchoServerInstanceProps>): string[] {
  return findingsOf(new EchoServerInstance(awsStack(), "server", { ...VALID, ...props } as EchoServerInstanceProps));
}

const WRONG: [string, Untyped<EchoServerInstanceProps>, string][] = [
  ["no vpcId", { vpcId: undefined }, "'vpcId' must be the ID of a VPC, such as vpc-0a1b2c3d, but is missing."],
  [
    "an empty subnetId",
    { subnetId: "" },
    "'subnetId' must be the ID of a subnet, such as subnet-0a1b2c3d, but is \"\".",
  ],
  [
    "a serverPort in quotes",
    { serverPort: "8888" },
    `'serverPort' must be an integer from 1 to 65535, but is "8888". Use a number without quotes.`,
  ],
  [
    "SSH's port",
    { serverPort: 22 },
    "'serverPort' is 22, but the instance's SSH server listens on that port. Use another port.",
  ],
  [
    "no clientCidrBlocks",
    { clientCidrBlocks: undefined },
    "'clientCidrBlocks' must be a list of CIDR blocks, but is missing.",
  ],
  [
    "clientCidrBlocks that are empty",
    { clientCidrBlocks: [] },
    "'clientCidrBlocks' is empty, so nobody could connect. Add the blocks that may connect.",
  ],
  [
    "clientCidrBlocks that are a token",
    { clientCidrBlocks: Token.asList({ resolve: () => [] }) },
    "'clientCidrBlocks' must be known at synthesis because each block becomes its own security group rule, but is a token. Use a list; the blocks in it may be tokens.",
  ],
  [
    "a client's block that is none",
    { clientCidrBlocks: ["172.31.0.0"] },
    `'clientCidrBlocks[0]' must be a CIDR block such as 172.31.128.0/17, but is "172.31.0.0". For a single address, use 172.31.0.0/32.`,
  ],
  [
    "a client's block twice",
    { clientCidrBlocks: ["10.0.0.0/8", "10.0.0.0/8"] },
    `'clientCidrBlocks[1]' and 'clientCidrBlocks[0]' are both "10.0.0.0/8". Remove one of them.`,
  ],
  ["no sshCidrBlocks", { sshCidrBlocks: undefined }, "'sshCidrBlocks' must be a list of CIDR blocks, but is missing."],
  [
    "sshCidrBlocks that are a token",
    { sshCidrBlocks: Token.asList({ resolve: () => [] }) },
    "'sshCidrBlocks' must be known at synthesis because each block becomes its own security group rule, but is a token. Use a list; the blocks in it may be tokens.",
  ],
  [
    "a block of SSH with host bits",
    { sshCidrBlocks: ["10.0.0.1/8"] },
    `'sshCidrBlocks[0]' must be a CIDR block without host bits, but is "10.0.0.1/8". Use 10.0.0.0/8, which contains it.`,
  ],
  [
    "a block of SSH twice",
    { sshCidrBlocks: ["::/0", "::/0"] },
    `'sshCidrBlocks[1]' and 'sshCidrBlocks[0]' are both "::/0". Remove one of them.`,
  ],
  [
    "an instanceType that is none",
    { instanceType: 5 },
    "'instanceType' must be the name of an instance type, but is 5.",
  ],
  ["an empty keyName", { keyName: "" }, "'keyName' must be the name of a key pair, but is \"\"."],
  [
    "an imageId of another kind",
    { imageId: "i-0a1b2c3d" },
    `'imageId' must be the ID of an image, such as ami-0a1b2c3d, but is "i-0a1b2c3d".`,
  ],
  [
    "an unknown property",
    { cidrBlocks: [] },
    '"cidrBlocks" isn\'t a property of EchoServerInstance. Did you mean sshCidrBlocks?',
  ],
];

test.each(WRONG)("rejects %s", (_, props, finding) => {
  expect(findings(props)).toEqual([finding]);
});

test.each<[string, Untyped<EchoServerInstanceProps>]>([
  ["the least", {}],
  ["SSH for some, IPv6 too", { sshCidrBlocks: ["10.0.0.0/8", "2001:db8::/32"], keyName: "key" }],
  [
    "tokens",
    {
      vpcId: Token.asString({ resolve: () => "" }),
      serverPort: Token.asNumber({ resolve: () => 22 }),
      clientCidrBlocks: [Token.asString({ resolve: () => "" }), Token.asString({ resolve: () => "" })],
      instanceType: Token.asString({ resolve: () => "" }),
    },
  ],
])("takes %s", (_, props) => {
  expect(findings(props)).toEqual([]);
});

test("each rule is seen to find something", () => {
  const subjects = WRONG.map(([, props]) => ({ label: "", given: { ...VALID, ...props } }));
  expect(silent(RULES.EchoServerInstanceProps, subjects)).toEqual([]);
});
