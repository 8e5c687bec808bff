import { ByteQueue } from "./byte-queue";

const LF = 0x0a;

/** Cuts a stream into its lines, each with its LF; a longer line than that comes in pieces. */
export class LineSplitter {
  /** What is there of a line that is not whole. */
  private readonly begun = new ByteQueue();

  public constructor(private readonly longest: number) {}

  /** The lines, and pieces of lines, that these bytes complete. */
  public *push(bytes: Buffer): Generator<Buffer> {
    for (let at = 0; at < bytes.length;) {
      const room = at + this.longest - this.begun.length;
      const lf = bytes.indexOf(LF, at);
      const end = Math.min(lf < 0 ? bytes.length : lf + 1, room);
      const piece = bytes.subarray(at, end);
      at = end;
      if (end !== lf + 1 && end !== room) {
        // A copy, since a few bytes would keep the whole of what they came in.
        this.begun.push(copyOf(piece));
      } else if (this.begun.length === 0) {
        yield piece;
      } else {
        this.begun.push(piece);
        yield this.rest();
      }
    }
  }

  /** What has come since the last line. */
  public rest(): Buffer {
    return this.begun.take();
  }
}

function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.alloc(bytes.length);
  bytes.copy(copy);
  return copy;
}
