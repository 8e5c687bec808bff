import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { compileFunction } from "node:vm";
import { type TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import ts from "typescript";
import { outdir } from "../stack";

const ROOT = path.resolve(__dirname, "../..");
const FOLDER = mkdtempSync(path.join(os.tmpdir(), "cdktf-port-forward-nlb-docs-"));
const FIXTURE = readFileSync(path.join(ROOT, "rosetta/docs.ts-fixture"), "utf8");

afterAll(() => {
  rmSync(FOLDER, { recursive: true });
});

/** Returns the code blocks of a page in one language. CDK Terrain isn't installed here: package/cdktn.test.ts has it. */
function snippets(page: string, language: string): string[] {
  const text = readFileSync(path.join(ROOT, "docs", page), "utf8").replace(/"cdktn("|-)/g, '"cdktf$1');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(([, snippet = ""]) => snippet);
}

/** Returns the programs of a page: each code block with imports, and the other blocks together, inside the fixture. */
function programs(page: string): { page: string; kind: "program" | "snippets"; source: string }[] {
  const all = snippets(page, "ts");
  const whole = all.filter((snippet) => /^import /m.test(snippet));
  const parts = all.filter((snippet) => !whole.includes(snippet));
  return [
    ...whole.map((source) => ({ page, kind: "program" as const, source })),
    ...(parts.length === 0
      ? []
      : [{ page, kind: "snippets" as const, source: FIXTURE.replace("/// here", () => parts.join("\n")) }]),
  ];
}

const PROGRAMS = readdirSync(path.join(ROOT, "docs"))
  .filter((page) => page.endsWith(".md"))
  .flatMap(programs);

test("there are pages with snippets", () => {
  const pages = ["adopting.md", "changing.md", "getting-started.md", "options.md", "proxy-protocol.md"];
  expect(PROGRAMS.map(({ page }) => page)).toEqual(expect.arrayContaining(pages));
});

describe.each(PROGRAMS)("the $kind of docs/$page", ({ page, kind, source }) => {
  test("compile", () => {
    const config = ts.readConfigFile(path.join(ROOT, "tsconfig.dev.json"), (file) => ts.sys.readFile(file));
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
    const file = path.join(ROOT, "test/docs", `${page}.ts`);
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
    const exports: { Snippet?: new (scope: Construct, id: string) => TerraformStack } = {};
    const run = compileFunction(outputText, ["require", "exports", "console"]) as (...context: unknown[]) => void;
    const printed: string[] = [];
    const cwd = process.cwd();
    for (const csv of snippets(page, "csv")) writeFileSync(path.join(FOLDER, "forwards.csv"), csv);
    process.chdir(FOLDER);
    try {
      run(require, exports, { log: (text: string) => printed.push(text) });
      const { Snippet } = exports;
      // Throws if a rule has findings.
      if (Snippet) Testing.synth(new Snippet(Testing.app({ outdir }), "snippets"), true);
    } finally {
      process.chdir(cwd);
    }
    expect(printed.join()).toMatch(kind === "program" ? /^\| No\. / : /^$/);
  });
});
