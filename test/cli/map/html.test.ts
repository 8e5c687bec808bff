import { createHash } from "node:crypto";
import { htmlOf } from "../../../cli/map/html";
import { ARTICLE, HOSTILE_LOAD_BALANCER, many } from "./samples";

/** Returns the text between two tags. */
function inner(html: string, tag: string): string {
  return new RegExp(`<${tag}>(.*?)</${tag}>`, "s").exec(html)?.[1] ?? "";
}

test("the page loads nothing, and its policy allows only its own script and style", async () => {
  const html = await htmlOf([ARTICLE]);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  expect(policy?.split("; ")).toEqual([
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `style-src ${hash(inner(html, "style"))}`,
    `script-src ${hash(inner(html, "script"))}`,
  ]);
  expect(html.match(/<(style|script)\b/g)).toEqual(["<style", "<script"]);
  expect(html).not.toMatch(/<(link|img|iframe|object|base|form)\b|\bsrc=|@import|url\(|\son\w+=|\sstyle=/);
  expect([...html.matchAll(/href="(.)/g)].map(([, first]) => first)).toEqual(ARTICLE.forwards.map(() => "#"));
});

test("each forward has its rows, and their path consists of parts of the picture", async () => {
  const [loadBalancer] = many(1, 20);
  if (!loadBalancer) throw new Error("there is no load balancer");
  const [first, ...others] = loadBalancer.forwards;
  if (!first) throw new Error("there is no forward");
  const targets = [...first.targets, { ip: "10.0.0.1", port: 80, external: true }];
  const html = await htmlOf([ARTICLE, { ...loadBalancer, forwards: [{ ...first, targets }, ...others] }]);
  const bodies = [...html.matchAll(/<tbody id="([^"]*)" data-path="([^"]*)">(.*?)<\/tbody>/gs)];
  expect(bodies).toHaveLength(25);
  expect(bodies.map(([, , , rows = ""]) => rows.match(/<tr>/g)?.length)).toEqual([
    1,
    1,
    1,
    1,
    1,
    2,
    ...others.map(() => 1),
  ]);
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const used = bodies.flatMap(([, , path = ""]) => path.split(" "));
  expect(used.filter((id) => !ids.includes(id))).toEqual([]);
  const links = [...html.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
  expect(links.sort()).toEqual(bodies.map(([, id]) => id).sort());
});

test("a load balancer that is drawn in parts has one table", async () => {
  const html = await htmlOf(many(1, 101));
  expect(html.match(/<table>/g)).toHaveLength(1);
  const numbers = [...html.matchAll(/<tbody id="row-nlb-(\d)[^>]*>.*?class="number">(\d+)</g)];
  expect(numbers.map(([, part, number]) => [Number(part), Number(number)])).toEqual(
    Array.from({ length: 101 }, (_, index) => [Math.floor(index / 50), index + 1]),
  );
});

test("escapes untrusted text", async () => {
  const html = await htmlOf([HOSTILE_LOAD_BALANCER]);
  expect(html.match(/<\/?(script|style|svg)\b/g)).toEqual([
    "<style",
    "</style",
    "<svg",
    "</svg",
    "<script",
    "</script",
  ]);
  expect(html).not.toMatch(/>alert\(1\)<|[^\P{C}\n]|x{257}/u);
  expect(html).toContain("<title>Port forwards of &lt;script&gt;alert(1)&lt;/script&gt;</title>");
  expect(html).toContain('<td class="">&lt;U+202E&gt;gnp.exe</td>');
});
