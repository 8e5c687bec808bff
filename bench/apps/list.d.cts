/** The load balancers that every peer makes. */
export declare function loadBalancers(forwards: number): {
  readonly name: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly address: string;
  readonly forwards: { readonly listenerPort: number; readonly targetIp: string; readonly targetPort: number }[];
}[];
