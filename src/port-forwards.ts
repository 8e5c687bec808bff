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
   * RFC 4180 in UTF-8, with or without a byte order mark. The header row names the props, in any order, in camel or snake
   * case, `targetIp` or `target_ip`; one of a health check or of the further targets by a dot, `healthCheck.path`,
   * `additionalTargets.targetIp`. Between the items of a list stands a semicolon; a semicolon by itself is a list without
   * items. A cell without anything leaves the prop out. `PortForwardNlb.portTableCsv()` writes such a file.
   *
   * @param file path of the file, against the working directory
   * @returns the rows in the order of the file
   * @throws if the file cannot be read, or cells are wrong: all of them at once, each by line and column
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
