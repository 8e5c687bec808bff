/** Merge after this many pieces: each Buffer costs about 100 bytes of memory, even if it holds one byte. */
const MOST_PIECES = 64;

/** Collects bytes piece by piece, and returns them as a whole. */
export class ByteQueue {
  private pieces: Buffer[] = [];
  private size = 0;

  public get length(): number {
    return this.size;
  }

  public push(bytes: Buffer): void {
    this.pieces.push(bytes);
    this.size += bytes.length;
    if (this.pieces.length >= MOST_PIECES) this.pieces = [Buffer.concat(this.pieces)];
  }

  public take(): Buffer {
    const [first = Buffer.alloc(0), ...others] = this.pieces;
    const whole = others.length ? Buffer.concat(this.pieces) : first;
    this.pieces = [];
    this.size = 0;
    return whole;
  }
}
