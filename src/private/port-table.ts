import { markdownTable } from "markdown-table";
import { portTableCells } from "./port-table-cells";
import type { ForwardSettings } from "./defaults/forward";
import { targetText } from "./targets";
import { valueText } from "./texts";
import { isUnresolved } from "./unresolved";

/** Returns the forwards as a Markdown table, in their order. */
export function portTable(forwards: readonly ForwardSettings[]): string {
  const cells = portTableCells(
    forwards.map(({ protocol, listenerPort, targetGroupName, targetProtocol, targetType, targets, description }) => ({
      listener: `${protocol}:${listenerPort}`,
      targetGroup: targetGroupName,
      toAddresses: targetType === "ip",
      targets: targets.map(({ targetPort, id, external, givenExternal }) => ({
        port: `${targetProtocol}:${valueText(targetPort)}`,
        ip: targetText(id),
        external: targetType === "host" ? givenExternal : external,
      })),
      description: description === undefined || isUnresolved(description) ? description : plainMarkdown(description),
    })),
  );
  return markdownTable(cells, { stringLength: width });
}

/** Made on first use, because that takes longer than all else at import. */
let segmenter: Intl.Segmenter | undefined;

/** No column is wider, and counting the characters of longer text takes seconds. */
const LONGEST_COUNTED = 1024;

/** Returns the number of characters as Terraform's length() counts them: grapheme clusters. */
function width(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text) || text.length > LONGEST_COUNTED) return text.length;
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text)).length;
}

/** Characters that Markdown treats as formatting, links or HTML. */
const MARKDOWN_CHARACTERS = /[\\`*_[\]<>|&~]/g;

/** Escapes a text for Markdown, on one line. */
function plainMarkdown(text: string): string {
  return text.replace(/\s+/g, " ").replace(MARKDOWN_CHARACTERS, "\\$&");
}
