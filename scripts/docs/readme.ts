import { readFileSync } from "node:fs";
import { LanguageTablet, TargetLanguage } from "jsii-rosetta";

const LANGUAGES = [
  { name: "Python", fence: "python", language: TargetLanguage.PYTHON },
  { name: "Java", fence: "java", language: TargetLanguage.JAVA },
  { name: "Go", fence: "go", language: TargetLanguage.GO },
  { name: "C#", fence: "csharp", language: TargetLanguage.CSHARP },
];

const TRANSLATED = "<!-- translated by jsii-rosetta: npm run docs -->\n";
const END = "<!-- end of the translations -->\n";

/** README.md, with the TypeScript snippet before the marker in the other languages below it, as jsii-rosetta translates it. */
export async function translatedReadme(): Promise<string> {
  const readme = readFileSync("README.md", "utf8");
  const [before = "", rest = ""] = readme.split(TRANSLATED);
  const [, after] = rest.split(END);
  const source = /```ts\n((?:(?!```).*\n)+)```\n\n$/.exec(before)?.[1];
  if (source === undefined || after === undefined) throw new Error(`README.md has no snippet before ${TRANSLATED}`);

  const tablet = await LanguageTablet.fromFile(".jsii.tabl.json");
  const snippet = tablet.snippetKeys
    .map((key) => tablet.tryGetSnippet(key))
    .find((candidate) => candidate?.originalSource.source.trim() === source.trim());
  const translations = LANGUAGES.map(({ name, fence, language }) => {
    const translation = snippet?.get(language)?.source;
    if (translation === undefined) throw new Error(`jsii-rosetta has not translated README.md's snippet to ${name}`);
    return `<details>\n<summary>${name}</summary>\n\n\`\`\`${fence}\n${withoutImports(translation)}\n\`\`\`\n\n</details>\n\n`;
  });
  return `${before}${TRANSLATED}\n${translations.join("")}${END}${after}`;
}

/** Of a snippet that has no imports itself, rosetta imports the structs alone, and each as often as it stands there. */
function withoutImports(translation: string): string {
  return translation.replace(/^(from \S+ import .*\n)+/, "").trim();
}
