import { EventEmitter } from "node:events";
import type { Writable } from "node:stream";

/** Number of characters to write at a time. Writing each line on its own would need a system call per line. */
const BATCH = 64 * 1024;

/** How many bytes may wait for a reader that is slow or doesn't read. */
const MOST_WAITING = 16 * 1024 * 1024;

/** Writes lines to a stream. Emits `full` when too many bytes wait for its reader, and `drain` when it has read them. */
export class LineOutput extends EventEmitter<{ full: []; drain: [] }> {
  private batch = "";
  private isFull = false;

  public constructor(private readonly stream: Writable) {
    super();
    stream.on("drain", () => {
      if (this.isFull) this.emit("drain");
      this.isFull = false;
    });
  }

  public print(line: string): void {
    if (this.batch === "") {
      setImmediate(() => {
        this.flush();
      });
    }
    this.batch += `${line}\n`;
    if (this.batch.length >= BATCH) this.flush();
  }

  private flush(): void {
    if (this.batch !== "") this.stream.write(this.batch);
    this.batch = "";
    if (this.isFull || this.stream.writableLength < MOST_WAITING) return;
    this.isFull = true;
    this.emit("full");
  }
}
