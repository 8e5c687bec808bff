import config from "./jest.config.mjs";

// Unit tests only, and not the properties: they find the same at a thousand times the price. Nor the instance's: with the
// mutants in it, the echo server is too long for user data.
const unit = config.projects.find(({ displayName }) => displayName === "unit");

export default {
  ...unit,
  testPathIgnorePatterns: [...unit.testPathIgnorePatterns, "properties.test.ts", "test/echo-server-instance.test.ts"],
};
