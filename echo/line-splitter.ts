import { ByteQueue } from "./byte-queue";

const LF = 0x0a;

/** Splits a stream into lines, each with its LF. Returns lines longer than `longest` in pieces. */
export class LineSplitter {
  /** The beginning of a line that isn't complete yet. */
  private readonly begun = new ByteQueue();

  public constructor(private readonly longest: number) {}

  /** Returns the lines, and pieces of long lines, that these bytes complete. */
  public *push(bytes: Buffer): Generator<Buffer> {
    for (let at = 0; at < bytes.length;) {
      const room = at + this.longest - this.begun.length;
      const lf = bytes.indexOf(LF, at);
      const end = Math.min(lf < 0 ? bytes.length : lf + 1, room);
      const piece = bytes.subarray(at, end);
      at = end;
      if (end !== lf + 1 && end !== room) {
        // Copy the bytes, because a slice keeps the whole buffer in memory.
        this.begun.push(copyOf(piece));
      } else if (this.begun.length === 0) {
        yield piece;
      } else {
        this.begun.push(piece);
        yield this.rest();
      }
    }
  }

  /** Returns the bytes since the last line. */
  public rest(): Buffer {
    return this.begun.take();
  }
}

function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.alloc(bytes.length);
  bytes.copy(copy);
  return copy;
}
