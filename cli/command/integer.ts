import { InvalidArgumentError } from "commander";

/** Returns a parser for an option whose value is an integer within bounds. */
export function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Use an integer from ${least} to ${most}.`);
  };
}
