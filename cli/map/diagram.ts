import type { LoadBalancer } from "../inventory/inventory";
import { listed } from "../inventory/listed";

// What the map draws. The IDs are generated here and never contain untrusted text.

export interface Diagram {
  readonly id: string;
  readonly loadBalancer: LoadBalancer;
  /** Index of its first listener among all listeners of the load balancer. */
  readonly start: number;
  readonly listeners: readonly Listener[];
  readonly places: readonly Place[];
}

/** A forward in the picture. */
export interface Listener {
  readonly id: string;
  /** `TCP:30080` */
  readonly name: string;
  /** What it is for: its description, or else its target group. */
  readonly purpose: string;
  readonly edges: readonly Edge[];
}

/** A connection from a listener to one of its targets. */
export interface Edge {
  readonly id: string;
  readonly host: Host;
  readonly port: TargetPort;
}

/** A group of targets: inside the VPC, or outside it. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly external: boolean | undefined;
  readonly hosts: readonly Host[];
}

/** An address, with the ports that listeners forward to. */
export interface Host {
  readonly id: string;
  readonly ip: string;
  readonly external: boolean | undefined;
  readonly ports: TargetPort[];
}

export interface TargetPort {
  readonly id: string;
  /** `TCP:80` */
  readonly name: string;
}

const PLACES = [
  { name: "VPC", external: false },
  { name: "outside the VPC", external: true },
  { name: "targets", external: undefined },
] as const;

/** The most listeners that a reader can follow to their targets. AWS's default quota for a load balancer is the same. */
const MOST_LISTENERS = 50;

/**
 * Returns a diagram for each load balancer, or several for one with many listeners.
 *
 * Diagrams don't share targets, because two load balancers may be in VPCs with the same addresses.
 */
export function diagramsOf(loadBalancers: readonly LoadBalancer[]): Diagram[] {
  const parts = loadBalancers.flatMap((loadBalancer) => {
    const count = Math.max(1, Math.ceil(loadBalancer.forwards.length / MOST_LISTENERS));
    return Array.from({ length: count }, (_, part) => ({ loadBalancer, start: part * MOST_LISTENERS }));
  });
  return parts.map(({ loadBalancer, start }, index) => diagramOf(loadBalancer, start, `nlb-${index}`));
}

function diagramOf(loadBalancer: LoadBalancer, start: number, id: string): Diagram {
  const hosts = new Hosts(id);
  const forwards = loadBalancer.forwards.slice(start, start + MOST_LISTENERS);
  const listeners = forwards.map((forward, index): Listener => {
    const { listener, targetGroup, targets, description = targetGroup } = listed(forward);
    const own = `${id}-listener-${index}`;
    const edges = targets.map(({ ip, port, external }, place) => ({
      id: `${own}-way-${place}`,
      ...hosts.at(ip, external, port),
    }));
    return { id: own, name: listener, purpose: description, edges };
  });
  const places = PLACES.map(({ name, external }, index) => ({
    id: `${id}-place-${index}`,
    name,
    external,
    hosts: hosts.all.filter((host) => host.external === external),
  }));
  return { id, loadBalancer, start, listeners, places: places.filter(({ hosts: { length } }) => length > 0) };
}

/** The hosts of a load balancer's targets, in the order in which its listeners use them. */
class Hosts {
  public readonly all: Host[] = [];
  private readonly byKey = new Map<string, Host>();

  constructor(private readonly owner: string) {}

  /** Returns a host's port. Adds the host and the port if they are new. */
  public at(ip: string, external: boolean | undefined, name: string): { host: Host; port: TargetPort } {
    const host = this.hostAt(ip, external);
    const known = host.ports.find((port) => port.name === name);
    if (known) return { host, port: known };
    const port = { id: `${host.id}-port-${host.ports.length}`, name };
    host.ports.push(port);
    return { host, port };
  }

  private hostAt(ip: string, external: boolean | undefined): Host {
    const key = `${ip} ${external}`;
    const known = this.byKey.get(key);
    if (known) return known;
    const host: Host = { id: `${this.owner}-host-${this.all.length}`, ip, external, ports: [] };
    this.byKey.set(key, host);
    this.all.push(host);
    return host;
  }
}

/** Returns a load balancer's name, or a general name if it comes from a CSV list, which has none. */
export function nameOf({ name }: LoadBalancer): string {
  return name === "" ? "Network Load Balancer" : name;
}

/** Returns the ID of a load balancer's clients. */
export function clientsOf(id: string): string {
  return `${id}-clients`;
}

/** Returns the ID of the cell with a listener's purpose. */
export function purposeOf(id: string): string {
  return `${id}-purpose`;
}

/** Returns the ID of a listener's row in the page. */
export function rowOf(id: string): string {
  return `row-${id}`;
}
