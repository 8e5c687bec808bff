import { Token } from "cdktf";
import { EchoServerInstance, type EchoServerInstanceProps } from "cdktf-port-forward-nlb";
import { RULES } from "../../../src/private/rules";
import { awsStack } from "../../stack";
import { findingsOf, silent, type Untyped } from "./findings";

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
  ["no vpcId", { vpcId: undefined }, "'vpcId' must be the id of a VPC, such as vpc-0a1b2c3d, got nothing; give one"],
  [
    "an empty subnetId",
    { subnetId: "" },
    "'subnetId' must be the id of a subnet, such as subnet-0a1b2c3d, got \"\"; give one",
  ],
  [
    "a serverPort in quotes",
    { serverPort: "8888" },
    `'serverPort' must be an integer from 1 to 65535, got "8888"; give a number, without quotes`,
  ],
  [
    "SSH's port",
    { serverPort: 22 },
    "'serverPort' is 22, where the instance's own SSH server listens; give the echo server another port",
  ],
  [
    "no clientCidrBlocks",
    { clientCidrBlocks: undefined },
    "'clientCidrBlocks' must be a list of CIDR blocks, got nothing; give one, in brackets",
  ],
  [
    "clientCidrBlocks that are empty",
    { clientCidrBlocks: [] },
    "'clientCidrBlocks' is empty, so that nobody could connect; give the blocks that may",
  ],
  [
    "clientCidrBlocks that are a token",
    { clientCidrBlocks: Token.asList({ resolve: () => [] }) },
    "'clientCidrBlocks' must be known at synthesis, because each is a rule of its own, got a token; give a list; the blocks in it may be tokens",
  ],
  [
    "a client's block that is none",
    { clientCidrBlocks: ["172.31.0.0"] },
    `'clientCidrBlocks[0]' must be a CIDR block such as 172.31.128.0/17, got "172.31.0.0"; give an address and a prefix length, for the one address 172.31.0.0/32`,
  ],
  [
    "a client's block twice",
    { clientCidrBlocks: ["10.0.0.0/8", "10.0.0.0/8"] },
    `'clientCidrBlocks[1]' "10.0.0.0/8" is 'clientCidrBlocks[0]' too; remove one of them`,
  ],
  [
    "no sshCidrBlocks",
    { sshCidrBlocks: undefined },
    "'sshCidrBlocks' must be a list of CIDR blocks, got nothing; give one, in brackets",
  ],
  [
    "sshCidrBlocks that are a token",
    { sshCidrBlocks: Token.asList({ resolve: () => [] }) },
    "'sshCidrBlocks' must be known at synthesis, because each is a rule of its own, got a token; give a list; the blocks in it may be tokens",
  ],
  [
    "a block of SSH with host bits",
    { sshCidrBlocks: ["10.0.0.1/8"] },
    `'sshCidrBlocks[0]' must be a CIDR block without host bits, got "10.0.0.1/8"; give 10.0.0.0/8, which holds it`,
  ],
  [
    "a block of SSH twice",
    { sshCidrBlocks: ["::/0", "::/0"] },
    `'sshCidrBlocks[1]' "::/0" is 'sshCidrBlocks[0]' too; remove one of them`,
  ],
  [
    "an instanceType that is none",
    { instanceType: 5 },
    "'instanceType' must be the name of an instance type, got 5; give one",
  ],
  ["an empty keyName", { keyName: "" }, "'keyName' must be the name of a key pair, got \"\"; give one"],
  [
    "an imageId of another kind",
    { imageId: "i-0a1b2c3d" },
    `'imageId' must be the id of an image, such as ami-0a1b2c3d, got "i-0a1b2c3d"; give one`,
  ],
  [
    "an unknown property",
    { cidrBlocks: [] },
    '"cidrBlocks" is no property of EchoServerInstance; did you mean sshCidrBlocks?',
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
