const { default: Sequencer } = require("@jest/test-sequencer");

/**
 * Suites that take minutes, as they start (2026-11-28): among those that mostly wait, some that keep a processor busy. Jest learns how
 * long a suite takes, but not on a new machine.
 */
const LONG = [
  "terraform/random-changes",
  "e2e/changes",
  "terraform/option-changes",
  "terraform/impact",
  "terraform/interrupted",
  "terraform/change-matrix",
  "e2e/twin",
  "terraform/everyday/article",
  "private/rules/properties",
  "package/bench",
  "terraform/doctor",
  "terraform/everyday/changes",
  "terraform/module-rules",
  "terraform/adoption",
  "e2e/doctor",
  "terraform/destroy",
  "terraform/first-plan",
  "terraform/options",
  "terraform/addresses",
  "terraform/inventory",
  "terraform/surroundings",
  "terraform/changes",
  "e2e/check",
  "e2e/host-targets",
  "terraform/proxy-protocol",
  "terraform/internet-facing",
  "terraform/module-instances",
  "terraform/module-article",
  "languages/python-bindings",
  "terraform/module-plan",
  "languages/java",
  "package/install",
  "package/node-versions",
  "private/rules/strange-values",
  "site/site",
  "terraform/cdktn",
  "package/cdktn",
];

/** Starts the longest suites first, so that no processor is idle at the end. */
module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = LONG.findIndex((suite) => path.endsWith(`/test/${suite}.test.ts`));
      return place < 0 ? LONG.length : place;
    };
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
};
