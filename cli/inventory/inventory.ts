import type { Options } from "./options";

// The forwards, read from Terraform's configuration, plan or state, or from a CSV list. Plain data: the code that prints, draws
// or checks it doesn't depend on its source.

/** A Network Load Balancer with its forwards. */
export interface LoadBalancer {
  readonly name: string;
  readonly internal?: boolean;
  /** Its DNS name, which clients use if it has no static addresses. */
  readonly dnsName?: string;
  readonly addresses: readonly ZoneAddress[];
  readonly securityGroups: readonly string[];
  /** Clients that its own security group allows, if the list creates one. */
  readonly clients: readonly string[];
  /** Its other options in the list, if known. */
  readonly options?: Options;
  readonly forwards: readonly Forward[];
}

/** The load balancer's addresses in an Availability Zone. */
export interface ZoneAddress {
  /** The zone's name if known, or else the subnet's ID. */
  readonly zone: string;
  /** Static addresses. Empty if AWS chooses the addresses. */
  readonly ips: readonly string[];
}

/** A listener and its targets. */
export interface Forward {
  readonly listenerPort: number;
  readonly protocol: string;
  readonly targetGroup?: string;
  readonly targetProtocol?: string;
  readonly description?: string;
  readonly healthCheck: HealthCheck;
  readonly targets: readonly Target[];
  /** CIDR blocks and security groups that may reach this listener. Undefined if the list has no rules for it. */
  readonly clients?: readonly string[];
  /** Other options of the listener and its target group in the list, if known. */
  readonly options?: { readonly listener: Options; readonly targetGroup: Options };
}

export interface HealthCheck {
  readonly protocol?: string;
  /** The port, if it differs from the target's. */
  readonly port?: number;
}

/** A target. Has either an `ip` or a `host`. */
export interface Target {
  /** An IP address, the ID of an instance, the ARN of a load balancer, or a placeholder if Terraform doesn't know it yet. */
  readonly ip?: string;
  /** A DNS name whose addresses are registered as targets, or a placeholder if Terraform doesn't know it yet. */
  readonly host?: string;
  readonly port?: number;
  /** Whether it is outside the VPC, if known. For a host, only if the row sets it. */
  readonly external?: boolean;
}
