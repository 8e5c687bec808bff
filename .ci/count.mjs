// node .ci/count.mjs FOLDER GROUP FILE: prints how many tests of a group passed and failed, by the reports that npm test
// leaves, and appends the names of those that failed to a file

import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

const [folder, group, names] = process.argv.slice(2);
const reports = readdirSync(folder).filter((name) => name.startsWith(`${group}-`) && name.endsWith(".json"));
if (reports.length === 0) throw new Error(`${folder} has no report of ${group}`);

let passed = 0;
let failed = 0;
for (const name of reports) {
  const report = JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
  passed += report.numPassedTests;
  // a test that did not run has not passed
  failed += report.numTotalTests - report.numPassedTests + report.numRuntimeErrorTestSuites;
  for (const suite of report.testResults) {
    const file = path.relative(process.cwd(), suite.name);
    const tests = suite.assertionResults.filter(({ status }) => status !== "passed");
    for (const { fullName, failureMessages } of tests) {
      appendFileSync(names, `${file}: ${fullName}\n${firstLines(failureMessages.join("\n"))}\n`);
    }
    if (tests.length === 0 && suite.status === "failed") {
      appendFileSync(names, `${file}: did not run\n${firstLines(suite.message)}\n`);
    }
  }
}
console.log(passed, failed);

/** Returns what a failure says, without the stack, which is in the output above. */
function firstLines(message) {
  const lines = stripVTControlCharacters(message).split("\n");
  const stack = lines.findIndex((line) => /^\s+at /.test(line));
  return lines.slice(0, Math.min(12, stack < 0 ? Infinity : stack)).join("\n");
}
