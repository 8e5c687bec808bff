import type { PortForward } from "../../port-forward";
import { decoded, NOT_DECODED } from "../decoded";
import { shown } from "../shown";
import { type Column, columnsOf, nameOf, REQUIRED } from "./header";
import { expanded, lengthOf } from "./port-range";
import { type CsvRecord, recordsOf } from "./records";
import { readRow } from "./row";
import { type Separator, separatorOf } from "./separator";

/** The forwards in a file, or a sentence for each invalid cell. */
export interface ReadForwards {
  readonly forwards: PortForward[];
  readonly problems: string[];
}

/** Stop reading after this many problems: nobody reads more, and a long file can have gigabytes of them. */
const MOST_PROBLEMS = 1000;

/** The ranges of a file can't yield more forwards than there are ports, since each listener has its own. */
const MOST_OF_RANGES = 65_535;

export function readForwards(bytes: Uint8Array): ReadForwards {
  const text = decoded(bytes);
  return text === undefined ? refused(`${NOT_DECODED}. Save it as CSV UTF-8.`) : readForwardsText(text);
}

/** Reads the list from the text of a file. */
export function readForwardsText(content: string): ReadForwards {
  // `sep=;` tells Excel the separator. Keep the empty line, so that line numbers match the file.
  const text = content.replace(/^sep=.(?=[\r\n])/i, "");
  const separator = separatorOf(text);
  if (typeof separator === "string") return refused(separator);
  const records = recordsOf(text, separator, afterIncomplete(MOST_PROBLEMS));
  if (typeof records === "string") return refused(records);
  const [head, ...rows] = records;
  if (!head) return refused("is empty. Add a header row with the names of the props.");

  const columns = columnsOf(head, rows);
  return "problems" in columns
    ? { forwards: [], problems: columns.problems }
    : readRows(rows, columns.columns, separator);
}

/** Whether more than `most` records lack a required cell: each has at least one problem. */
function afterIncomplete(most: number): (record: CsvRecord) => boolean {
  let incomplete = 0;
  return ({ cells }) => {
    if (cells.filter((cell) => cell !== "").length < REQUIRED.length) incomplete += 1;
    // One of them can be the header.
    return incomplete > most + 1;
  };
}

function refused(problem: string): ReadForwards {
  return { forwards: [], problems: [problem] };
}

function readRows(rows: readonly CsvRecord[], columns: readonly Column[], separator: Separator): ReadForwards {
  const forwards: PortForward[] = [];
  const problems: string[] = [];
  let ofRanges = 0;
  for (const record of rows) {
    const { forward, ranges, problems: own } = readRow(record, columns, separator);
    for (const problem of own) problems.push(problem);
    if (problems.length > MOST_PROBLEMS) {
      const rest = `has more problems from line ${record.line} on. Fix these first.`;
      return { forwards: [], problems: [...problems.slice(0, MOST_PROBLEMS), rest] };
    }
    if (own.length > 0) continue;
    const { listenerPort } = ranges;
    if (listenerPort) ofRanges += lengthOf(listenerPort);
    if (listenerPort && ofRanges > MOST_OF_RANGES) {
      const place = `line ${record.line}, column ${nameOf("listenerPort", columns)}`;
      const sentence = `with the range ${shown(listenerPort.text)}, the file's ranges have ${ofRanges} ports`;
      problems.push(`${place}: ${sentence}, but there are only ${MOST_OF_RANGES}. List each listener port once.`);
      break;
    }
    for (const each of expanded(forward, ranges)) forwards.push(each);
  }
  return { forwards: problems.length > 0 ? [] : forwards, problems };
}
