/**
 * The load balancers that every peer makes.
 *
 * @param listeners how many each has at most; default: as many as AWS takes
 */
export declare function loadBalancers(
  forwards: number,
  listeners?: number,
): {
  readonly name: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly address: string;
  readonly forwards: { readonly listenerPort: number; readonly targetIp: string; readonly targetPort: number }[];
}[];
