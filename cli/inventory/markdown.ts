import { visibleText } from "../../echo/visible";

/** Escapes untrusted text for Markdown, so that it can't format, link, mention anyone or contain HTML. */
export function escapeMarkdown(text: string): string {
  return visibleText(text).replace(/[\\`*[\]<>|&~]|[@#](?=\w)|:(?=\/\/)/g, (character) =>
    // GitHub links @names, #numbers and addresses, even if they are written as entities.
    /[@#:]/.test(character) ? `${character}<!-- -->` : `&#${character.charCodeAt(0)};`,
  );
}
