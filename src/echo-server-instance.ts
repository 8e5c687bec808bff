import { readFileSync } from "node:fs";
import path from "node:path";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { EchoServerInstanceProps } from "./echo-server-instance-props";
import { echoServerSettings } from "./private/defaults/echo-server-instance";
import { requireFramework } from "./private/framework";
import { record } from "./private/given";
import { currentAmazonLinux, echoServerInstance, echoServerSecurityGroup } from "./private/resources/echo-server";
import { echoServerInstanceFindings } from "./private/rules";
import { userData } from "./private/user-data";
import { holdToRules } from "./private/validation";

/**
 * An EC2 instance that runs the echo server, `port-forward-nlb echo`, as a systemd service, and its security group.
 *
 * `journalctl --unit echo-server` shows its log, including each client's address. The user data contains the echo
 * server, so the instance downloads only Node.js, from the Amazon Linux repositories.
 *
 * @example
 * const server = new EchoServerInstance(this, "server", {
 *   vpcId: "vpc-0a1b2c3d",
 *   serverPort: 8888,
 *   clientCidrBlocks: ["172.31.0.0/16"],
 *   sshCidrBlocks: [],
 * });
 *
 * new ProxyProtocolElb(this, "elb", { serverPort: 8888, instanceIds: [server.instanceId] });
 */
export class EchoServerInstance extends Construct {
  /** ID of the instance. */
  public readonly instanceId: string;

  /** Private IPv4 address of the instance. Use it as a target of a `PortForwardNlb`. */
  public readonly privateIp: string;

  /** ID of the instance's security group. */
  public readonly securityGroupId: string;

  /** The `aws_instance` resource, for overrides and dependencies. */
  public readonly instance: TerraformResource;

  /**
   * Creates the instance and its security group.
   *
   * Synthesis reports all errors in the props at once; `docs/rules.md` lists the rules.
   *
   * @param scope the stack, or a construct in it
   * @param id part of the Terraform address of every resource: a change recreates them all
   * @param props the instance's network, and who may connect
   */
  public constructor(scope: Construct, id: string, props: EchoServerInstanceProps) {
    super(scope, id);
    requireFramework(this);
    const given = record(props) ?? {};
    const settings = echoServerSettings(given);
    const group = echoServerSecurityGroup(this, settings);
    const image = settings.imageId ?? currentAmazonLinux(this, settings);
    const instance = echoServerInstance(this, "instance", settings, {
      group,
      image,
      userData: userData(settings.serverPort, echoServer()),
    });
    this.instance = instance;
    this.instanceId = instance.id;
    this.privateIp = instance.privateIp;
    this.securityGroupId = group.id;
    holdToRules(this, () => echoServerInstanceFindings({ label: "", given }));
  }
}

/** Returns the echo server as the build compressed it. The path is valid from this file and from the bundle. */
function echoServer(): Buffer {
  return readFileSync(path.join(__dirname, "../lib/echo-server.js.gz"));
}
