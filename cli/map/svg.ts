import type { LoadBalancer } from "../inventory/inventory";
import { type Diagram, diagramsOf } from "./diagram";
import { graphOf } from "./graph";
import { PICTURE_STYLE } from "./palette";

/** Returns the picture as an SVG file. */
export async function svgOf(loadBalancers: readonly LoadBalancer[]): Promise<string> {
  const drawn = await drawnOf(diagramsOf(loadBalancers));
  return `${drawn.replace(/(?<=<svg[^>]*>)/, `\n<style>${PICTURE_STYLE}</style>`)}\n`;
}

/** Returns the `svg` element to embed in a page. */
export async function drawnOf(diagrams: readonly Diagram[]): Promise<string> {
  // Loaded here, because it is a megabyte that nothing else needs.
  const { instance } = await import("@viz-js/viz");
  const viz = await instance();
  const drawn = viz.renderString(graphOf(diagrams), { format: "svg" });
  return (
    drawn
      .slice(drawn.indexOf("<svg"))
      .trimEnd()
      // In a page, a point is larger than a pixel. Without the unit, 12-point text has the size of the text around it.
      .replace(/ (width|height)="([\d.]+)pt"/g, ' $1="$2"')
      // A browser would show the nodes' internal names as tooltips.
      .replace(/<title>[^<]*<\/title>\n/g, "")
      .replace(/<!--.*?-->\n/gs, "")
      .replace(/<g id="a_/g, '<g id="')
      .replace(/&#45;/g, "-")
  );
}
