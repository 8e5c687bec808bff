import { RUNS } from "./growth";

jest.setTimeout(300_000);

/** Linear time is at most 4 times as long; quadratic time is 16 times. */
const MOST_TIMES = 6;

test.each(Object.entries(RUNS))(
  `8,000 rows take %s at most ${MOST_TIMES} times as long as 2,000`,
  async (name, run) => {
    const few = Math.min(await run(2_000), await run(2_000));
    let many = await run(8_000);
    // Measure again: the machine may be busy.
    if (many / few >= MOST_TIMES) many = Math.min(many, await run(8_000));
    process.stdout.write(`${name}: 2,000 rows ${few.toFixed(2)} s, 8,000 rows ${many.toFixed(2)} s\n`);
    expect(many / few).toBeLessThan(MOST_TIMES);
  },
);
