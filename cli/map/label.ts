import { visibleText } from "../../echo/visible";

/** The most characters of a label in the picture. */
const LONGEST = 60;

/** The most characters of a text where there is more room: the length of AWS's longest tag. */
export const LONGEST_TAG = 256;

/** The most CIDR blocks or groups that a table shows. It counts the rest. */
const MOST_LINES = 12;

/** Returns untrusted text as one escaped line of limited length. */
export function label(text: string, longest = LONGEST): string {
  // Cuts the text before escaping, too, so that a long text takes no time.
  const characters = Array.from(visibleText(text.slice(0, 3 * longest)));
  return characters.length > longest ? `${characters.slice(0, longest).join("")}…` : characters.join("");
}

/** Returns the first lines, and the number of the others. */
export function atMost(lines: readonly string[]): string[] {
  if (lines.length <= MOST_LINES) return [...lines];
  return [...lines.slice(0, MOST_LINES - 1), `and ${lines.length - MOST_LINES + 1} more`];
}
