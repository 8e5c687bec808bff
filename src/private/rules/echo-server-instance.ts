import type { EchoServerInstanceProps } from "../../echo-server-instance-props";
import { SSH_PORT } from "../defaults/echo-server-instance";
import { ADMITTED_CIDR, id, list, PORT, filledText } from "./bounds";
import { distinct, each, literal, optional, required, type Rule } from "./rule";
import { EC2_API, SECURITY_GROUP_RULES } from "./sources";
import { knownProps } from "./unknown-props";

// Rules of EchoServerInstance's props.

const RUN = `${EC2_API}/API_RunInstances.html`;

const NOT_SSH: Rule = {
  title: "The port of SSH",
  prop: "serverPort",
  bound: `not ${SSH_PORT}`,
  severity: "error",
  source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-to-linux-instance.html",
  name: "not-ssh",
  problems: ({ given }) =>
    given.serverPort === SSH_PORT
      ? [`'serverPort' is ${SSH_PORT}, but the instance's SSH server listens on that port. Use another port.`]
      : [],
};

function blocks(prop: "clientCidrBlocks" | "sshCidrBlocks", empty?: string): Rule[] {
  return [
    literal(
      prop,
      "CIDR blocks",
      "each block becomes its own security group rule",
      "Use a list; the blocks in it may be tokens",
    ),
    required(prop, list("CIDR blocks", "CIDR blocks", SECURITY_GROUP_RULES, empty)),
    each(prop, ADMITTED_CIDR),
    distinct(prop, "CIDR blocks", SECURITY_GROUP_RULES),
  ];
}

const PROPS: Record<keyof EchoServerInstanceProps, readonly Rule[]> = {
  vpcId: [required("vpcId", id("a VPC", "vpc-", `${EC2_API}/API_CreateSecurityGroup.html`))],
  subnetId: [optional("subnetId", id("a subnet", "subnet-", RUN))],
  serverPort: [required("serverPort", { ...PORT, source: SECURITY_GROUP_RULES }), NOT_SSH],
  clientCidrBlocks: blocks("clientCidrBlocks", "is empty, so nobody could connect. Add the blocks that may connect."),
  sshCidrBlocks: blocks("sshCidrBlocks"),
  instanceType: [optional("instanceType", filledText("Instance types", "the name of an instance type", RUN))],
  keyName: [optional("keyName", filledText("Key pairs", "the name of a key pair", RUN))],
  imageId: [optional("imageId", id("an image", "ami-", RUN))],
};

export const ECHO_SERVER_INSTANCE_RULES: readonly Rule[] = [
  knownProps("EchoServerInstance", Object.keys(PROPS)),
  ...Object.values(PROPS).flat(),
];
