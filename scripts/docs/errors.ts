import { readFileSync } from "node:fs";
import { TerraformStack, Testing } from "cdktf";
import { type PortForward, PortForwardNlb } from "../../src";
import { fenced, withSections } from "./sections";

/** A list with the mistakes that people make most. */
const WRONG = [
  { listenerPort: 70000, targetIp: "172.31.129.10", targetPort: 22 },
  { listenerPort: 10080, targetIp: "172.31.129.10", targetPort: 80 },
  { listenerPort: 10080, targetIp: "172.31.137.10", targetPort: 80 },
  { listenerPort: 20022, targetIp: "172.31.137.010", targetPort: 22 },
  { listenerPort: 30080, targetIp: "10.0.0.10", targetPort: 80, externl: true },
] as PortForward[];

/** Returns README.md with the messages that a wrong list gets. */
export function readmeWithErrors(): string {
  const stack = new TerraformStack(Testing.app(), "network");
  const forwarding = new PortForwardNlb(stack, "forwarding", {
    name: "example",
    vpcId: "vpc-0a1b2c3d",
    subnetMappings: [{ subnetId: "subnet-0a1b2c3d" }],
    securityGroupIds: [],
    forwards: WRONG,
  });
  const messages = forwarding.node.validate().map((message) => `[${forwarding.node.path}] ${message}`);
  return withSections(readFileSync("README.md", "utf8"), { "the errors": fenced("text", messages.join("\n")) });
}
