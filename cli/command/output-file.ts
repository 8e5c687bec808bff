import { type FileHandle, mkdir, open } from "node:fs/promises";
import path from "node:path";
import { shown } from "../../src/private/shown";
import { Misuse } from "./problem";

/**
 * A file to write to. To be opened before what takes minutes, so that nothing of that is lost.
 *
 * @param option that names it
 * @throws Misuse if it cannot be written
 */
export async function outputFile(file: string, option: string): Promise<FileHandle> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    return await open(file, "w");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new Misuse(`${shown(file)} cannot be written: ${code}; give another ${option}`, { cause: error });
  }
}
