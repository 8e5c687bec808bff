import { visibleText } from "../../echo/visible";

/** So long is what a label of the picture shows of a text. */
const LONGEST = 60;

/** So long a text can be read whole where there is room: as long as AWS's longest tag. */
export const LONGEST_TAG = 256;

/** So many blocks and groups a table shows before it counts the rest. */
const MOST_LINES = 12;

/** A stranger's text as one line that is not too long, and that nothing acts on. */
export function label(text: string, longest = LONGEST): string {
  // Cut twice: of what is shown, and before, so that a long text takes no time.
  const characters = Array.from(visibleText(text.slice(0, 3 * longest)));
  return characters.length > longest ? `${characters.slice(0, longest).join("")}…` : characters.join("");
}

/** The first lines, and how many more there are. */
export function atMost(lines: readonly string[]): string[] {
  if (lines.length <= MOST_LINES) return [...lines];
  return [...lines.slice(0, MOST_LINES - 1), `and ${lines.length - MOST_LINES + 1} more`];
}
