import fc from "fast-check";
import { LineSplitter } from "../../echo/line-splitter";

const LONGEST = 16;

function split(...chunks: Buffer[]): string[] {
  const splitter = new LineSplitter(LONGEST);
  const lines = chunks.flatMap((chunk) => [...splitter.push(chunk)]);
  return [...lines, splitter.rest()].map((line) => line.toString("latin1"));
}

test("returns lines with their line ends, and the last one without", () => {
  expect(split(Buffer.from("Hello\r\nQu"), Buffer.from("it\n\nbye"))).toEqual(["Hello\r\n", "Quit\n", "\n", "bye"]);
});

test("returns a longer line in pieces", () => {
  const lines = split(Buffer.from("x".repeat(2 * LONGEST + 3)), Buffer.from("\nHello\n"));
  expect(lines).toEqual(["x".repeat(LONGEST), "x".repeat(LONGEST), "xxx\n", "Hello\n", ""]);
});

test("returns the same lines however the stream is split, and loses nothing", () => {
  const stream = fc.array(fc.constantFrom("a", "b", "\r", "\n", "x".repeat(LONGEST - 1)), { maxLength: 60 });
  fc.assert(
    fc.property(stream, fc.array(fc.nat(200)), (characters, cuts) => {
      const whole = Buffer.from(characters.join(""));
      const places = [
        0,
        ...cuts.map((cut) => cut % (whole.length + 1)).sort((one, other) => one - other),
        whole.length,
      ];
      const chunks = places.slice(1).map((end, index) => whole.subarray(places[index], end));
      const lines = split(...chunks);
      expect(lines).toEqual(split(whole));
      expect(lines.join("")).toBe(whole.toString());
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(LONGEST);
    }),
  );
});

test("joins a line that comes byte by byte", () => {
  const line = "x".repeat(5_000);
  const splitter = new LineSplitter(10_000);
  const lines = Array.from(line, (byte) => [...splitter.push(Buffer.from(byte))]);
  expect(lines.flat()).toEqual([]);
  expect(splitter.rest().toString()).toBe(line);
});
