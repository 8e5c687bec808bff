/** The article's table of listeners and target groups, with the example's server addresses. */
export const ARTICLE_TABLE = [
  { listenerPort: 10022, targetGroupName: "example-tg-10022", targetPort: 22, targetIp: "172.31.129.10" },
  { listenerPort: 10080, targetGroupName: "example-tg-10080", targetPort: 80, targetIp: "172.31.129.10" },
  { listenerPort: 20022, targetGroupName: "example-tg-20022", targetPort: 22, targetIp: "172.31.137.10" },
  { listenerPort: 20080, targetGroupName: "example-tg-20080", targetPort: 80, targetIp: "172.31.137.10" },
  { listenerPort: 30080, targetGroupName: "example-tg-30080", targetPort: 80, targetIp: "10.0.0.10", external: true },
];

/**
 * Number of resources of each type for the article's list. The load balancer and each forward have a
 * `terraform_data`.
 */
export const ARTICLE_RESOURCES = {
  aws_lb: 1,
  aws_lb_listener: 5,
  aws_lb_target_group: 5,
  aws_lb_target_group_attachment: 5,
  terraform_data: 6,
};

/** Returns the number of resources of each type in a synthesized stack. */
export function resourceCounts(resource: Readonly<Record<string, object>>): Record<string, number> {
  return Object.fromEntries(Object.entries(resource).map(([type, resources]) => [type, Object.keys(resources).length]));
}
