// The colours of the picture and its page. The picture's elements have the light colours as attributes, so that viewers without
// CSS can show it. In dark mode, a browser replaces them with the dark ones.

/** Text has a contrast of at least 4.5 to 1 with its background, in both palettes. */
export const LIGHT = {
  paper: "#fefefe",
  head: "#eef1f4",
  line: "#b6bfc9",
  ink: "#1c2128",
  muted: "#57606a",
  inside: "#0a58b0",
  outside: "#9a4a00",
} as const;

const DARK: Readonly<Record<keyof typeof LIGHT, string>> = {
  paper: "#0f1318",
  head: "#1c232c",
  line: "#46505c",
  ink: "#e4e9ee",
  muted: "#9aa5b1",
  inside: "#6cb2ff",
  outside: "#f0a35e",
};

const NAMES = Object.keys(LIGHT) as (keyof typeof LIGHT)[];

/** CSS for the picture: dark colours in dark mode, and the reader's fonts. */
export const PICTURE_STYLE = `
text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
text[font-family$="sans-serif"] { font-family: system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
@media (prefers-color-scheme: dark) {
${NAMES.flatMap((name) => ["fill", "stroke"].map((paint) => `  [${paint}="${LIGHT[name]}"] { ${paint}: ${DARK[name]}; }`)).join("\n")}
}
`;

/** The same colours as CSS custom properties. */
export const PAGE_COLORS = `
:root { color-scheme: light dark; ${properties(LIGHT)} }
@media (prefers-color-scheme: dark) { :root { ${properties(DARK)} } }
`;

function properties(colors: Readonly<Record<keyof typeof LIGHT, string>>): string {
  return NAMES.map((name) => `--${name}: ${colors[name]};`).join(" ");
}
