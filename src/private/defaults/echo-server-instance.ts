import type { EchoServerInstanceProps } from "../../echo-server-instance-props";
import { type Given, leaf, leafItems } from "../given";

/** Port of the instance's SSH server. */
export const SSH_PORT = 22;

/** Props of an echo server instance with all defaults applied. */
export interface EchoServerSettings extends EchoServerInstanceProps {
  readonly clientCidrBlocks: string[];
  readonly sshCidrBlocks: string[];
  readonly instanceType: string;
}

export function echoServerSettings(given: Given): EchoServerSettings {
  const props = given as Partial<EchoServerInstanceProps>;
  return {
    vpcId: leaf(props.vpcId) ?? "",
    subnetId: leaf(props.subnetId),
    serverPort: leaf(props.serverPort) ?? 0,
    clientCidrBlocks: leafItems(props.clientCidrBlocks),
    sshCidrBlocks: leafItems(props.sshCidrBlocks),
    instanceType: leaf(props.instanceType) ?? "t4g.nano",
    keyName: leaf(props.keyName),
    imageId: leaf(props.imageId),
  };
}
