import { isAscii, isUtf8 } from "node:buffer";

/** Characters that a terminal may act on or doesn't show: control, format and unassigned characters, line separators. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

const NOT_PRINTABLE = /[^ -~]/;
const LINE_ENDS = ["\r\n", "\n"].map((end) => ({ end, shownEnd: end.replace(UNSEEN, shownCharacter) }));

/** How each byte is shown on its own: as itself, or as four characters. */
const BYTES = Array.from({ length: 256 }, (_, byte) => {
  const isPrintable = byte >= 0x20 && byte < 0x7f;
  return isPrintable ? String.fromCharCode(byte) : shownByte(byte);
});
const LENGTHS = Uint8Array.from(BYTES, (shown) => shown.length);
const CHARACTERS = Buffer.from(BYTES.map((shown) => shown.padEnd(4)).join(""), "latin1");

/**
 * Returns untrusted bytes as text that is safe to print: `<CR>`, `<LF>`, `<1B>`, `<U+202E>`.
 *
 * Shows bytes that aren't UTF-8 one by one.
 */
export function visible(bytes: Buffer): string {
  if (isAscii(bytes)) return visibleAscii(bytes.toString("latin1"));
  if (isUtf8(bytes)) return bytes.toString("utf8").replace(UNSEEN, shownCharacter);
  const text = Buffer.allocUnsafe(4 * bytes.length);
  let end = 0;
  // This loop runs for every byte that the echo server logs, so its speed matters. Always writing four bytes is faster.
  for (const byte of bytes) {
    const from = 4 * byte;
    text[end] = CHARACTERS[from] ?? 0;
    text[end + 1] = CHARACTERS[from + 1] ?? 0;
    text[end + 2] = CHARACTERS[from + 2] ?? 0;
    text[end + 3] = CHARACTERS[from + 3] ?? 0;
    end += LENGTHS[byte] ?? 0;
  }
  return text.toString("latin1", 0, end);
}

/** Returns untrusted text with everything escaped that a terminal or a page may act on. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, shownCharacter);
}

/** Escapes ASCII text. Most lines contain only printable characters before their line end, which this checks first. */
function visibleAscii(text: string): string {
  const { end, shownEnd } = LINE_ENDS.find((lineEnd) => text.endsWith(lineEnd.end)) ?? { end: "", shownEnd: "" };
  const line = text.slice(0, text.length - end.length);
  return (NOT_PRINTABLE.test(line) ? line.replace(UNSEEN, shownCharacter) : line) + shownEnd;
}

function shownCharacter(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return codePoint < 0x80 ? shownByte(codePoint) : `<U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}>`;
}

/** Returns a byte that can't be printed as four characters. */
function shownByte(byte: number): string {
  if (byte === 0x0d) return "<CR>";
  if (byte === 0x0a) return "<LF>";
  return `<${byte.toString(16).toUpperCase().padStart(2, "0")}>`;
}
