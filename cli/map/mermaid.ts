import { escapeMarkdown } from "../inventory/markdown";
import type { LoadBalancer } from "../inventory/inventory";
import { schemeOf } from "../inventory/whereabouts";
import { clientsOf, type Diagram, diagramsOf, type Listener, nameOf, type Edge } from "./diagram";
import { atMost, label } from "./label";

/** Limits below Mermaid's own of 500 edges and 50,000 characters, because a reader gives up before that. */
const MOST_ROWS = 50;
const MOST_CHARACTERS = 40_000;

/** A listener with one of its targets, if it has any. */
interface Row {
  readonly listener: Listener;
  readonly edge?: Edge;
}

/** The part of a load balancer that one Mermaid diagram shows. */
interface Piece {
  readonly diagram: Diagram;
  readonly rows: Row[];
}

/** Returns Markdown with a Mermaid diagram for each load balancer, or several for one with many forwards or targets. */
export function mermaidOf(loadBalancers: readonly LoadBalancer[]): string {
  const pieces = diagramsOf(loadBalancers).flatMap(piecesOf);
  return pieces.map((piece) => `${pieces.length > 1 ? `## ${headOf(piece)}\n\n` : ""}${fenced(piece)}\n`).join("\n");
}

function piecesOf(diagram: Diagram): Piece[] {
  const all = diagram.listeners.flatMap((listener): Row[] =>
    listener.edges.length > 0 ? listener.edges.map((edge) => ({ listener, edge })) : [{ listener }],
  );
  const pieces: Piece[] = [{ diagram, rows: [] }];
  let length = 0;
  for (const row of all) {
    const own = rowLength(row);
    const last = pieces.at(-1);
    length += own;
    if (last && last.rows.length < MOST_ROWS && length <= MOST_CHARACTERS) {
      last.rows.push(row);
    } else {
      pieces.push({ diagram, rows: [row] });
      length = own;
    }
  }
  return pieces;
}

/** `example-nlb, TCP:10022 to TCP:30080` */
function headOf({ diagram, rows }: Piece): string {
  const [first] = rows;
  const last = rows.at(-1);
  const name = nameOf(diagram.loadBalancer);
  const isWhole =
    rows.length === 0 || new Set(rows.map(({ listener }) => listener)).size === diagram.loadBalancer.forwards.length;
  const which = isWhole ? "" : `, ${first?.listener.name ?? ""} to ${last?.listener.name ?? ""}`;
  return escapeMarkdown(label(name + which));
}

function fenced(piece: Piece): string {
  return ["```mermaid", "flowchart LR", ...flowchart(piece), "```"].join("\n");
}

function flowchart({ diagram, rows }: Piece): string[] {
  const { id, loadBalancer, places } = diagram;
  const { clients } = loadBalancer;
  const listeners = [...new Set(rows.map(({ listener }) => listener))];
  const edges = rows.flatMap(({ edge }) => edge ?? []);
  const head = [nameOf(loadBalancer), schemeOf(loadBalancer)].filter(Boolean).join(", ");
  return [
    `  ${node(clientsOf(id), ["clients", ...atMost(clients)])}`,
    ...subgraph(id, head, [node(entryOf(id), entryLines(loadBalancer)), ...listeners.map(listenerNode)]),
    ...places.flatMap(({ id: place, name, external }) => {
      const targets = edges.filter(({ host }) => host.external === external).map(targetNode);
      return targets.length === 0 ? [] : subgraph(place, name, [...new Set(targets)]);
    }),
    `  ${clientsOf(id)} --> ${entryOf(id)}`,
    ...listeners.map((listener) => `  ${entryOf(id)} --> ${listener.id}`),
    ...rows.flatMap(edgeLines),
  ];
}

/** Returns the addresses to which clients connect, and the security groups. */
function entryLines({ addresses, dnsName, securityGroups }: LoadBalancer): string[] {
  const lines = [
    ...addresses.flatMap(({ zone, ips }) => [...ips, zone]),
    ...(dnsName === undefined ? [] : [dnsName]),
    ...atMost(securityGroups).map((group) => `security group ${group}`),
  ];
  return lines.length > 0 ? lines : ["addresses"];
}

function entryOf(id: string): string {
  return `${id}-entry`;
}

function listenerNode({ id, name, purpose }: Listener): string {
  return node(id, purpose === "" ? [name] : [name, purpose]);
}

function targetNode({ host, port }: Edge): string {
  return node(port.id, port.name === "" ? [host.ip] : [host.ip, port.name]);
}

function edgeLines({ listener, edge }: Row): string[] {
  if (!edge) return [];
  return [`  ${listener.id} ${edge.host.external === true ? "-.->" : "-->"} ${edge.port.id}`];
}

function rowLength(row: Row): number {
  const lines = [
    listenerNode(row.listener),
    ...(row.edge ? [targetNode(row.edge)] : []),
    ...edgeLines(row),
    entryOf(row.listener.id),
  ];
  return lines.join("\n    ").length;
}

function node(id: string, lines: readonly string[]): string {
  // Don't use <br/>: it makes Mermaid look for formulas and icons in the text.
  return `${id}["${lines.map(escaped).join("\n")}"]`;
}

function subgraph(id: string, name: string, nodes: readonly string[]): string[] {
  return [`  subgraph ${node(id, [name])}`, ...nodes.map((one) => `    ${one}`), "  end"];
}

/**
 * Escapes untrusted text for a label: characters that could mean something to Mermaid or Markdown become numeric entities.
 *
 * Keeps the colon only in `TCP:80`, because Mermaid reads `fa:` as an icon.
 */
function escaped(given: string): string {
  return label(given)
    .replace(/ﬂ|(?<=¶)ß/g, (letter) => (letter === "ß" ? "ss" : "fl")) // Mermaid's internal markers: ﬂ°35¶ß
    .replace(
      /^([A-Z_]+:)(?=\d+$)|[^\p{L}\p{N} .,/()_-]/gu,
      (found: string, protocol: string | undefined) => protocol ?? coded(found),
    );
}

function coded(character: string): string {
  return `#${character.codePointAt(0) ?? 0};`;
}
