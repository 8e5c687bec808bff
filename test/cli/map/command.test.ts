import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { command } from "../command/command";

jest.setTimeout(60_000);

let folder: string;
let list: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  list = path.join(folder, "forwards.csv");
  writeFileSync(list, "listenerPort,targetIp,targetPort,description\n30080,10.0.0.10,80,orders\n");
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each([
  ["map.html", /^<!doctype html>/],
  ["map.svg", /^<svg /],
  ["map.md", /^```mermaid\n/],
  ["maps/of/MAP.SVG", /^<svg /],
])("writes the kind of map that the name %s asks for", async (name, start) => {
  const file = path.join(folder, name);
  expect(await command(["map", list, "-o", file])).toEqual({
    code: 0,
    stdout: `wrote ${JSON.stringify(file)}\n`,
    stderr: "",
  });
  const written = readFileSync(file, "utf8");
  expect(written).toMatch(start);
  expect(written).toMatch(/TCP:30080[^]*orders/);
});

test("prints Markdown without a file", async () => {
  const { code, stdout } = await command(["map", "-"], { input: readFileSync(list, "utf8") });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^```mermaid\n[^]*\n```\n$/);
});

test.each(["map.pdf", "map", ".svg", "map.html.gz"])(
  "rejects %s, which doesn't have the extension of a map",
  async (name) => {
    const { code, stdout, stderr } = await command(["map", list, "-o", name]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      `port-forward-nlb: "${name}" doesn't have the extension of a map. Use a name that ends in .html, .svg or .md for --output.\n`,
    );
  },
);

test("rejects a file that can't be written", async () => {
  const file = path.join(list, "map.svg");
  const { code, stderr } = await command(["map", list, "-o", file]);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^port-forward-nlb: can't write ".*map\.svg": (ENOTDIR|EEXIST)\. Use another file for --output\.\n$/,
  );
});
