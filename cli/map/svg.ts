import type { LoadBalancer } from "../inventory/inventory";
import { type Diagram, diagramsOf } from "./diagram";
import { graphOf } from "./graph";
import { PICTURE_STYLE } from "./palette";

/** The picture as a file of its own. */
export async function svgOf(loadBalancers: readonly LoadBalancer[]): Promise<string> {
  const drawn = await drawnOf(diagramsOf(loadBalancers));
  return `${drawn.replace(/(?<=<svg[^>]*>)/, `\n<style>${PICTURE_STYLE}</style>`)}\n`;
}

/** The element `svg`, to be put into a page. */
export async function drawnOf(diagrams: readonly Diagram[]): Promise<string> {
  // A megabyte that nothing else needs.
  const { instance } = await import("@viz-js/viz");
  const viz = await instance();
  const drawn = viz.renderString(graphOf(diagrams), { format: "svg" });
  return (
    drawn
      .slice(drawn.indexOf("<svg"))
      .trimEnd()
      // in a page, a point is more than a pixel, and what is 12 of them is meant to be no larger than the text around it
      .replace(/ (width|height)="([\d.]+)pt"/g, ' $1="$2"')
      // a browser would show what the nodes are called in here
      .replace(/<title>[^<]*<\/title>\n/g, "")
      .replace(/<!--.*?-->\n/gs, "")
      .replace(/<g id="a_/g, '<g id="')
      .replace(/&#45;/g, "-")
  );
}
