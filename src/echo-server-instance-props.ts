/**
 * Properties of an `EchoServerInstance`.
 */
export interface EchoServerInstanceProps {
  /** Id of the VPC of the instance's security group. */
  readonly vpcId: string;

  /**
   * Id of the subnet that the instance stands in, one of the VPC's.
   *
   * From there it must reach the repositories of Amazon Linux by HTTPS, to install Node.js: over the internet, or over a
   * gateway endpoint for Amazon S3.
   *
   * @default - a default subnet of the default VPC
   */
  readonly subnetId?: string;

  /**
   * Port that the echo server listens on.
   *
   * An integer from 1 to 65535, not 22, which is the instance's SSH. A token is allowed. Another port replaces the instance.
   */
  readonly serverPort: number;

  /**
   * CIDR blocks, IPv4 or IPv6, that may connect to the echo server.
   *
   * Where a classic load balancer stands in front, those of its subnets: its clients come from its own addresses. At least
   * one. A token is taken for an IPv4 block.
   */
  readonly clientCidrBlocks: string[];

  /**
   * CIDR blocks, IPv4 or IPv6, that may connect by SSH.
   *
   * An empty list for none. A token is taken for an IPv4 block.
   */
  readonly sshCidrBlocks: string[];

  /**
   * Type of the instance.
   *
   * With `imageId` left out, the image is of its architecture.
   *
   * @default "t4g.nano"
   */
  readonly instanceType?: string;

  /**
   * Name of the EC2 key pair that SSH takes.
   *
   * @default - none, so that nobody gets in by SSH
   */
  readonly keyName?: string;

  /**
   * Id of the instance's image, of Amazon Linux 2023 that has the package nodejs24.
   *
   * @default - Amazon Linux 2023 as it is current when the instance is made; a newer one replaces nothing
   */
  readonly imageId?: string;
}
