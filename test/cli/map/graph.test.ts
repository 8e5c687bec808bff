import { instance, type Viz } from "@viz-js/viz";
import { diagramsOf } from "../../../cli/map/diagram";
import { htmlOf } from "../../../cli/map/html";
import { mermaidOf } from "../../../cli/map/mermaid";
import { graphOf } from "../../../cli/map/graph";
import { svgOf } from "../../../cli/map/svg";
import type { LoadBalancer } from "../../../cli/inventory/inventory";
import { ARTICLE, HOSTILE, HOSTILE_LOAD_BALANCER, many } from "./samples";

/** The graph as Graphviz read it. */
interface Read {
  readonly objects: readonly { readonly _gvid: number; readonly name: string; readonly nodes?: readonly number[] }[];
  readonly edges: readonly {
    readonly id?: string;
    readonly tail: number;
    readonly head: number;
    readonly tailport?: string;
    readonly headport: string;
    readonly style?: string;
  }[];
}

let viz: Viz;

beforeAll(async () => {
  viz = await instance();
});

function read(...loadBalancers: LoadBalancer[]): Read {
  return viz.renderJSON(graphOf(diagramsOf(loadBalancers))) as Read;
}

/** Returns the names of the nodes in a cluster. */
function nodesIn({ objects }: Read, cluster: string): string[] {
  const nodes = objects.find(({ name }) => name === cluster)?.nodes ?? [];
  return nodes.map((node) => objects.find(({ _gvid }) => _gvid === node)?.name ?? "").sort();
}

/** Returns all texts of an SVG. */
function texts(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text);
}

test("each forward of the article leads from its listener to its target's port", () => {
  const { edges, objects } = read(ARTICLE);
  const names = new Map(objects.map(({ _gvid, name }) => [_gvid, name]));
  const ways = edges.filter(({ id }) => id !== undefined);
  expect(
    ways.map(({ tail, tailport, head, headport }) => [names.get(tail), tailport, names.get(head), headport]),
  ).toEqual([
    ["nlb-0", "nlb-0-listener-0-purpose:e", "nlb-0-host-0", "nlb-0-host-0-port-0:w"],
    ["nlb-0", "nlb-0-listener-1-purpose:e", "nlb-0-host-0", "nlb-0-host-0-port-1:w"],
    ["nlb-0", "nlb-0-listener-2-purpose:e", "nlb-0-host-1", "nlb-0-host-1-port-0:w"],
    ["nlb-0", "nlb-0-listener-3-purpose:e", "nlb-0-host-1", "nlb-0-host-1-port-1:w"],
    ["nlb-0", "nlb-0-listener-4-purpose:e", "nlb-0-host-2", "nlb-0-host-2-port-0:w"],
  ]);
});

test("separates targets in the VPC from those outside by more than colour", () => {
  const found = read(ARTICLE);
  expect(nodesIn(found, "cluster-nlb-0-place-0")).toEqual(["nlb-0-host-0", "nlb-0-host-1"]);
  expect(nodesIn(found, "cluster-nlb-0-place-1")).toEqual(["nlb-0-host-2"]);
  expect(found.edges.flatMap(({ id, style }) => (id === undefined ? [] : [style]))).toEqual([
    "solid",
    "solid",
    "solid",
    "solid",
    "dashed",
  ]);
});

test("the article's picture shows its whole network", async () => {
  expect(texts(await svgOf([ARTICLE]))).toEqual(
    expect.arrayContaining(
      ["clients", "example-nlb", "internal Network Load Balancer", "172.31.128.10", "ap-northeast-1a", "172.31.136.10"]
        .concat(["ap-northeast-1c", "TCP:10022", "TCP:30080", "example-tg-30080", "VPC", "outside the VPC", "TCP:22"])
        .concat(["TCP:80", "172.31.129.10", "172.31.137.10", "10.0.0.10"]),
    ),
  );
});

test("draws a separate group for targets that may be inside or outside the VPC", async () => {
  const forwards = ARTICLE.forwards.map((forward) => ({ ...forward, targets: [{ ip: "10.0.0.10", port: 80 }] }));
  const shown = texts(await svgOf([{ ...ARTICLE, forwards }]));
  expect(shown).toContain("targets");
  expect(shown).not.toContain("VPC");
});

test("draws security groups and clients, but only the first of many", async () => {
  const blocks = (count: number): string[] => Array.from({ length: count }, (_, index) => `10.0.${index}.0/24`);
  const all = texts(await svgOf([{ ...ARTICLE, securityGroups: ["sg-1"], clients: blocks(12) }]));
  expect(all).toEqual(expect.arrayContaining(["security groups", "sg-1", ...blocks(12)]));
  const some = texts(await svgOf([{ ...ARTICLE, clients: blocks(13) }]));
  expect(some).toEqual(expect.arrayContaining([...blocks(11), "and 2 more"]));
  expect(some).not.toContain("10.0.11.0/24");
});

test("draws a load balancer without forwards, a listener without targets and a target without a port", async () => {
  const [forward] = many(1, 1)[0]?.forwards ?? [];
  if (!forward) throw new Error("there is no forward");
  const shown = texts(
    await svgOf([
      { ...ARTICLE, name: "empty", forwards: [] },
      { ...ARTICLE, name: "nowhere", forwards: [{ ...forward, targets: [] }] },
      { ...ARTICLE, name: "portless", forwards: [{ ...forward, targets: [{ ip: "10.0.0.1", external: true }] }] },
    ]),
  );
  expect(shown).toEqual(expect.arrayContaining(["empty", "nowhere", "TCP:10000", "portless", "any port"]));
});

test("draws load balancers below each other, in their order", async () => {
  const given = [ARTICLE, ...many(3, 20), { ...ARTICLE, name: "empty", forwards: [] }, { ...ARTICLE, name: "last" }];
  const svg = await svgOf(given);
  const heads = [...svg.matchAll(/y="([-\d.]+)"[^>]*font-weight="bold"[^>]*>([^<]*)</g)]
    .map(([, y, name = ""]) => ({ y: Number(y), name }))
    .filter(({ name }) => name !== "clients")
    .sort((one, other) => one.y - other.y);
  expect(heads.map(({ name }) => name)).toEqual(given.map(({ name }) => name));
});

test("draws a load balancer with many listeners in several parts", async () => {
  const shown = texts(await svgOf(many(1, 101)));
  const heads = [1, 51, 101].map((first) => `listeners ${first} to ${Math.min(first + 49, 101)} of 101`);
  expect(shown.filter((text) => text.startsWith("listeners"))).toEqual([...heads].reverse());
  expect(texts(await svgOf(many(1, 50)))).toContain("listeners");
});

test("escapes untrusted text in the graph and in the picture", async () => {
  const found = read(HOSTILE_LOAD_BALANCER);
  expect(
    found.objects.map(({ name }) => name).filter((name) => !/^(cluster-)?nlb-0(-[a-z]+(-\d+)?)*$/.test(name)),
  ).toEqual([]);
  expect(found.edges).toHaveLength(1 + HOSTILE.length);
  const svg = await svgOf([HOSTILE_LOAD_BALANCER]);
  expect(svg).not.toMatch(/<script|[^\P{C}\n]/u);
  expect(svg.match(/<\/style>/g)).toHaveLength(1);
  expect(svg.match(/<\/svg>/g)).toHaveLength(1);
  expect(texts(svg)).toEqual(
    expect.arrayContaining([
      "&lt;script&gt;alert(1)&lt;/script&gt;",
      "&quot;]; x -&gt; y",
      "&lt;1B&gt;[31mred",
      "&lt;U+202E&gt;gnp.exe",
      `${"x".repeat(60)}…`,
      "\\G \\N &amp;lt;b&amp;gt; `b` *x* _y_ $$x^2$$ fa:fa-car ﬂ°°60¶ß",
      "```&lt;LF&gt;# head",
      "漢字の説明 é😀",
    ]),
  );
});

test.each([
  [1, 5],
  [1, 50],
  [10, 50],
  [1, 500],
])(
  "draws %d load balancers with %d forwards each within seconds",
  async (loadBalancers, forwards) => {
    const start = performance.now();
    const svg = await svgOf(many(loadBalancers, forwards));
    const milliseconds = performance.now() - start;
    process.stdout.write(
      `map of ${loadBalancers} x ${forwards}: ${milliseconds.toFixed(0)} ms, ${svg.length} characters\n`,
    );
    expect(svg.match(/class="edge way"/g)).toHaveLength(loadBalancers * forwards);
    expect(milliseconds).toBeLessThan(20_000);
  },
  30_000,
);

test("a host is drawn by its name, outside both places unless its row says where it is", async () => {
  const [first, ...others] = ARTICLE.forwards;
  if (!first) throw new Error("no forward");
  const targets = [
    { host: "db.example.internal", port: 5432 },
    { host: "b.example.internal", port: 5432, external: true },
  ];
  const list = { ...ARTICLE, forwards: [{ ...first, targets }, ...others] };
  expect(texts(await svgOf([list]))).toEqual(expect.arrayContaining(["db.example.internal", "b.example.internal"]));
  const { objects } = read(list);
  expect(objects.map(({ name }) => name)).toEqual(expect.arrayContaining(["cluster-nlb-0-place-2"]));
  const [diagram] = diagramsOf([list]);
  expect(diagram?.places.map(({ name, hosts }) => [name, hosts.map(({ ip }) => ip)])).toEqual([
    ["VPC", ["172.31.129.10", "172.31.137.10"]],
    ["outside the VPC", ["b.example.internal", "10.0.0.10"]],
    ["targets", ["db.example.internal"]],
  ]);
  expect(mermaidOf([list])).toContain("db.example.internal");
  expect(await htmlOf([list])).toContain("db.example.internal");
});
