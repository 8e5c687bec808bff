import { readFileSync } from "node:fs";
import path from "node:path";
import type { PortForward } from "./port-forward";
import { readForwards } from "./private/csv/read";
import { shown } from "./private/shown";

/**
 * Lists of forwards from elsewhere.
 */
export class PortForwards {
  /**
   * The forwards of a CSV file, a line each.
   *
   * Commas, semicolons or tabs separate the cells, as in the header row; UTF-8, or UTF-16 with a byte order mark. The header
   * names the props in any order and case, with or without spaces, `_` and `-`: `targetIp`, `target_ip`, `Target IP`; one of
   * a health check or of the further targets by a dot, `healthCheck.path`, `additionalTargets.targetIp`. Spaces around a cell
   * are not part of it. An empty cell leaves the prop out. A boolean is `true`, `yes` or `1`, `false`, `no` or `0`, in any
   * case. Semicolons separate the items of a list, in quotes where they separate the cells, too; a semicolon by itself is an
   * empty list.
   *
   * A range in `listenerPort`, `20000-20010`, is a forward for each port; `targetPort` then holds a range of the same length,
   * or one port for all of them. `PortForwardNlb.portTableCsv()` writes a file that reads back to the same list.
   *
   * @param file path of the file, against the working directory
   * @returns the rows in the order of the file
   * @throws if the file cannot be read, or cells are wrong: all of them at once, up to 1,000, each by line and column
   */
  public static fromCsv(file: string): PortForward[] {
    const { forwards, problems } = readForwards(contentOf(file));
    if (problems.length === 0) return forwards;
    throw new Error(problems.map((problem) => `${file} ${problem}`).join("\n"));
  }

  private constructor() {}
}

function contentOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const place = shown(path.resolve(file));
    throw new Error(`${shown(file)} cannot be read: ${code}; it was looked for at ${place}`, { cause: error });
  }
}
