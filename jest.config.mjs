const project = {
  transform: {
    // style and script of the page that `map` writes, as the bundle has them
    "(\\.css|\\.script\\.js)$": "<rootDir>/test/text.cjs",
    "\\.[tj]s$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  // those libraries of ours that are published as ES modules only
  transformIgnorePatterns: ["/node_modules/(?!(escape-goat|markdown-table|p-limit|yocto-queue)/)"],
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
        "<rootDir>/test/map/browser/",
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
      displayName: "browser",
      testMatch: ["<rootDir>/test/map/browser/**/*.test.ts"],
      globalSetup: "<rootDir>/test/map/browser/support/setup.ts",
    },
    {
      ...project,
      displayName: "package",
      testMatch: ["<rootDir>/test/package/**/*.test.ts"],
      globalSetup: "<rootDir>/test/package/setup.ts",
    },
  ],
};
