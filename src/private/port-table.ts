import { markdownTable } from "markdown-table";
import type { ForwardSettings } from "./defaults";
import { numberText } from "./number-text";

const HEAD = ["No.", "Listener", "Target group", "Target port", "Target IP", "Where"];

/** The forwards as a Markdown table, a row each, in the order given. */
export function portTable(forwards: readonly ForwardSettings[]): string {
  const rows = forwards.map((forward, index) => [
    String(index + 1),
    `${forward.protocol}:${forward.listenerPort}`,
    forward.targetGroupName,
    `${forward.protocol}:${numberText(forward.targetPort)}`,
    forward.targetIp,
    forward.external ? "external" : "VPC",
  ]);
  return markdownTable([HEAD, ...rows.map((row) => row.map(escapeCell))]);
}

function escapeCell(text: string): string {
  return text.replace(/\|/g, "\\|");
}
