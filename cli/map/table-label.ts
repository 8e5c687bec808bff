import type { HTMLString } from "@viz-js/viz";
import { htmlEscape } from "escape-goat";
import { label, LONGEST_TAG } from "./label";
import { LIGHT } from "./palette";

// HTML tables as labels of Graphviz nodes. Graphviz here has no fonts to measure and only knows the width of Courier. Nearly all
// monospaced fonts are as wide (0.6 of their size), and proportional fonts are narrower.

export const FONT_SIZE = 12;
export const MONOSPACED = "Courier,monospace";
export const PROPORTIONAL = "Courier,sans-serif";

const CHARACTER_WIDTH = 0.6 * FONT_SIZE;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffe6]/gu;
const PADDING = 5;

export function table(rows: readonly string[], more: Readonly<Record<string, number>> = {}): HTMLString {
  const look = { BORDER: 0, CELLBORDER: 1, CELLSPACING: 0, CELLPADDING: PADDING, COLOR: LIGHT.line, ...more };
  return { html: element("TABLE", look, rows.join("")) };
}

export function row(...cells: readonly string[]): string {
  return element("TR", {}, cells.join(""));
}

interface CellOptions {
  readonly id?: string;
  readonly port?: string;
  /** ID of an element of the page. */
  readonly link?: string;
  readonly title?: string;
  readonly columns?: number;
  readonly rows?: number;
  /** The borders to draw. Defaults to all. */
  readonly sides?: string;
  /** Width of the text in points. Defaults to the text's own width. */
  readonly width?: number;
  readonly head?: boolean;
  readonly bold?: boolean;
  /** Whether it is prose, not an address or a port. */
  readonly words?: boolean;
}

export function dotCell(text: string, options: CellOptions = {}): string {
  const { id, port, link, title, columns, rows, sides, head, bold, words } = options;
  const shown = label(text);
  const width = options.width ?? widthOf(shown);
  const font = { FACE: words ? PROPORTIONAL : MONOSPACED, COLOR: words ? LIGHT.muted : LIGHT.ink };
  const escaped = unexpanded(htmlEscape(shown));
  const inner = bold ? element("B", {}, escaped) : escaped;
  const look = {
    ID: id,
    PORT: port,
    HREF: link === undefined ? undefined : `#${link}`,
    TITLE: title === undefined ? undefined : unexpanded(label(title, LONGEST_TAG)),
    COLSPAN: columns,
    ROWSPAN: rows,
    SIDES: sides,
    BGCOLOR: head ? LIGHT.head : LIGHT.paper,
    ALIGN: "LEFT",
    // Graphviz assumes that characters outside ASCII have no width.
    WIDTH: Math.ceil(width + 2 * PADDING),
  };
  return element("TD", look, shown === "" ? "" : element("FONT", font, inner));
}

/** Escapes backslashes, because Graphviz replaces `\G` with the graph's name, and so on. */
function unexpanded(text: string): string {
  return text.replace(/\\/g, "\\\\");
}

/** Returns the width of a text in points. */
export function widthOf(text: string): number {
  return (text.length + (text.match(WIDE)?.length ?? 0)) * CHARACTER_WIDTH;
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  inner: string,
): string {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return `<${name}${given.map(([key, value]) => htmlEscape` ${key}="${value ?? ""}"`).join("")}>${inner}</${name}>`;
}
