import { isUtf8 } from "node:buffer";

/** What a terminal may act on, and what no one sees: control, format and unassigned characters, line separators. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Each byte by itself, for what is not UTF-8. */
const BYTES = Array.from({ length: 256 }, (_, byte) =>
  byte < 0x80 ? escapeUnseen(String.fromCharCode(byte)) : hexByte(byte),
);

/**
 * Bytes from a stranger, as text that a terminal shows and does nothing else with: `<CR>`, `<LF>`, `<1B>`, `<U+202E>`.
 *
 * What is not UTF-8 is shown byte by byte.
 */
export function visible(bytes: Buffer): string {
  if (isUtf8(bytes)) return escapeUnseen(bytes.toString("utf8"));
  let text = "";
  for (const byte of bytes) text += BYTES[byte] ?? "";
  return text;
}

function escapeUnseen(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (character === "\r") return "<CR>";
    if (character === "\n") return "<LF>";
    return codePoint < 0x80 ? hexByte(codePoint) : `<U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}>`;
  });
}

function hexByte(byte: number): string {
  return `<${byte.toString(16).toUpperCase().padStart(2, "0")}>`;
}
