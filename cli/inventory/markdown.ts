import { visibleText } from "../../echo/visible";

/** A stranger's text in Markdown: what it would format, link or take for HTML stands there as it is. */
export function escapeMarkdown(text: string): string {
  return visibleText(text).replace(/[\\`*[\]<>|&~]/g, (character) => `&#${character.charCodeAt(0)};`);
}
