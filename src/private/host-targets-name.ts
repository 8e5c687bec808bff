/**
 * Returns the name of a load balancer's function for hosts, of its schedule and of its security group: unique in the account and
 * Region like the load balancer's.
 */
export function hostTargetsName({ name }: { readonly name: string }): string {
  return `${name}-host-targets`;
}
