import { readFileSync } from "node:fs";
import path from "node:path";
import type { Assembly, Docs } from "@jsii/spec";

// The jsii assembly, which defines the package in every language.

const assembly = JSON.parse(readFileSync(".jsii", "utf8")) as Assembly;

interface Documented {
  readonly name: string;
  readonly docs: Docs;
  readonly optional: boolean;
}

function documented(): Documented[] {
  return Object.values(assembly.types ?? {}).flatMap((type) => [
    { name: type.name, docs: type.docs ?? {}, optional: false },
    ...("members" in type ? type.members : []).map((member) => entry(type.name, member)),
    ...("properties" in type ? (type.properties ?? []) : []).map((property) => entry(type.name, property)),
    ...("methods" in type ? (type.methods ?? []) : []).map((method) => entry(type.name, method)),
  ]);
}

function entry(owner: string, { name, docs = {}, optional = false }: Partial<Documented>): Documented {
  return { name: `${owner}.${name ?? ""}`, docs, optional };
}

test("each public name has a doc comment", () => {
  expect(documented().length).toBeGreaterThan(30);
  expect(documented().filter(({ docs }) => !docs.summary)).toEqual([]);
});

test("each optional prop documents its default", () => {
  expect(documented().filter(({ docs, optional }) => optional && !docs.default)).toEqual([]);
});

test("types come only from cdktf and constructs", () => {
  const names = JSON.stringify(assembly.types).matchAll(/"(?:base|fqn)":"([^".]+)/g);
  expect([...new Set([...names].map(([, owner]) => owner))].sort()).toEqual([
    "cdktf",
    "cdktf-port-forward-nlb",
    "constructs",
  ]);
});

test("each language's package depends only on cdktf and constructs", () => {
  expect(assembly.dependencies).toEqual({ cdktf: "^0.21.0", constructs: "^10.4.2" });
  expect(assembly.bundled ?? {}).toEqual({});
});

test("no name is a keyword in the case that a language writes it", () => {
  // jsii's own lists, which it doesn't export. jsii also warns about names that are fine in PascalCase.
  const { isReservedName } = jest.requireActual<{ isReservedName: (name: string) => string[] | undefined }>(
    path.resolve("node_modules/jsii/lib/reserved-words.js"),
  );
  const names = documented().map(({ name }) => name.split(".").at(-1) ?? "");
  const reserved = names.flatMap((name) => (isReservedName(name) ?? []).map((language) => `${name}: ${language}`));
  expect([...new Set(reserved)]).toEqual(["internal: C#"]); // A property, which is `Internal` in C#.
});
