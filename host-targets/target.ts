/** A target as it should be registered. */
export interface Target {
  readonly address: string;
  readonly port: number;
  /** Whether it is outside the VPC: its Availability Zone is `all`. */
  readonly external: boolean;
  /** The name that resolved to the address. */
  readonly name: string;
}

/** A target as AWS reports it. */
export interface RegisteredTarget extends Omit<Target, "name"> {
  /** State of its health, such as `initial`, `healthy` or `draining`. */
  readonly state: string;
}

/** Returns a target's identity in its group. Its Availability Zone isn't part of that. */
export function keyOf({ address, port }: Pick<Target, "address" | "port">): string {
  return `${address} ${port}`;
}
