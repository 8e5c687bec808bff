/** What stands between the cells of a file, and what messages call it. */
export interface Separator {
  readonly character: string;
  readonly name: string;
}

const SEPARATORS: readonly Separator[] = [
  { character: ",", name: "comma" },
  { character: ";", name: "semicolon" },
  { character: "\t", name: "tab" },
];

/** The separator of a file, as its header has it; a sentence, if the header has more than one. */
export function separatorOf(text: string): Separator | string {
  // The first line that holds more than separators and spaces.
  const header = /^.*[^\s,;].*$/m.exec(text);
  const found = separatorsIn((header?.[0] ?? "").replace(/"[^"]*"/g, ""));
  const [separator = { character: ",", name: "comma" }, ...others] = found;
  if (others.length === 0) return separator;
  const line = text.slice(0, header?.index).split(/\r\n|\n|\r/).length;
  const names = found.map(({ name }) => `${name}s`).join(" and ");
  return `line ${line}: has ${names} between its columns; use one of them in the whole file`;
}

/** The separators that a text holds. */
export function separatorsIn(text: string): Separator[] {
  return SEPARATORS.filter(({ character }) => text.includes(character));
}
