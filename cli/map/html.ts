import { createHash } from "node:crypto";
import { htmlEscape } from "escape-goat";
import type { LoadBalancer } from "../inventory/inventory";
import { portTableCells } from "../../src/private/port-table-cells";
import { listed } from "../inventory/listed";
import { whereabouts } from "../inventory/whereabouts";
import { type Diagram, diagramsOf, type Listener, nameOf, purposeOf, rowOf } from "./diagram";
import { label, LONGEST_TAG } from "./label";
import style from "./page.css";
import script from "./page.script.js";
import { PAGE_COLORS, PICTURE_STYLE } from "./palette";
import { drawnOf } from "./svg";

/** Returns a self-contained web page with the picture and the port table. */
export async function htmlOf(loadBalancers: readonly LoadBalancer[]): Promise<string> {
  const diagrams = diagramsOf(loadBalancers);
  const drawn = await drawnOf(diagrams);
  const styles = `${PAGE_COLORS}${PICTURE_STYLE}${style}`;
  const title = `Port forwards of ${loadBalancers.map((one) => label(nameOf(one))).join(", ")}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policy(styles, script)}">
<title>${htmlEscape(label(title, LONGEST_TAG))}</title>
<style>${styles}</style>
</head>
<body>
<header>
<h1>Port forwards</h1>
<search>
<label for="search">Search</label>
<input id="search" type="search" placeholder="port, IP, target group or description" autocomplete="off" aria-keyshortcuts="/">
<output id="count" for="search" aria-live="polite"></output>
</search>
<p class="keys"><kbd>/</kbd> search <kbd>↑</kbd> <kbd>↓</kbd> rows <kbd>Enter</kbd> picture <kbd>Esc</kbd> all</p>
</header>
<section class="picture" aria-label="Picture">
${drawn}
</section>
<section class="tables" aria-label="Port table">
${loadBalancers.map((one) => table(one, diagrams)).join("\n")}
</section>
<script>${script}</script>
</body>
</html>
`;
}

/** Returns a Content Security Policy that loads nothing and runs only this script. */
function policy(styles: string, program: string): string {
  const sources = { "style-src": styles, "script-src": program };
  const own = Object.entries(sources).map(([name, text]) => `${name} '${hash(text)}'`);
  return ["default-src 'none'", "base-uri 'none'", "form-action 'none'", ...own].join("; ");
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** Returns one port table for a load balancer, even if its picture has several parts. */
function table(loadBalancer: LoadBalancer, diagrams: readonly Diagram[]): string {
  const listeners = diagrams.flatMap((diagram) => (diagram.loadBalancer === loadBalancer ? diagram.listeners : []));
  const [head = [], ...rows] = portTableCells(loadBalancer.forwards.map(listed));
  const columns = head.map((name) => htmlEscape`<th scope="col">${name}</th>`);
  const bodies = rowsByForward(rows).map((group, index) => body(listeners[index], group));
  return `<table>
<caption>${caption(loadBalancer)}</caption>
<thead><tr>${columns.join("")}</tr></thead>
${bodies.join("\n")}
</table>`;
}

function caption(loadBalancer: LoadBalancer): string {
  const said = whereabouts(loadBalancer).map((text) => label(text, LONGEST_TAG));
  return [htmlEscape`<b>${label(nameOf(loadBalancer), LONGEST_TAG)}</b>`, ...said.map((text) => htmlEscape(text))].join(
    ", ",
  );
}

/** Groups rows by forward. Only the first row of each forward has a number. */
function rowsByForward(rows: readonly string[][]): string[][][] {
  const groups: string[][][] = [];
  for (const row of rows) {
    if (row[0] === "") groups.at(-1)?.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** Returns a forward's rows as a group that lists the IDs of its path in the picture. */
function body(listener: Listener | undefined, rows: readonly (readonly string[])[]): string {
  if (!listener) throw new Error("the port table has a row without a listener");
  const { id, edges } = listener;
  const path = [id, purposeOf(id), ...edges.flatMap((edge) => [edge.id, edge.port.id, edge.host.id])];
  const lines = rows.map((cells) => `<tr>${cells.map(tableCell).join("")}</tr>`);
  return `<tbody id="${rowOf(id)}" data-path="${path.join(" ")}">${lines.join("\n")}</tbody>`;
}

const COLUMN_CLASSES = ["number", "port", "", "port", "address"];

function tableCell(text: string, column: number): string {
  const shown = label(text, LONGEST_TAG);
  const look = COLUMN_CLASSES[column] ?? "";
  return column < 2
    ? htmlEscape`<th scope="row" class="${look}">${shown}</th>`
    : htmlEscape`<td class="${look}">${shown}</td>`;
}
