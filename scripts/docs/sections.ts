/** Replaces the generated sections of a page. Markers name each section: `<!-- NAME: npm run docs -->`, `<!-- end of NAME -->`. */
export function withSections(page: string, sections: Readonly<Record<string, string>>): string {
  return Object.entries(sections).reduce((text, [name, section]) => {
    const [begin, end] = [`<!-- ${name}: npm run docs -->`, `<!-- end of ${name} -->`];
    const [before, rest, ...more] = text.split(begin);
    const [, after] = rest?.split(end) ?? [];
    if (before === undefined || after === undefined || more.length > 0)
      throw new Error(`The page lacks ${begin} … ${end}`);
    return `${before}${begin}\n\n${section.trim()}\n\n${end}${after}`;
  }, page);
}

/** Returns a code block. */
export function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** Returns a Markdown table. Prettier aligns the narrow ones. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, headings.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
