import { readFileSync } from "node:fs";
import path from "node:path";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { EchoServerInstanceProps } from "./echo-server-instance-props";
import { echoServerSettings } from "./private/defaults/echo-server-instance";
import { record } from "./private/given";
import { currentAmazonLinux, echoServerInstance, echoServerSecurityGroup } from "./private/resources/echo-server";
import { echoServerInstanceFindings } from "./private/rules";
import { userData } from "./private/user-data";
import { holdToRules } from "./private/validation";

/**
 * An instance that runs the echo server, `port-forward-nlb echo`, as a systemd service, and its security group.
 *
 * What it logs, the address of each client among it, `journalctl --unit echo-server` shows. Its user data holds the server
 * itself, so that the instance fetches nothing but Node.js, from the repositories of Amazon Linux.
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
  /** Id of the instance. */
  public readonly instanceId: string;

  /** Private IPv4 address of the instance, for a target of a `PortForwardNlb`. */
  public readonly privateIp: string;

  /** Id of the instance's security group. */
  public readonly securityGroupId: string;

  /** The `aws_instance` resource, for overrides and dependencies. */
  public readonly instance: TerraformResource;

  /**
   * Makes the instance and its security group.
   *
   * What is wrong with the props is said at synthesis, all of it at once; `docs/rules.md` has the rules.
   *
   * @param scope the stack, or a construct in it
   * @param id part of the Terraform addresses of all that is made: another id makes everything anew
   * @param props where the instance stands, and who may connect
   */
  public constructor(scope: Construct, id: string, props: EchoServerInstanceProps) {
    super(scope, id);
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

/** The echo server, compressed when the package was built; the path is the same from here and from the bundle. */
function echoServer(): Buffer {
  return readFileSync(path.join(__dirname, "../lib/echo-server.js.gz"));
}
