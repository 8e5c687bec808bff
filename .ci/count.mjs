// node .ci/count.mjs FOLDER GROUP: prints how many tests of a group passed and failed, by the reports that npm test leaves

import { readdirSync, readFileSync } from "node:fs";

const [folder, group] = process.argv.slice(2);
const reports = readdirSync(folder).filter((name) => name.startsWith(`${group}-`) && name.endsWith(".json"));
if (reports.length === 0) throw new Error(`${folder} has no report of ${group}`);

let passed = 0;
let failed = 0;
for (const name of reports) {
  const report = JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
  passed += report.numPassedTests;
  // a test that did not run has not passed
  failed += report.numTotalTests - report.numPassedTests + report.numRuntimeErrorTestSuites;
}
console.log(passed, failed);
