/**
 * Writes a value to the log as a line of JSON in ASCII, so that a terminal doesn't act on text from elsewhere.
 *
 * Lambda's `console` would add a prefix, which CloudWatch doesn't accept before embedded metrics.
 */
export function log(line: object): void {
  const text = JSON.stringify(line).replace(/[^ -~]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${code}`;
  });
  process.stdout.write(`${text}\n`);
}
