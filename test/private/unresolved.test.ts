import { Fn, Lazy, Token } from "cdktf";
import fc from "fast-check";
import { isTemplate, isUnresolved } from "../../src/private/unresolved";

// Compares with cdktf's own token detection. Strings with the user's own interpolations are unresolved, too.

const inner = { resolve: (): string => "x", creationStack: [], toString: (): string => "x" };

test.each<[string, unknown]>([
  ["a string", Token.asString(inner)],
  ["a string with more around it", `a-${Token.asString(inner)}-b`],
  ["a number", Token.asNumber(inner)],
  ["a list of strings", Token.asList(inner)],
  ["a list of numbers", Token.asNumberList(inner)],
  ["a map of strings", Token.asStringMap(inner)],
  ["a map of numbers", Token.asNumberMap(inner)],
  ["a map of booleans", Token.asBooleanMap(inner)],
  ["a map of anything", Token.asAnyMap(inner)],
  ["anything", Token.asAny("x")],
  ["a function", Fn.lengthOf(Token.asList(inner))],
  ["a lazy value", Lazy.anyValue({ produce: () => "x" })],
])("%s that is a token is unresolved", (_, token) => {
  expect(Token.isUnresolved(token)).toBe(true);
  expect(isUnresolved(token)).toBe(true);
});

test("numbers that are tokens, however many there are", () => {
  for (let count = 0; count < 1000; count++) expect(isUnresolved(Token.asNumber({ ...inner }))).toBe(true);
});

test("any other value is unresolved only if it contains an interpolation", () => {
  const bits = fc.uint8Array({ minLength: 8, maxLength: 8 }).map((bytes) => new DataView(bytes.buffer).getFloat64(0));
  const value = fc.oneof(fc.anything({ withNullPrototype: true, withBigInt: true }), bits, fc.double(), fc.array(bits));
  fc.assert(
    fc.property(value, (given) => {
      const byCdktf = Token.isUnresolved(given);
      expect(isUnresolved(given)).toBe(typeof given === "string" ? byCdktf || isTemplate(given) : byCdktf);
    }),
    { numRuns: 5_000 },
  );
});

test.each([
  "",
  "a",
  0,
  -1,
  443,
  -1e300,
  1e300,
  NaN,
  -Infinity,
  Infinity,
  -(2 ** 992),
  -(2 ** 993),
  true,
  null,
  undefined,
  [],
  {},
  ["a"],
  ["a", "b"],
  "$${a}",
  "%%{a}",
  "#{TfToken[",
  ["#{TfToken["],
  { a: "&{TfToken[" },
])("%j is not unresolved", (value) => {
  expect(isUnresolved(value)).toBe(false);
});
