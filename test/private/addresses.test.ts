import { parseAddress, parseBlock, parseCidr } from "../../src/private/addresses";

test.each([
  ["172.31.128.0/32", "172.31.128.0", true],
  ["172.31.128.0/32", "172.31.128.1", false],
  ["0.0.0.0/0", "255.255.255.255", true],
  ["0.0.0.0/0", "::", false],
  ["2001:db8::/128", "2001:db8::", true],
  ["2001:db8::/128", "2001:db8::1", false],
  ["::/0", "10.0.0.1", false],
])("%s and %s", (block, address, contains) => {
  const parsed = parseAddress(address);
  expect(parsed && parseCidr(block)?.contains(parsed)).toBe(contains);
});

test.each(["172.31.128.0/33", "2001:db8::/129", "172.31.128.0/", "172.31.128.0", "/17", "", 17, undefined])(
  "%p is no block",
  (text) => {
    expect(parseCidr(text)).toBeUndefined();
  },
);

test.each([
  ["172.31.0.0/16", "172.31.128.10", true, true],
  ["172.31.128.10", "172.31.128.10", true, true],
  ["172.31.128.0/17", "172.31.0.0/16", false, true],
  ["172.31.128.0/17", "172.31.0.0/17", false, false],
  ["0.0.0.0/0", "2001:db8::1", false, false],
  ["2001:db8::/32", "2001:db8::1", true, true],
])("%s beside %s", (one, other, covers, overlaps) => {
  const [block, beside] = [parseBlock(one), parseBlock(other)];
  expect(beside && block?.covers(beside)).toBe(covers);
  expect(beside && block?.overlaps(beside)).toBe(overlaps);
  expect(block && beside?.overlaps(block)).toBe(overlaps);
});
