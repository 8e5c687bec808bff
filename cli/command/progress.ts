import { Presets, SingleBar } from "cli-progress";

/** Shows progress on standard error: a bar on a terminal, otherwise a line every few seconds. */
export interface Progress {
  advance: (failed: boolean) => void;
  end: () => void;
}

/** Time between two lines if standard error isn't a terminal. */
const EVERY_MILLISECONDS = 10_000;

export function progress(total: number): Progress {
  let failed = 0;
  const bar = new SingleBar(
    {
      format: `${process.stderr.isTTY ? "{bar} " : ""}{value} of {total} checked, {failed} failed, {duration_formatted}`,
      stream: process.stderr,
      noTTYOutput: true,
      notTTYSchedule: EVERY_MILLISECONDS,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0, { failed });
  return {
    advance: (isFailed) => {
      if (isFailed) failed += 1;
      bar.increment({ failed });
    },
    end: () => {
      bar.stop();
    },
  };
}
