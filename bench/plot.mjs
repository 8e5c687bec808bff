// Draws the synthesis results of a folder's results.json as synthesis.svg in the same folder: node plot.mjs <folder>
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { parse, View } from "vega";
import { compile } from "vega-lite";

const [, , folder] = process.argv;
const { machine, synthesis } = JSON.parse(await readFile(path.join(folder, "results.json"), "utf8"));

const values = Object.entries(synthesis).flatMap(([forwards, byName]) =>
  Object.entries(byName).flatMap(([name, samples]) =>
    samples.map(({ constructMs, synthMs, memoryMib }) => ({
      forwards: Number(forwards),
      name,
      seconds: (constructMs + synthMs) / 1000,
      memoryMib,
    })),
  ),
);

const panel = (field, title) => ({
  width: 360,
  height: 280,
  mark: { type: "line", point: true },
  encoding: {
    x: { field: "forwards", type: "quantitative", scale: { type: "log" }, title: "forwards" },
    y: { field, aggregate: "median", type: "quantitative", scale: { type: "log" }, title },
    color: { field: "name", type: "nominal", title: null, sort: null },
  },
});

const { spec } = compile({
  background: "white",
  title: { text: "Construct and synthesize", subtitle: machine.split(":")[0] },
  data: { values },
  hconcat: [panel("seconds", "seconds"), panel("memoryMib", "most memory, MiB")],
});
await writeFile(path.join(folder, "synthesis.svg"), await new View(parse(spec), { renderer: "none" }).toSVG());
