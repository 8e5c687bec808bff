/** @needs package:cdktn */

import { execFileSync } from "node:child_process";

jest.setTimeout(600_000);

/** How much longer a synthesis may take than another one. */
const LIMITS = [
  { one: "cdktf", other: "bare", most: 1.1 },
  { one: "cdktn", other: "cdktf", most: 1.05 },
];

test.each(LIMITS)(
  "2,000 forwards over 40 load balancers by $one take at most $most of the time by $other, rules included",
  ({ one, other, most }) => {
    const output = execFileSync("node", ["test/package/synth-ratio.mjs", one, other, String(most)], {
      encoding: "utf8",
    });
    process.stdout.write(`synthesis: ${output}`);
    const { ratio } = JSON.parse(output) as { ratio: number };
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThanOrEqual(most);
  },
);
