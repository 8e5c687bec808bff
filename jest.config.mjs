const project = {
  transform: {
    "\\.[tj]s$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  // the one library of ours that is published as an ES module only
  transformIgnorePatterns: ["/node_modules/(?!markdown-table/)"],
  modulePathIgnorePatterns: ["<rootDir>/reports/"],
  moduleNameMapper: { "^cdktf-port-forward-nlb$": "<rootDir>/src" },
};

export default {
  // The suites on real Terraform mostly wait: for a load balancer the provider always takes 60 seconds.
  maxWorkers: 6,
  projects: [
    {
      ...project,
      displayName: "unit",
      globalSetup: "<rootDir>/test/build.ts",
      setupFilesAfterEnv: ["<rootDir>/test/fast-tokens.ts"],
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: [
        "<rootDir>/test/echo/",
        "<rootDir>/test/terraform/",
        "<rootDir>/test/package/",
        "<rootDir>/test/languages/",
        "<rootDir>/test/e2e/",
      ],
    },
    {
      ...project,
      displayName: "echo",
      testMatch: ["<rootDir>/test/echo/**/*.test.ts"],
      globalSetup: "<rootDir>/test/echo/support/setup.ts",
    },
    {
      ...project,
      displayName: "terraform",
      testMatch: ["<rootDir>/test/terraform/**/*.test.ts"],
      globalSetup: "<rootDir>/test/terraform/support/setup.ts",
      setupFilesAfterEnv: ["<rootDir>/test/terraform/support/timeout.ts"],
    },
    {
      ...project,
      displayName: "e2e",
      testMatch: ["<rootDir>/test/e2e/**/*.test.ts"],
      globalSetup: "<rootDir>/test/e2e/support/setup.ts",
      setupFilesAfterEnv: ["<rootDir>/test/terraform/support/timeout.ts"],
    },
    {
      ...project,
      displayName: "languages",
      testMatch: ["<rootDir>/test/languages/**/*.test.ts"],
      globalSetup: "<rootDir>/test/languages/support/setup.ts",
      setupFilesAfterEnv: ["<rootDir>/test/terraform/support/timeout.ts"],
    },
    {
      ...project,
      displayName: "package",
      testMatch: ["<rootDir>/test/package/**/*.test.ts"],
      globalSetup: "<rootDir>/test/package/setup.ts",
    },
  ],
};
