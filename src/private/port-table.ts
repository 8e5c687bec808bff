import { markdownTable } from "markdown-table";
import { portTableCells } from "./port-table-cells";
import type { ForwardSettings } from "./defaults/forward";
import { valueText } from "./texts";
import { isUnresolved } from "./unresolved";

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
      description: description === undefined || isUnresolved(description) ? description : plainMarkdown(description),
    })),
  );
  return markdownTable(cells, { stringLength: width });
}

const SEGMENTER = new Intl.Segmenter();

/** To count the characters of a longer text takes seconds, and no column is so wide. */
const LONGEST_COUNTED = 1024;

/** Returns the number of characters as people count them, which is Terraform's length(). */
function width(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text) || text.length > LONGEST_COUNTED) return text.length;
  return Array.from(SEGMENTER.segment(text)).length;
}

/** Characters that Markdown would format, link or take for HTML. */
const MARKDOWN_CHARACTERS = /[\\`*_[\]<>|&~]/g;

/** Returns a text as Markdown that shows it as it is, on one line. */
function plainMarkdown(text: string): string {
  return text.replace(/\s+/g, " ").replace(MARKDOWN_CHARACTERS, "\\$&");
}
