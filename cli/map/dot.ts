import { schemeOf } from "../inventory/whereabouts";
import { clientsOf, type Diagram, type Host, type Listener, nameOf, type Place, purposeOf, rowOf } from "./diagram";
import { atMost, label } from "./label";
import { dotCell, FONT_SIZE, type Label, MONOSPACED, PROPORTIONAL, row, table, widthOf } from "./dot-table";
import { LIGHT } from "./palette";

// The picture in Graphviz' language: a load balancer is one table with a row for each listener, a host one with a row for each
// port, so that hundreds of forwards are lines of some tables and no cloud of boxes.

/** A value of the language DOT: a text that is made up here, or a label with strangers' texts in it. */
type Attributes = Readonly<Record<string, string | number | Label>>;

export function dotOf(diagrams: readonly Diagram[]): string {
  return block("digraph map", [
    `graph ${attributes({
      rankdir: "LR",
      bgcolor: LIGHT.paper,
      pad: 0.2,
      nodesep: 0.06,
      ranksep: 1.6,
      // one column from the bottom to the top, as they come
      pack: 24,
      packmode: "array_cul1",
      fontname: PROPORTIONAL,
      fontsize: FONT_SIZE,
      fontcolor: LIGHT.muted,
    })}`,
    `node ${attributes({
      shape: "plain",
      fontname: MONOSPACED,
      fontsize: FONT_SIZE,
      fontcolor: LIGHT.ink,
      color: LIGHT.line,
    })}`,
    `edge ${attributes({ arrowsize: 0.6, color: LIGHT.muted })}`,
    ...[...diagrams].reverse().flatMap(statements),
  ]);
}

/** What is drawn of a load balancer. */
function statements(diagram: Diagram): string[] {
  const widths = widthsOf(diagram);
  return [
    clientsNode(diagram),
    loadBalancerNode(diagram),
    ...diagram.places.map((place) => cluster(place, widths)),
    clientsEdge(diagram),
    ...diagram.listeners.flatMap((listener) => edges(diagram, listener)),
  ];
}

function clientsNode({ id, loadBalancer: { clients } }: Diagram): string {
  const rows = [row(dotCell("clients", { bold: true, head: true }))].concat(
    atMost(clients).map((client) => row(dotCell(client))),
  );
  // In a cluster that is not seen: Graphviz packs what has none apart from what has one.
  return block(`subgraph ${quoted(`cluster-${clientsOf(id)}`)}`, [
    `graph ${attributes({ peripheries: 0, margin: 0 })}`,
    statement(clientsOf(id), { class: "clients", label: table(rows) }),
  ]);
}

function loadBalancerNode({ id, loadBalancer, start, listeners }: Diagram): string {
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
  return statement(id, { class: "load-balancer", label: table(rows) });
}

/** Rows under a head of their own, where there are any. */
function part(name: string, rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : [row(dotCell(name, { columns: 2, head: true, words: true })), ...rows];
}

function listenerRow({ id, name, purpose }: Listener): string {
  return row(
    dotCell(name, { id, port: id, link: rowOf(id), title: purpose === "" ? name : `${name} ${purpose}` }),
    dotCell(purpose, { id: purposeOf(id), port: purposeOf(id), title: purpose, words: true }),
  );
}

function cluster({ id, name, external, hosts }: Place, widths: Widths): string {
  const style = external === true ? "dashed,rounded" : "rounded";
  const head = table([row(dotCell(name, { words: true }))], { CELLBORDER: 0 });
  return block(`subgraph ${quoted(`cluster-${id}`)}`, [
    `graph ${attributes({ class: "place", label: head, labeljust: "l", margin: 10, color: colorOf(external), style })}`,
    ...hosts.map((host) => hostNode(host, widths)),
  ]);
}

/** The ports are on the left, where the edges come from, and the address is beside all of them. */
function hostNode({ id, ip, ports }: Host, widths: Widths): string {
  const rows = ports.map(({ id: own, name }, index) =>
    row(
      dotCell(portName(name), { id: own, port: own, title: `${name} ${ip}`, width: widths.port }),
      ...(index === 0 ? [dotCell(ip, { id, rows: ports.length, title: ip, width: widths.ip })] : []),
    ),
  );
  return statement(id, { class: "host", label: table(rows) });
}

/** How wide the columns of all hosts of a load balancer are, so that they are one below the other. */
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

function clientsEdge({ id }: Diagram): string {
  return statement([clientsOf(id), id], { class: "clients", headport: "head:w" });
}

function edges({ id }: Diagram, { id: listener, edges: ownEdges }: Listener): string[] {
  return ownEdges.map(({ id: own, host, port }) =>
    statement([id, host.id], {
      id: own,
      class: "way",
      tailport: `${purposeOf(listener)}:e`,
      headport: `${port.id}:w`,
      color: colorOf(host.external),
      style: host.external === true ? "dashed" : "solid",
    }),
  );
}

function colorOf(external: boolean | undefined): string {
  return external === undefined ? LIGHT.muted : external ? LIGHT.outside : LIGHT.inside;
}

/** A block in braces, a statement a line. */
function block(head: string, statements: readonly string[]): string {
  return `${head} {\n${statements.join("\n")}\n}`;
}

/** A node, or an edge between two. */
function statement(names: string | readonly string[], given: Attributes): string {
  return `${[names].flat().map(quoted).join(" -> ")} ${attributes(given)}`;
}

function attributes(given: Attributes): string {
  const entries = Object.entries(given).map(
    ([name, value]) => `${name}=${typeof value === "object" ? `<${value.html}>` : quoted(value)}`,
  );
  return `[${entries.join(" ")}]`;
}

function quoted(value: string | number): string {
  return `"${value}"`;
}
