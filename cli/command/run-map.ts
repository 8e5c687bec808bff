import nodePath from "node:path";
import type { LoadBalancer } from "../inventory/inventory";
import { htmlOf } from "../map/html";
import { mermaidOf } from "../map/mermaid";
import { svgOf } from "../map/svg";
import { shown } from "../../src/private/shown";
import type { InventoryOptions } from "./inventory-options";
import { outputFile } from "./output-file";
import { Misuse } from "./problem";
import { selected } from "./selected";
import { print } from "./terminal";

export interface MapOptions extends InventoryOptions {
  /** File to write the picture to. */
  readonly output?: string;
}

type Drawing = (loadBalancers: readonly LoadBalancer[]) => string | Promise<string>;

/** The kinds of maps, keyed by file extension. */
const DRAWINGS: Readonly<Record<string, Drawing>> = { ".html": htmlOf, ".md": mermaidOf, ".svg": svgOf };

/**
 * Draws who reaches what into a file, or prints it as a Mermaid diagram.
 *
 * @throws Misuse if there is nothing to draw, or the file can't be written
 */
export async function runMap(path: string, options: MapOptions): Promise<void> {
  const { output } = options;
  if (output === undefined) {
    print(mermaidOf(await selected(path, options)).trimEnd());
    return;
  }
  const draw = drawingFor(output);
  const drawn = await draw(await selected(path, options));
  const file = await outputFile(output, "--output");
  await file.writeFile(drawn);
  await file.close();
  print(`wrote ${shown(output)}`);
}

function drawingFor(file: string): Drawing {
  const drawing = DRAWINGS[nodePath.extname(file).toLowerCase()];
  if (drawing) return drawing;
  throw new Misuse(
    `${shown(file)} doesn't have the extension of a map. Use a name that ends in .html, .svg or .md for --output.`,
  );
}
