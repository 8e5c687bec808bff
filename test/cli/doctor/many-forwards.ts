import type { Facts } from "../../../cli/doctor/facts";
import type { LoadBalancer } from "../../../cli/inventory/inventory";
import { articleFacts, articleList, type Mutable, tcp, the } from "./article-facts";

const FIRST_PORT = 1024;

/**
 * Returns a list of many forwards, each with its own unhealthy target, and what AWS reports about it.
 *
 * The load balancer's security group has a rule for each forward and each target, as the construct creates it. Each target has its
 * own security group, which blocks everything.
 */
export function manyForwards(count: number): { list: LoadBalancer; facts: Facts } {
  const facts: Mutable<Facts> = articleFacts();
  const list: Mutable<LoadBalancer> = articleList();
  const [row, group, listener] = [the(list.forwards), the(facts.targetGroups), the(facts.listeners)];
  const [server, guard] = [the(facts.interfaces), the(facts.securityGroups)];
  const forwards = Array.from({ length: count }, (_, index) => ({
    port: FIRST_PORT + index,
    name: `example-tg-${FIRST_PORT + index}`,
    arn: `arn:group/${index}`,
    // AWS reserves the subnet's first addresses
    ip: `172.31.${128 + ((index + 16) >> 8)}.${(index + 16) % 256}`,
    guard: `sg-target-${index}`,
  }));
  list.forwards = forwards.map(({ port, name, ip }) => {
    const targets = [{ ...the(row.targets), ip, port: 80, external: false }];
    return { ...row, listenerPort: port, targetGroup: name, targets, clients: ["192.168.0.0/16"] };
  });
  facts.listeners = forwards.map(({ port, arn }) => ({ ...listener, port, targetGroupArn: arn }));
  facts.targetGroups = forwards.map(({ name, arn, ip }) => {
    return { ...group, name, arn, targets: [{ ...the(group.targets), ip, port: 80, state: "unhealthy" }] };
  });
  facts.interfaces = forwards.map((one) => {
    return { ...server, id: `eni-${one.port}`, addresses: [one.ip], securityGroupIds: [one.guard] };
  });
  facts.loadBalancer.securityGroupIds = ["sg-nlb"];
  facts.securityGroups = [
    ...forwards.map((one) => ({ ...guard, id: one.guard, inbound: [] })),
    {
      ...guard,
      id: "sg-nlb",
      inbound: forwards.map(({ port }) => tcp(port, "192.168.0.0/16")),
      outbound: forwards.map(({ ip }) => tcp(80, `${ip}/32`)),
    },
  ];
  return { list, facts };
}
