import { DataAwsEc2InstanceType } from "@cdktf/provider-aws/lib/data-aws-ec2-instance-type";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { conditional, dependable, Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { type EchoServerSettings, SSH_PORT } from "../defaults/echo-server-instance";
import { renderSoundHcl } from "../hcl";
import { contentId } from "../expression";
import { cidrArgument } from "./cidr-argument";

// The only place that states the arguments of these resources. Every value can be a literal or a token.

const HTTPS = 443;

export interface EchoServerSecurityGroup {
  readonly id: string;
  /** Resources that the instance needs at first boot, for `depends_on`. */
  readonly dependency: string;
}

export function echoServerSecurityGroup(scope: Construct, settings: EchoServerSettings): EchoServerSecurityGroup {
  const { id } = new SecurityGroup(scope, "security-group", {
    namePrefix: "echo-server-",
    description: "Echo server: its clients, SSH, and HTTPS to install Node.js",
    vpcId: settings.vpcId,
  });
  const admit = (name: string, blocks: readonly string[], port: number, description: string): void => {
    const byId = new Map(blocks.map((block) => [`${name}-${contentId(scope, block)}`, block]));
    byId.forEach((block, ruleId) => {
      new VpcSecurityGroupIngressRule(scope, ruleId, {
        securityGroupId: id,
        description,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        ...cidrArgument(block),
      });
    });
  };
  admit("client", settings.clientCidrBlocks, settings.serverPort, "Clients of the echo server");
  admit("ssh", settings.sshCidrBlocks, SSH_PORT, "SSH");
  const https = new VpcSecurityGroupEgressRule(scope, "https", {
    securityGroupId: id,
    description: "Repositories of Amazon Linux",
    ipProtocol: "tcp",
    fromPort: HTTPS,
    toPort: HTTPS,
    cidrIpv4: "0.0.0.0/0",
  });
  return { id, dependency: dependable(https) };
}

/** Returns the ID of the current Amazon Linux 2023 image for the instance type's architecture. */
export function currentAmazonLinux(scope: Construct, { instanceType }: EchoServerSettings): string {
  const { supportedArchitectures } = new DataAwsEc2InstanceType(scope, "instance-type", { instanceType });
  const architecture = Token.asString(conditional(Fn.contains(supportedArchitectures, "arm64"), "arm64", "x86_64"));
  return new DataAwsSsmParameter(scope, "image", {
    name: `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
  }).insecureValue;
}

export function echoServerInstance(
  scope: Construct,
  id: string,
  settings: EchoServerSettings,
  { group, image, userData }: { group: EchoServerSecurityGroup; image: string; userData: string },
): Instance {
  const instance = new Instance(scope, id, {
    ami: image,
    instanceType: settings.instanceType,
    subnetId: settings.subnetId,
    vpcSecurityGroupIds: [group.id],
    keyName: settings.keyName,
    userData,
    // User data runs only at an instance's first boot.
    userDataReplaceOnChange: true,
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required" },
    rootBlockDevice: { encrypted: true },
    // AWS publishes a new image every few weeks. Following it would replace the instance.
    lifecycle: settings.imageId === undefined ? { ignoreChanges: ["ami"] } : undefined,
  });
  instance.dependsOn = [group.dependency];
  renderSoundHcl(instance);
  return instance;
}
