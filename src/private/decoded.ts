const UTF_16 = [
  { encoding: "utf-16le", mark: [0xff, 0xfe] },
  { encoding: "utf-16be", mark: [0xfe, 0xff] },
] as const;

/** Problem of a file that `decoded()` can't read. */
export const NOT_DECODED = "is neither UTF-8 nor UTF-16 with a byte order mark";

/**
 * Returns the text of a file without its byte order mark: UTF-16 if the file has its mark, else UTF-8.
 *
 * Returns undefined if the bytes are invalid or contain NUL characters, as UTF-16 without a mark does.
 */
export function decoded(bytes: Uint8Array): string | undefined {
  const { encoding } = UTF_16.find(({ mark }) => mark.every((byte, place) => bytes[place] === byte)) ?? {};
  try {
    const text = new TextDecoder(encoding ?? "utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
