import type { EchoServerInstanceProps } from "../../echo-server-instance-props";
import { type Given, leaf, leafItems } from "../given";

/** Where an instance's own SSH server listens. */
export const SSH_PORT = 22;

/** Props of an echo server's instance with every default applied. */
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
