import { type FileHandle, mkdir, open } from "node:fs/promises";
import path from "node:path";
import { shown } from "../../src/private/shown";
import { Misuse } from "./problem";

/**
 * Opens a file for writing. Call it before work that takes minutes, so that no result is lost if the file can't be written.
 *
 * @param option the option that names the file
 * @throws Misuse if the file can't be written
 */
export async function outputFile(file: string, option: string): Promise<FileHandle> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    return await open(file, "w");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new Misuse(`can't write ${shown(file)}: ${code}. Use another file for ${option}.`, { cause: error });
  }
}
