/** So many pieces are joined to one, since a piece of a byte takes a hundred bytes of memory. */
const MOST_PIECES = 64;

/** Bytes that came piece by piece and are taken as a whole. */
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
