import config from "./jest.config.mjs";

// Unit tests only, without the property tests, which find the same at a thousand times the cost, and without the
// instance's tests: with the mutants in it, the echo server is too large for user data. Suites that need the fake AWS
// would need its preparation.
const unit = config.projects.find(({ displayName }) => displayName === "unit");

export default {
  ...unit,
  testPathIgnorePatterns: [
    ...unit.testPathIgnorePatterns,
    "properties.test.ts",
    "test/echo-server-instance.test.ts",
    "test/host-targets/(bundle|handler|host-targets).test.ts",
  ],
};
