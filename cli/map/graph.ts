import type { Edge, Graph, Node, Subgraph } from "@viz-js/viz";
import { schemeOf } from "../inventory/whereabouts";
import { clientsOf, type Diagram, type Host, type Listener, nameOf, type Place, purposeOf, rowOf } from "./diagram";
import { atMost, label } from "./label";
import { dotCell, FONT_SIZE, MONOSPACED, PROPORTIONAL, row, table, widthOf } from "./table-label";
import { LIGHT } from "./palette";

// The picture as Graphviz draws it: a load balancer is one table with a row for each listener, a host one with a row for each
// port. Hundreds of forwards are then rows of a few tables, not hundreds of boxes.

/** Returns the graph that Graphviz lays out. Nodes are drawn in the order in which they appear here. */
export function graphOf(diagrams: readonly Diagram[]): Graph {
  return {
    graphAttributes: {
      rankdir: "LR",
      bgcolor: LIGHT.paper,
      pad: 0.2,
      nodesep: 0.06,
      ranksep: 1.6,
      // one column from the bottom to the top, in this order
      pack: 24,
      packmode: "array_cul1",
      fontname: PROPORTIONAL,
      fontsize: FONT_SIZE,
      fontcolor: LIGHT.muted,
    },
    nodeAttributes: {
      shape: "plain",
      fontname: MONOSPACED,
      fontsize: FONT_SIZE,
      fontcolor: LIGHT.ink,
      color: LIGHT.line,
    },
    edgeAttributes: { arrowsize: 0.6, color: LIGHT.muted },
    subgraphs: [...diagrams].reverse().flatMap(subgraphs),
  };
}

/** The parts of one load balancer. Graphviz adds the subgraphs in order, so the edges come last. */
function subgraphs(diagram: Diagram): Subgraph[] {
  const widths = widthsOf(diagram);
  return [
    clientsCluster(diagram),
    { name: `${diagram.id}-node`, nodes: [loadBalancerNode(diagram)] },
    ...diagram.places.map((place) => placeCluster(place, widths)),
    {
      name: `${diagram.id}-edges`,
      edges: [clientsEdge(diagram), ...diagram.listeners.flatMap((listener) => edges(diagram, listener))],
    },
  ];
}

function clientsCluster({ id, loadBalancer: { clients } }: Diagram): Subgraph {
  const rows = [row(dotCell("clients", { bold: true, head: true }))].concat(
    atMost(clients).map((client) => row(dotCell(client))),
  );
  // An invisible cluster, because Graphviz packs nodes outside a cluster apart from those inside one.
  return {
    name: `cluster-${clientsOf(id)}`,
    graphAttributes: { peripheries: 0, margin: 0 },
    nodes: [{ name: clientsOf(id), attributes: { class: "clients", label: table(rows) } }],
  };
}

function loadBalancerNode({ id, loadBalancer, start, listeners }: Diagram): Node {
  const { dnsName, addresses, securityGroups } = loadBalancer;
  const wide = { columns: 2 };
  const all = loadBalancer.forwards.length;
  const rows = [
    row(dotCell(nameOf(loadBalancer), { ...wide, bold: true, head: true, port: "head", sides: "LTR" })),
    ...(loadBalancer.name === ""
      ? []
      : [
          row(
            dotCell(`${schemeOf(loadBalancer)} Network Load Balancer`.trim(), {
              ...wide,
              head: true,
              words: true,
              sides: "LRB",
            }),
          ),
        ]),
    ...part("addresses", [
      ...addresses.flatMap(({ zone, ips }) =>
        (ips.length > 0 ? ips : ["chosen by AWS"]).map((ip) => row(dotCell(ip), dotCell(zone, { words: true }))),
      ),
      ...(dnsName === undefined ? [] : [row(dotCell(dnsName, wide))]),
    ]),
    ...part(
      "security groups",
      atMost(securityGroups).map((group) => row(dotCell(group, wide))),
    ),
    ...part(
      listeners.length === all ? "listeners" : `listeners ${start + 1} to ${start + listeners.length} of ${all}`,
      listeners.map(listenerRow),
    ),
  ];
  return { name: id, attributes: { class: "load-balancer", label: table(rows) } };
}

/** Returns rows below a heading, or nothing if there are no rows. */
function part(name: string, rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : [row(dotCell(name, { columns: 2, head: true, words: true })), ...rows];
}

function listenerRow({ id, name, purpose }: Listener): string {
  return row(
    dotCell(name, { id, port: id, link: rowOf(id), title: purpose === "" ? name : `${name} ${purpose}` }),
    dotCell(purpose, { id: purposeOf(id), port: purposeOf(id), title: purpose, words: true }),
  );
}

function placeCluster({ id, name, external, hosts }: Place, widths: Widths): Subgraph {
  const style = external === true ? "dashed,rounded" : "rounded";
  const label = table([row(dotCell(name, { words: true }))], { CELLBORDER: 0 });
  return {
    name: `cluster-${id}`,
    graphAttributes: { class: "place", label, labeljust: "l", margin: 10, color: colorOf(external), style },
    nodes: hosts.map((host) => hostNode(host, widths)),
  };
}

/** Returns a table with the ports on the left, where the edges arrive, and the address beside all of them. */
function hostNode({ id, ip, ports }: Host, widths: Widths): Node {
  const rows = ports.map(({ id: own, name }, index) =>
    row(
      dotCell(portName(name), { id: own, port: own, title: `${name} ${ip}`, width: widths.port }),
      ...(index === 0 ? [dotCell(ip, { id, rows: ports.length, title: ip, width: widths.ip })] : []),
    ),
  );
  return { name: id, attributes: { class: "host", label: table(rows) } };
}

/** Column widths for all hosts of a load balancer, so that their columns align. */
interface Widths {
  readonly port: number;
  readonly ip: number;
}

function widthsOf({ places }: Diagram): Widths {
  const hosts = places.flatMap((place) => place.hosts);
  const widest = (texts: readonly string[]): number =>
    texts.reduce((most, text) => Math.max(most, widthOf(label(text))), 0);
  return {
    port: widest(hosts.flatMap(({ ports }) => ports.map(({ name }) => portName(name)))),
    ip: widest(hosts.map(({ ip }) => ip)),
  };
}

function portName(name: string): string {
  return name === "" ? "any port" : name;
}

function clientsEdge({ id }: Diagram): Edge {
  return { tail: clientsOf(id), head: id, attributes: { class: "clients", headport: "head:w" } };
}

function edges({ id }: Diagram, { id: listener, edges: ownEdges }: Listener): Edge[] {
  return ownEdges.map(({ id: own, host, port }) => ({
    tail: id,
    head: host.id,
    attributes: {
      id: own,
      class: "way",
      tailport: `${purposeOf(listener)}:e`,
      headport: `${port.id}:w`,
      color: colorOf(host.external),
      style: host.external === true ? "dashed" : "solid",
    },
  }));
}

function colorOf(external: boolean | undefined): string {
  return external === undefined ? LIGHT.muted : external ? LIGHT.outside : LIGHT.inside;
}
