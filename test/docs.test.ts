import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { compileFunction } from "node:vm";
import { type TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import ts from "typescript";
import { outdir } from "./stack";

const ROOT = path.resolve(__dirname, "..");
const FOLDER = mkdtempSync(path.join(os.tmpdir(), "cdktf-port-forward-nlb-docs-"));
const FIXTURE = readFileSync(path.join(ROOT, "rosetta/docs.ts-fixture"), "utf8");

afterAll(() => {
  rmSync(FOLDER, { recursive: true });
});

/** What stands in a page of docs/ in one language. */
function snippets(page: string, language: string): string[] {
  const text = readFileSync(path.join(ROOT, "docs", page), "utf8");
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(([, snippet = ""]) => snippet);
}

/** The TypeScript of a page, all of it in the fixture. */
function program(page: string): string {
  const all = snippets(page, "ts");
  return all.length === 0 ? "" : FIXTURE.replace("/// here", () => all.join("\n"));
}

const PAGES = readdirSync(path.join(ROOT, "docs"))
  .filter((page) => page.endsWith(".md"))
  .map((page) => ({ page, source: program(page) }))
  .filter(({ source }) => source !== "");

test("there are pages with snippets", () => {
  expect(PAGES.map(({ page }) => page)).toEqual(expect.arrayContaining(["adopting.md", "options.md"]));
});

describe.each(PAGES)("the snippets of docs/$page", ({ page, source }) => {
  test("compile", () => {
    const config = ts.readConfigFile(path.join(ROOT, "tsconfig.dev.json"), (file) => ts.sys.readFile(file));
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
    const file = path.join(ROOT, "test", `${page}.ts`);
    const plain = ts.createCompilerHost(options);
    const host: ts.CompilerHost = {
      ...plain,
      readFile: (name) => (name === file ? source : plain.readFile(name)),
      fileExists: (name) => name === file || plain.fileExists(name),
      getSourceFile: (name, ...rest) =>
        name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : plain.getSourceFile(name, ...rest),
    };
    const compiled = ts.createProgram([file], { ...options, noEmit: true, noUnusedLocals: false }, host);
    const diagnostics = ts.getPreEmitDiagnostics(compiled, compiled.getSourceFile(file));
    expect(ts.formatDiagnostics(diagnostics, { ...host, getNewLine: () => "\n" })).toBe("");
  });

  test("synthesize", () => {
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const load = createRequire(__filename);
    const require = (name: string): unknown =>
      name === "cdktf-port-forward-nlb" ? jest.requireActual(name) : load(name);
    const exports = {} as { Snippet: new (scope: Construct, id: string) => TerraformStack };
    const run = compileFunction(outputText, ["require", "exports"]) as (...context: unknown[]) => void;
    const cwd = process.cwd();
    for (const csv of snippets(page, "csv")) writeFileSync(path.join(FOLDER, "forwards.csv"), csv);
    process.chdir(FOLDER);
    try {
      run(require, exports);
      const { Snippet } = exports;
      const stack = new Snippet(Testing.app({ outdir }), "snippets");
      expect(() => Testing.synth(stack, true)).not.toThrow();
    } finally {
      process.chdir(cwd);
    }
  });
});
