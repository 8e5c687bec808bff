import type { Options } from "./options";

// What forwards there are, read back from what Terraform is given, plans or has made. Plain data: what shows it, draws it or
// checks it knows nothing of where it came from.

/** A Network Load Balancer with its forwards. */
export interface LoadBalancer {
  readonly name: string;
  readonly internal?: boolean;
  /** Where clients find it where it has no static address, or beside those. */
  readonly dnsName?: string;
  readonly addresses: readonly ZoneAddress[];
  readonly securityGroups: readonly string[];
  /** Whom the rules of its own security group let in, where one was made of the list. */
  readonly clients: readonly string[];
  /** What else the list says of it; nothing where that is not known. */
  readonly options?: Options;
  readonly forwards: readonly Forward[];
}

/** What the load balancer has in an Availability Zone. */
export interface ZoneAddress {
  /** The zone's name where it is known, else the subnet's id. */
  readonly zone: string;
  /** Static addresses; none where AWS has chosen them. */
  readonly ips: readonly string[];
}

/** A listener, and where it leads. */
export interface Forward {
  readonly listenerPort: number;
  readonly protocol: string;
  readonly targetGroup?: string;
  readonly targetProtocol?: string;
  readonly description?: string;
  readonly healthCheck: HealthCheck;
  readonly targets: readonly Target[];
  /** Whom it alone is for: blocks of addresses and security groups; nothing where rules of the list do not say. */
  readonly clients?: readonly string[];
  /** What else the list says of the listener and of its target group; nothing where that is not known. */
  readonly options?: { readonly listener: Options; readonly targetGroup: Options };
}

export interface HealthCheck {
  readonly protocol?: string;
  /** A port of its own; none where it is the target's. */
  readonly port?: number;
}

export interface Target {
  /** An IP address; what stands for one that Terraform does not know yet. */
  readonly ip: string;
  readonly port?: number;
  /** Whether it is outside the VPC, where that is known. */
  readonly external?: boolean;
}
