import { markdownTable } from "markdown-table";
import type { ForwardSettings } from "./defaults/forward";
import { valueText } from "./texts";

const HEAD = ["No.", "Listener", "Target group", "Target port", "Target IP", "Where"];

/** The forwards as a Markdown table, a row for each and one more for each further target, in the order given. */
export function portTable(forwards: readonly ForwardSettings[]): string {
  const described = forwards.some(({ description }) => description !== undefined);
  const rows = forwards.flatMap((forward, index) =>
    forward.targets.map((target, place) => {
      const isFirst = place === 0;
      return [
        ...(isFirst
          ? [String(index + 1), `${forward.protocol}:${forward.listenerPort}`, forward.targetGroupName]
          : ["", "", ""]),
        `${forward.targetProtocol}:${valueText(target.targetPort)}`,
        target.targetIp,
        target.external ? "external" : "VPC",
        ...(described ? [(isFirst ? forward.description : undefined) ?? ""] : []),
      ];
    }),
  );
  return markdownTable([[...HEAD, ...(described ? ["Description"] : [])], ...rows.map((row) => row.map(escapeCell))]);
}

function escapeCell(text: string): string {
  return text.replace(/\|/g, "\\|");
}
