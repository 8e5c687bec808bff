const { default: Sequencer } = require("@jest/test-sequencer");

/** Projects whose suites wait for something else than a processor: they begin first. */
const WAITING = ["e2e", "everyday", "terraform", "lists"];

/** Begins with what takes long, also on a machine where jest doesn't know yet how long each suite takes. */
module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ context }) => {
      const place = WAITING.indexOf(context.config.displayName?.name);
      return place < 0 ? WAITING.length : place;
    };
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
};
