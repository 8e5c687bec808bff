const { default: Sequencer } = require("@jest/test-sequencer");

/** Suites that take minutes, the longest first (2026-11-26). Jest learns how long a suite takes, but not on a new machine. */
const LONG = [
  "terraform/random-changes",
  "terraform/option-changes",
  "e2e/changes",
  "terraform/interrupted",
  "terraform/change-matrix",
  "e2e/twin",
  "terraform/doctor",
  "terraform/everyday/article",
  "terraform/adoption",
  "private/rules/properties",
  "terraform/everyday/changes",
  "terraform/options",
  "e2e/doctor",
  "terraform/destroy",
  "languages/java",
  "terraform/proxy-protocol",
  "terraform/inventory",
  "package/node-versions",
  "e2e/check",
  "terraform/changes",
  "package/install",
  "languages/python-bindings",
  "terraform/module-rules",
  "terraform/module-plan",
];

/** Begins with what takes long, so that no processor waits for it in the end. */
module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = LONG.findIndex((suite) => path.endsWith(`/test/${suite}.test.ts`));
      return place < 0 ? LONG.length : place;
    };
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
};
