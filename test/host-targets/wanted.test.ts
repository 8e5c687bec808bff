import { CidrBlocks } from "../../host-targets/addresses";
import { wantedTargets } from "../../host-targets/wanted";
import { PRIVATE_RANGES } from "../../src/private/rules/forward-target";
import { answersOf, groupOf, VPC_BLOCKS } from "./support/example";

/** Returns what a name with one address makes of it. */
function wanted(address: string, vpcBlocks = VPC_BLOCKS) {
  const family = address.includes(":") ? "ipv6" : "ipv4";
  const group = groupOf(family, { name: "db.internal", port: 5432 });
  return wantedTargets(group, answersOf(family, { "db.internal": [address] }), vpcBlocks);
}

test.each(["127.0.0.1", "169.254.169.254", "224.0.0.1", "255.255.255.255", "0.0.0.0", "198.51.100.1", "172.32.0.0"])(
  "rejects %s, whatever the name",
  (address) => {
    expect(wanted(address)).toMatchObject({
      targets: [],
      refused: [{ name: "db.internal", address }],
      unusable: ["db.internal"],
      complete: false,
    });
  },
);

test.each(["::", "::1", "fe80::1", "ff02::1", "::ffff:10.0.0.10", "::ffff:a00:a", "64:ff9b::a00:a"])(
  "rejects %s as the target of an IPv6 group",
  (address) => {
    expect(wanted(address).refused).toEqual([{ name: "db.internal", address }]);
  },
);

test.each(["2001:db8::10", "fd00::10", "fcff::1"])("%s is the target of an IPv6 group", (address) => {
  expect(wanted(address)).toMatchObject({ targets: [{ address, external: false }], refused: [] });
});

test("accepts the private ranges that the library accepts, to their ends", () => {
  for (const range of PRIVATE_RANGES) {
    const { last } = range.usableRange();
    for (const address of [range.first, last].map(String)) expect(wanted(address).refused).toEqual([]);
  }
});

test("accepts a public address only in the VPC", () => {
  expect(wanted("198.51.100.1").targets).toEqual([]);
  expect(wanted("198.51.100.1", new CidrBlocks("198.51.100.0/24")).targets).toEqual([
    { address: "198.51.100.1", port: 5432, external: false, name: "db.internal" },
  ]);
});

test("never accepts loopback or multicast addresses, even if vpcCidrBlocks has everything", () => {
  const everything = new CidrBlocks("0.0.0.0/0", "::/0");
  for (const address of ["127.0.0.1", "169.254.0.1", "239.0.0.1", "0.0.0.0", "::1", "fe80::1", "ff02::1"]) {
    expect(wanted(address, everything).targets).toEqual([]);
  }
});

test("an address outside the known blocks is external, unless the host says otherwise", () => {
  expect(wanted("172.31.129.10").targets).toMatchObject([{ external: false }]);
  expect(wanted("10.0.0.10").targets).toMatchObject([{ external: true }]);
  expect(wanted("10.0.0.10", new CidrBlocks()).targets).toMatchObject([{ external: false }]);
  // The VPC's IPv4 blocks say nothing about IPv6 addresses.
  expect(wanted("2001:db8::10").targets).toMatchObject([{ external: false }]);
  expect(wanted("2001:db8::10", new CidrBlocks("2001:db9::/56")).targets).toMatchObject([{ external: true }]);
  const hosts = [
    { name: "in", port: 1, external: false },
    { name: "out", port: 1, external: true },
  ];
  const answers = answersOf("ipv4", { in: ["10.0.0.10"], out: ["172.31.129.10"] });
  expect(wantedTargets(groupOf("ipv4", ...hosts), answers, VPC_BLOCKS).targets).toMatchObject([
    { address: "10.0.0.10", external: false },
    { address: "172.31.129.10", external: true },
  ]);
});

test("names that share an address and port share a target; another port is another target", () => {
  const hosts = [
    { name: "a", port: 1 },
    { name: "b", port: 1 },
    { name: "c", port: 2 },
  ];
  const answers = answersOf("ipv4", { a: ["10.0.0.10"], b: ["10.0.0.10"], c: ["10.0.0.10"] });
  expect(wantedTargets(groupOf("ipv4", ...hosts), answers, VPC_BLOCKS).targets).toEqual([
    { address: "10.0.0.10", port: 1, external: true, name: "a" },
    { address: "10.0.0.10", port: 2, external: true, name: "c" },
  ]);
});

test("a group isn't complete if one of its names didn't resolve", () => {
  const group = groupOf("ipv4", { name: "a", port: 1 }, { name: "b", port: 1 });
  const answers = answersOf("ipv4", { a: ["10.0.0.10"], b: "NXDOMAIN" });
  expect(wantedTargets(group, answers, VPC_BLOCKS)).toMatchObject({
    targets: [{ address: "10.0.0.10" }],
    complete: false,
  });
});

test("an IPv6 address is written in its shortest notation", () => {
  expect(wanted("2001:0db8:0000:0000:0000:0000:0000:0010").targets).toMatchObject([{ address: "2001:db8::10" }]);
});
