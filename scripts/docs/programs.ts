import { readFileSync } from "node:fs";
import { forTerrain } from "../terrain";
import { fenced, withSections } from "./sections";

interface Program {
  readonly file: string;
  readonly language: string;
  /** Returns what the page shows of the file. */
  readonly shown?: (text: string) => string;
}

/** Pages that show whole programs, and the files of these programs, which tests compile and run. */
const PROGRAMS: Readonly<Record<string, readonly Program[]>> = {
  "docs/getting-started.md": [{ file: "examples/getting-started/main.ts", language: "ts", shown: forTerrain }],
  "docs/python.md": [{ file: "examples/python/main.py", language: "python" }],
  "docs/java.md": [{ file: "examples/java/src/main/java/article/Main.java", language: "java" }],
  "docs/go.md": [{ file: "examples/go/main.go", language: "go" }],
  "docs/dotnet.md": [{ file: "examples/csharp/Program.cs", language: "csharp" }],
  "docs/host-targets.md": [{ file: "terraform/examples/database/main.tf", language: "hcl" }],
  "docs/module.md": [{ file: "terraform/examples/complete/main.tf", language: "hcl" }],
};

/** Returns the pages that show a program, by their path. */
export function pagesWithPrograms(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(PROGRAMS).map(([page, programs]) => {
      const sections = programs.map(({ file, language, shown }): [string, string] => {
        const text = readFileSync(file, "utf8");
        return [file, fenced(language, shown?.(text) ?? text)];
      });
      return [page, withSections(readFileSync(page, "utf8"), Object.fromEntries(sections))];
    }),
  );
}
