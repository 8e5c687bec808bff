/**
 * Properties of an `EchoServerInstance`.
 */
export interface EchoServerInstanceProps {
  /** ID of the VPC of the instance's security group. */
  readonly vpcId: string;

  /**
   * ID of the instance's subnet, in the VPC.
   *
   * To install Node.js, the instance must reach the Amazon Linux repositories over HTTPS from there: over the
   * internet or through a gateway endpoint for Amazon S3.
   *
   * @default - a default subnet of the default VPC
   */
  readonly subnetId?: string;

  /**
   * Port of the echo server.
   *
   * An integer from 1 to 65535, but not 22, which SSH uses. A token is allowed. A change replaces the instance.
   */
  readonly serverPort: number;

  /**
   * IPv4 and IPv6 CIDR blocks that may connect to the echo server.
   *
   * At least one. Behind a classic load balancer, use the CIDR blocks of its subnets, because it connects from its
   * own addresses. A token counts as an IPv4 block.
   */
  readonly clientCidrBlocks: string[];

  /**
   * IPv4 and IPv6 CIDR blocks that may connect by SSH.
   *
   * Pass `[]` to allow none. A token counts as an IPv4 block.
   */
  readonly sshCidrBlocks: string[];

  /**
   * Instance type.
   *
   * The default image has the architecture of this type.
   *
   * @default "t4g.nano"
   */
  readonly instanceType?: string;

  /**
   * Name of the EC2 key pair for SSH.
   *
   * @default - none; nobody can log in by SSH
   */
  readonly keyName?: string;

  /**
   * ID of the instance's image: Amazon Linux 2023 with the package nodejs24.
   *
   * @default - the Amazon Linux 2023 image that is current when the instance is created; newer images don't replace the instance
   */
  readonly imageId?: string;
}
