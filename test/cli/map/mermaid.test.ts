import { mermaidOf } from "../../../cli/map/mermaid";
import { ARTICLE, HOSTILE_LOAD_BALANCER, many } from "./samples";

/** Returns the Mermaid diagrams in Markdown. */
function diagrams(markdown: string): string[] {
  return [...markdown.matchAll(/^```mermaid\n(.*?)\n```$/gms)].map(([, diagram = ""]) => diagram);
}

test("draws the article's network as one diagram", () => {
  expect(mermaidOf([ARTICLE])).toMatchInlineSnapshot(`
   "\`\`\`mermaid
   flowchart LR
     nlb-0-clients["clients"]
     subgraph nlb-0["example-nlb, internal"]
       nlb-0-entry["172.31.128.10
   ap-northeast-1a
   172.31.136.10
   ap-northeast-1c"]
       nlb-0-listener-0["TCP:10022
   example-tg-10022"]
       nlb-0-listener-1["TCP:10080
   example-tg-10080"]
       nlb-0-listener-2["TCP:20022
   example-tg-20022"]
       nlb-0-listener-3["TCP:20080
   example-tg-20080"]
       nlb-0-listener-4["TCP:30080
   example-tg-30080"]
     end
     subgraph nlb-0-place-0["VPC"]
       nlb-0-host-0-port-0["172.31.129.10
   TCP:22"]
       nlb-0-host-0-port-1["172.31.129.10
   TCP:80"]
       nlb-0-host-1-port-0["172.31.137.10
   TCP:22"]
       nlb-0-host-1-port-1["172.31.137.10
   TCP:80"]
     end
     subgraph nlb-0-place-1["outside the VPC"]
       nlb-0-host-2-port-0["10.0.0.10
   TCP:80"]
     end
     nlb-0-clients --> nlb-0-entry
     nlb-0-entry --> nlb-0-listener-0
     nlb-0-entry --> nlb-0-listener-1
     nlb-0-entry --> nlb-0-listener-2
     nlb-0-entry --> nlb-0-listener-3
     nlb-0-entry --> nlb-0-listener-4
     nlb-0-listener-0 --> nlb-0-host-0-port-0
     nlb-0-listener-1 --> nlb-0-host-0-port-1
     nlb-0-listener-2 --> nlb-0-host-1-port-0
     nlb-0-listener-3 --> nlb-0-host-1-port-1
     nlb-0-listener-4 -.-> nlb-0-host-2-port-0
   \`\`\`
   "
  `);
});

test("draws a heading and a diagram for each of several load balancers", () => {
  const markdown = mermaidOf([ARTICLE, { ...ARTICLE, name: "a *second* one" }]);
  expect(markdown.match(/^## .*$/gm)).toEqual(["## example-nlb", "## a &#42;second&#42; one"]);
  expect(diagrams(markdown)).toHaveLength(2);
});

test("splits many forwards into diagrams within Mermaid's limits, without losing any", () => {
  const markdown = mermaidOf(many(1, 500));
  expect(markdown.match(/^## .*$/gm)?.slice(0, 2)).toEqual([
    "## nlb-0, TCP:10000 to TCP:10049",
    "## nlb-0, TCP:10050 to TCP:10099",
  ]);
  for (const diagram of diagrams(markdown)) {
    expect(diagram.length).toBeLessThan(50_000);
    expect(diagram.match(/ -\.?->? /g)?.length).toBeLessThanOrEqual(500);
  }
  expect(markdown.match(/listener-\d+ -\.?-> /g)).toHaveLength(500);
});

test("keeps a diagram with the longest texts within Mermaid's limits", () => {
  const [loadBalancer] = many(1, 50);
  if (!loadBalancer) throw new Error("there is no load balancer");
  const text = "😀".repeat(1000);
  const forwards = loadBalancer.forwards.map((forward) => ({
    ...forward,
    protocol: text,
    description: text,
    targets: [{ ip: `${forward.listenerPort}${text}`, port: 80 }],
  }));
  const found = diagrams(mermaidOf([{ ...loadBalancer, forwards }]));
  expect(found.length).toBeGreaterThan(1);
  expect(Math.max(...found.map(({ length }) => length))).toBeLessThan(50_000);
});

test("draws a listener without targets, without an edge", () => {
  const forwards = ARTICLE.forwards.map((forward) => ({ ...forward, targets: [] }));
  const markdown = mermaidOf([{ ...ARTICLE, forwards }]);
  expect(markdown).toContain('nlb-0-listener-4["TCP:30080');
  expect(markdown).not.toMatch(/^ {2}nlb-0-listener/m);
});

test("escapes untrusted text for Mermaid and Markdown", () => {
  const [diagram = "", ...others] = diagrams(mermaidOf([HOSTILE_LOAD_BALANCER]));
  expect(others).toEqual([]);
  const outside = diagram.replace(/\["[^"]*"\]/g, "");
  expect(
    outside.split("\n").filter((line) => !/^ *(flowchart LR|subgraph [-\w]+|end|[-\w]+( -\.?-> [-\w]+)?)$/.test(line)),
  ).toEqual([]);
  expect(diagram).not.toMatch(/[<`*$]|[^\P{C}\n]|x{61}/u);
});
