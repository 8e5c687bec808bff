/** Breaks the rules and the echo server on purpose, one place at a time, and counts what the tests detect. */
export default {
  mutate: [
    "src/private/rules/*.ts",
    "src/private/{addresses,names,name-registry,nlb-security-group,vpc}.ts",
    "src/private/{csv,defaults}/*.ts",
    "echo/*.ts",
    // A broken server makes each of its tests wait.
    "!echo/echo-server.ts",
    "host-targets/{event,plan,wanted,metrics,log}.ts",
    "cli/command/{echo-log,health-check-filter}.ts",
  ],
  testRunner: "jest",
  jest: { projectType: "custom", configFile: "stryker.jest.config.mjs" },
  coverageAnalysis: "perTest",
  ignoreStatic: false,
  concurrency: 2,
  reporters: ["clear-text", "progress", "json"],
  jsonReporter: { fileName: "reports/mutation.json" },
  thresholds: { high: 95, low: 90, break: 90 },
  tempDirName: "reports/stryker",
  // jsii-docgen would read the assembly of a copy that is left behind.
  cleanTempDir: "always",
};
