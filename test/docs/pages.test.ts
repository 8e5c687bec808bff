import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { readmeWithErrors } from "../../scripts/docs/errors";
import { forTerrain } from "../../scripts/terrain";
import { RULES } from "../../src/private/rules";

const PAGES = readdirSync("docs")
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`);

test.each([
  ["README.md", 15_360],
  ["docs/rules.md", 45_000],
])("%s has at most %i bytes", (page, most) => {
  expect(statSync(page).size).toBeLessThanOrEqual(most);
});

test.each(PAGES)("%s has one title, at its top", (page) => {
  const text = readFileSync(page, "utf8").replace(/^```.*?^```$/gms, "");
  expect(text).toMatch(/^# \S/);
  expect(text.match(/^# /gm)).toHaveLength(1);
});

describe("programs that pages show", () => {
  const shown = PAGES.flatMap((page) => {
    const text = readFileSync(page, "utf8");
    return [...text.matchAll(/^<!-- (\S+\.\w+): npm run docs -->\n\n```\w+\n(.*?)```\n/gms)].map(
      ([, file = "", program = ""]) => ({ page, file, program }),
    );
  });

  test("are there for each language", () => {
    const languages = [".cs", ".go", ".java", ".py", ".tf", ".ts"];
    expect([...new Set(shown.map(({ file }) => path.extname(file)))].sort()).toEqual(languages);
  });

  test.each(shown)("$page has $file, which getting-started.md shows for CDK Terrain", ({ page, file, program }) => {
    const text = readFileSync(file, "utf8");
    expect(program).toBe(page === "docs/getting-started.md" ? forTerrain(text) : text);
  });
});

test("README shows the messages that synthesis gives", () => {
  expect(readmeWithErrors()).toBe(readFileSync("README.md", "utf8"));
});

test("README doesn't count more rules than there are", () => {
  const [, count = ""] = /Over (\d+) rules/.exec(readFileSync("README.md", "utf8")) ?? [];
  expect(Object.values(RULES).flat().length).toBeGreaterThan(Number(count));
  expect(Number(count)).toBeGreaterThan(0);
});
