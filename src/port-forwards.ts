import { readFileSync } from "node:fs";
import path from "node:path";
import type { PortForward } from "./port-forward";
import { readForwards } from "./private/csv/read";
import { shown } from "./private/shown";

/** Reads lists of forwards from files. */
export class PortForwards {
  /**
   * Reads a list of forwards from a CSV file, one forward on each line.
   *
   * Commas, semicolons or tabs separate the cells, the same ones in every row as in the header. The file is UTF-8, or
   * UTF-16 with a byte order mark. The header names the props in any order and case, with or without spaces, `_` and
   * `-`: `targetIp`, `target_ip`, `Target IP`. Props of a health check or of additional targets have a dot:
   * `healthCheck.path`, `additionalTargets.targetIp`. Spaces around a cell are ignored. An empty cell leaves the prop
   * unset. Booleans are `true`, `yes` or `1`, and `false`, `no` or `0`, in any case. Semicolons separate the items of a
   * list; quote such a cell if semicolons also separate the cells. A single semicolon is an empty list.
   *
   * A range in `listenerPort`, such as `20000-20010`, becomes a forward for each port. `targetPort` is then a range
   * of the same length, or one port for all of them. `PortForwardNlb.portTableCsv()` writes a file that reads back to
   * the same list.
   *
   * @param file path of the file, relative to the working directory
   * @returns the forwards in the order of the file
   * @throws if the file can't be read or has invalid cells; the error lists up to 1,000 of them by line and column
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
    throw new Error(`${shown(file)} can't be read: ${code}. It was looked for at ${place}.`, { cause: error });
  }
}
