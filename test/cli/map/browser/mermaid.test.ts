import type { Browser, Page } from "playwright-core";
import { mermaidOf } from "../../../../cli/map/mermaid";
import { ARTICLE, HOSTILE, HOSTILE_LOAD_BALANCER, many } from "../samples";
import { launched } from "./support/browser";

let browser: Browser;
let page: Page;
let dialogs: string[];

beforeAll(async () => {
  browser = await launched();
  dialogs = [];
  page = await browser.newPage();
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.addScriptTag({ path: require.resolve("mermaid/dist/mermaid.min.js") });
});

afterAll(async () => {
  await browser.close();
});

/** Returns the labels of each diagram in Markdown, as Mermaid draws them with GitHub's limits. */
async function drawn(markdown: string): Promise<string[][]> {
  const diagrams = [...markdown.matchAll(/^```mermaid\n(.*?)\n```$/gms)].map(([, diagram]) => diagram);
  return page.evaluate<string[][]>(`(async () => {
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
    const labels = [];
    for (const [index, diagram] of ${JSON.stringify(diagrams)}.entries()) {
      document.body.innerHTML = (await mermaid.render("diagram-" + index, diagram)).svg;
      for (const end of document.querySelectorAll(".nodeLabel br")) end.replaceWith("\\n");
      labels.push(Array.from(document.querySelectorAll(".nodeLabel"), (label) => label.textContent));
    }
    return labels;
  })()`);
}

test("Mermaid draws the article's network", async () => {
  const [labels = []] = await drawn(mermaidOf([ARTICLE]));
  expect(labels.sort()).toEqual([
    "10.0.0.10\nTCP:80",
    "172.31.128.10\nap-northeast-1a\n172.31.136.10\nap-northeast-1c",
    "172.31.129.10\nTCP:22",
    "172.31.129.10\nTCP:80",
    "172.31.137.10\nTCP:22",
    "172.31.137.10\nTCP:80",
    "TCP:10022\nexample-tg-10022",
    "TCP:10080\nexample-tg-10080",
    "TCP:20022\nexample-tg-20022",
    "TCP:20080\nexample-tg-20080",
    "TCP:30080\nexample-tg-30080",
    "VPC",
    "clients",
    "example-nlb, internal",
    "outside the VPC",
  ]);
});

test("Mermaid draws each diagram of a load balancer with hundreds of forwards", async () => {
  const labels = await drawn(mermaidOf(many(1, 200)));
  expect(labels.flat().filter((label) => /^TCP:1\d{4}\n/.test(label))).toHaveLength(200);
}, 60_000);

test("shows untrusted text as text, and runs none of it", async () => {
  const [labels = []] = await drawn(mermaidOf([HOSTILE_LOAD_BALANCER]));
  const shown = [
    "<script>alert(1)</script>",
    '"]; x -> y',
    "<1B>[31mred",
    "<U+202E>gnp.exe",
    `${"x".repeat(60)}…`,
    // these letters are Mermaid's internal markers
    "\\G \\N &lt;b&gt; `b` *x* _y_ $$x^2$$ fa:fa-car fl°°60¶ss",
    "--> </style></svg> style a:8#35;",
    "```<LF># head",
    "漢字の説明 é😀",
  ];
  const clients = labels.find((label) => label.startsWith("clients"));
  expect(clients?.trimEnd().split("\n")).toEqual(["clients", ...shown]);
  expect(shown.filter((text) => !labels.some((label) => label.includes(`\n${text}`)))).toEqual([]);
  expect(labels).toHaveLength(HOSTILE.length * 2 + 6);
  expect(await page.locator("script").count()).toBe(1);
  expect(dialogs).toEqual([]);
});
