import { markdownTable } from "markdown-table";
import { portTableCells } from "../inventory/port-table";
import type { ForwardSettings } from "./defaults/forward";
import { valueText } from "./texts";

/** The forwards as a Markdown table, in the order given. */
export function portTable(forwards: readonly ForwardSettings[]): string {
  const cells = portTableCells(
    forwards.map(({ protocol, listenerPort, targetGroupName, targetProtocol, targets, description }) => ({
      listener: `${protocol}:${listenerPort}`,
      targetGroup: targetGroupName,
      targets: targets.map(({ targetPort, targetIp, external }) => ({
        port: `${targetProtocol}:${valueText(targetPort)}`,
        ip: targetIp,
        external,
      })),
      description,
    })),
  );
  return markdownTable(cells.map((row) => row.map(escapeCell)));
}

function escapeCell(text: string): string {
  return text.replace(/\|/g, "\\|");
}
