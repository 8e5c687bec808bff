import { EventEmitter } from "node:events";
import type { Writable } from "node:stream";

/** Lines are written so many characters at a time: a line each would be a system call each. */
const BATCH = 64 * 1024;

/** So many bytes may wait for a reader that is slow, or does not read at all. */
const MOST_WAITING = 16 * 1024 * 1024;

/** Writes lines to a stream; `full` when too many wait for its reader, `drain` when it has read them. */
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
