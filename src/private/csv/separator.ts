/** A cell separator, and its name in messages. */
export interface Separator {
  readonly character: string;
  readonly name: string;
}

const SEPARATORS: readonly Separator[] = [
  { character: ",", name: "comma" },
  { character: ";", name: "semicolon" },
  { character: "\t", name: "tab" },
];

/** Returns the separator that the header uses, or a sentence if it uses more than one. */
export function separatorOf(text: string): Separator | string {
  // First line with more than separators and spaces.
  const header = /^.*[^\s,;].*$/m.exec(text);
  const found = separatorsIn((header?.[0] ?? "").replace(/"[^"]*"/g, ""));
  const [separator = { character: ",", name: "comma" }, ...others] = found;
  if (others.length === 0) return separator;
  const line = text.slice(0, header?.index).split(/\r\n|\n|\r/).length;
  const names = found.map(({ name }) => `${name}s`).join(" and ");
  return `line ${line}: has ${names} between its columns. Use one of them in the whole file.`;
}

/** Returns the separators in a text. */
export function separatorsIn(text: string): Separator[] {
  return SEPARATORS.filter(({ character }) => text.includes(character));
}
