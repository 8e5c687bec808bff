import { ByteQueue } from "./byte-queue";

const LF = 0x0a;

/** Cuts a stream into its lines, each with its LF; a longer line than that comes in pieces. */
export class LineSplitter {
  private readonly line = new ByteQueue();

  public constructor(private readonly longest: number) {}

  /** The lines, and pieces of lines, that these bytes complete. */
  public *push(bytes: Buffer): Generator<Buffer> {
    for (let at = 0; at < bytes.length;) {
      const room = at + this.longest - this.line.length;
      const lf = bytes.indexOf(LF, at);
      const end = Math.min(lf < 0 ? bytes.length : lf + 1, room);
      this.line.push(bytes.subarray(at, end));
      at = end;
      if (end === lf + 1 || end === room) yield this.rest();
    }
  }

  /** What has come since the last line. */
  public rest(): Buffer {
    return this.line.take();
  }
}
