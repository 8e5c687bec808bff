import { visibleText } from "../../echo/visible";

/** Escapes untrusted text for Markdown, so that it can't format, link or contain HTML. */
export function escapeMarkdown(text: string): string {
  return visibleText(text).replace(/[\\`*[\]<>|&~]/g, (character) => `&#${character.charCodeAt(0)};`);
}
