import { readFileSync } from "node:fs";
import path from "node:path";
import { TerraformElement, TerraformVariable } from "cdktf";
import {
  BasicAwsProvider,
  EchoServerInstance,
  ForwardProtocol,
  PortForwardNlb,
  ProxyProtocolElb,
} from "cdktf-port-forward-nlb";
import { awsStack } from "./stack";

// The addresses are a contract: Terraform recreates resources whose address changes. CONTRIBUTING.md says how to
// change one.

const ARN = "arn:aws:acm:ap-northeast-1:123456789012:certificate";

/** Returns the elements of an app with every kind of construct. */
function elements(): string[] {
  const stack = awsStack();
  const token = new TerraformVariable(stack, "address", { type: "string" }).stringValue;
  new BasicAwsProvider(stack, "tokyo", { region: "ap-northeast-1", alias: "tokyo" });
  new PortForwardNlb(stack, "forwarding", {
    name: "example",
    vpcId: "vpc-1",
    subnetMappings: [{ subnetId: "subnet-1" }, { subnetId: "subnet-2" }],
    clientCidrBlocks: ["192.168.1.0/24", "2001:db8::/32", token],
    clientSecurityGroupIds: ["sg-1"],
    targetSecurityGroupIds: ["sg-2"],
    alarms: { actionArns: [] },
    forwards: [
      {
        listenerPort: 22,
        targetIp: "172.31.129.10",
        targetPort: 22,
        additionalTargets: [{ targetIp: "10.0.0.10", targetPort: 2222, external: true }],
      },
      { listenerPort: 53, targetIp: "172.31.129.10", targetPort: 53, protocol: ForwardProtocol.TCP_UDP },
      { listenerPort: 80, targetIp: token, targetPort: 80 },
      { listenerPort: 81, targetIp: token, targetPort: 80, key: "web" },
      {
        listenerPort: 443,
        targetIp: "172.31.129.10",
        targetPort: 80,
        protocol: ForwardProtocol.TLS,
        certificateArn: `${ARN}/1`,
        additionalCertificateArns: [`${ARN}/2`, token],
      },
    ],
  });
  const server = new EchoServerInstance(stack, "server", {
    vpcId: "vpc-1",
    serverPort: 8888,
    clientCidrBlocks: ["172.31.0.0/16"],
    sshCidrBlocks: ["192.168.1.0/24"],
  });
  new ProxyProtocolElb(stack, "elb", { serverPort: 8888, instanceIds: [server.instanceId] });
  return stack.node
    .findAll()
    .filter((construct) => TerraformElement.isTerraformElement(construct))
    .map((element) => `${element.node.path} ${element.friendlyUniqueId}`)
    .sort();
}

test("construct paths and logical IDs never change", () => {
  const golden = readFileSync(path.join(__dirname, "addresses.txt"), "utf8");
  expect(elements()).toEqual(golden.trimEnd().split("\n"));
});
