import { create } from "xmlbuilder";
import { visibleText } from "../../echo/visible";

/** The test suite of one load balancer. */
export interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
  /** Text that belongs to no case. */
  readonly output?: string;
}

export interface Case {
  readonly name: string;
  readonly seconds?: number;
  /** Undefined if it wasn't checked. */
  readonly ok: boolean | undefined;
  /** What was found. May contain untrusted text. */
  readonly message: string;
}

/** Returns a report as JUnit XML, which CI systems read. */
export function junitXml(suites: readonly Suite[]): string {
  const report = create("testsuites", { encoding: "UTF-8" });
  for (const { name, cases, output } of suites) {
    const classname = visibleText(name);
    const suite = report.element("testsuite", {
      name: classname,
      tests: cases.length,
      failures: cases.filter(({ ok }) => ok === false).length,
      skipped: cases.filter(({ ok }) => ok === undefined).length,
    });
    for (const { name: title, seconds = 0, ok, message } of cases) {
      const testCase = suite.element("testcase", { classname, name: visibleText(title), time: seconds.toFixed(3) });
      const text = lines(message);
      if (ok === undefined) testCase.element("skipped", { message: text });
      else if (!ok) testCase.element("failure", { message: text });
      else if (text !== "") testCase.element("system-out", text);
    }
    if (output !== undefined) suite.element("system-out", lines(output));
  }
  return `${report.end({ pretty: true })}\n`;
}

function lines(text: string): string {
  return text.split("\n").map(visibleText).join("\n");
}
