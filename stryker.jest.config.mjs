import config from "./jest.config.mjs";

// Unit tests only, and not the properties: they find the same at a thousand times the price.
const unit = config.projects.find(({ displayName }) => displayName === "unit");

export default {
  ...unit,
  testPathIgnorePatterns: [...unit.testPathIgnorePatterns, "properties.test.ts"],
};
