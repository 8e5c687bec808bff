import { said } from "../article-facts";
import { foundWith } from "../host-facts";

const UNKNOWN = { reason: "NXDOMAIN" };

test("warns about a name that doesn't resolve from here", () => {
  const findings = foundWith({ name: UNKNOWN, lambda: undefined });
  expect(findings.map(said)).toMatchInlineSnapshot(`
    [
      {
        "advice": "run the doctor in the VPC if only that knows the name, or correct targetHost",
        "cause": "host-unresolved",
        "expected": "a name that resolves in the function's VPC",
        "seen": "it doesn't resolve from here (NXDOMAIN)",
        "subject": "db.internal",
      },
    ]
  `);
  expect(findings[0]?.severity).toBe("warning");
});

test("doesn't warn if the function resolved every name", () => {
  expect(foundWith({ name: UNKNOWN })).toEqual([]);
});

test("warns beside a function that couldn't resolve a name", () => {
  expect(foundWith({ name: UNKNOWN, lambda: { unresolvedNames: 1 } }).map(({ cause }) => cause)).toEqual([
    "host-function",
    "host-unresolved",
  ]);
});

test("a name without an address of the target group's family doesn't resolve", () => {
  const found = foundWith({ name: { addresses: ["fd00::10"] }, lambda: undefined });
  expect(found.map(({ seen }) => seen)).toEqual(["it doesn't resolve from here (no IPv4 address)"]);
});
