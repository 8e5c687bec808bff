import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** A suite's own folder. */
export class SuiteFolder {
  /** Registers the hooks that create and remove the folder. Call it once, before the suite's own hooks. */
  public static begin(): SuiteFolder {
    const folder = new SuiteFolder();
    beforeAll(() => {
      folder.path = mkdtempSync(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
    });
    afterAll(() => {
      rmSync(folder.path, { recursive: true });
    });
    return folder;
  }

  private path = "";

  private constructor() {}

  /** Returns the path of a file in the folder. */
  public file(name: string): string {
    return path.join(this.path, name);
  }

  /** Writes a file, and returns its path. */
  public write(name: string, content: string | Uint8Array): string {
    const file = this.file(name);
    writeFileSync(file, content);
    return file;
  }
}
