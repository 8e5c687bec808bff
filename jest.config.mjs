const project = {
  // Not in a run's temporary folder, which is deleted with the run.
  cacheDirectory: "<rootDir>/node_modules/.cache/jest",
  transform: {
    // Styles and script of the page that `map` writes, as in the bundle.
    "(\\.css|\\.script\\.js)$": "<rootDir>/test/text.cjs",
    "\\.[tj]s$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  // Dependencies that are published only as ES modules.
  transformIgnorePatterns: ["/node_modules/(?!(escape-goat|markdown-table|p-limit|yocto-queue)/)"],
  modulePathIgnorePatterns: ["<rootDir>/cdkt[fn]/build/", "<rootDir>/reports/"],
  moduleNameMapper: { "^cdktf-port-forward-nlb$": "<rootDir>/src" },
};

/** Returns a Jest project for the suites of some folders. */
function suites(displayName, ...folders) {
  return { ...project, displayName, testMatch: folders.map((folder) => `<rootDir>/test/${folder}`) };
}

const patient = { setupFilesAfterEnv: ["<rootDir>/test/setup/timeout.ts"] };
const onTerraform = { setupFilesAfterEnv: ["<rootDir>/test/fast-tokens.ts", ...patient.setupFilesAfterEnv] };

/** Suites that measure time or memory. */
const MEASURED = [
  "languages/python-time.test.ts",
  "package/command.test.ts",
  "package/echo-load.test.ts",
  "package/growth.test.ts",
  "package/synth-ratio.test.ts",
];
const ignoringMeasured = { testPathIgnorePatterns: MEASURED.map((file) => `<rootDir>/test/${file}`) };

// The groups of suites and their needs are in test/setup/run.ts and test/setup/needs.ts.
export default {
  // The suites on real Terraform mostly wait: for a load balancer the provider always takes 60 seconds.
  maxWorkers: 6,
  // Jest's own limit is for a machine that does nothing else.
  testTimeout: 30_000,
  testSequencer: "<rootDir>/test/setup/sequencer.cjs",
  projects: [
    {
      ...suites("unit", "**/*.test.ts"),
      globals: { FRAMEWORK: "cdktf" },
      setupFilesAfterEnv: ["<rootDir>/test/fast-tokens.ts"],
      testPathIgnorePatterns: [
        "echo/haproxy",
        "terraform",
        "package",
        "languages",
        "e2e",
        "cli/map/browser",
        "site",
      ].map((folder) => `<rootDir>/test/${folder}/`),
    },
    {
      // The library on CDK Terrain, without its random lists.
      ...suites("cdktn", "*.test.ts", "field/**/*.test.ts", "private/**/*.test.ts"),
      globals: { FRAMEWORK: "cdktn" },
      setupFilesAfterEnv: ["<rootDir>/test/fast-tokens.ts"],
      testPathIgnorePatterns: ["<rootDir>/test/private/rules/properties.test.ts"],
      moduleNameMapper: {
        ...project.moduleNameMapper,
        "^cdktf$": "<rootDir>/cdktn/node_modules/cdktn",
        "^cdktf/(.*)$": "<rootDir>/cdktn/node_modules/cdktn/$1",
        "^constructs$": "<rootDir>/cdktn/node_modules/constructs",
      },
    },
    suites("echo", "echo/haproxy/*.test.ts"),
    { ...suites("everyday", "terraform/everyday/*.test.ts"), ...onTerraform },
    // The same suite as among the unit tests, with many more lists.
    {
      ...suites("lists", "private/rules/properties.test.ts"),
      setupFilesAfterEnv: ["<rootDir>/test/fast-tokens.ts", "<rootDir>/test/setup/many-lists.ts"],
    },
    { ...suites("terraform", "terraform/*.test.ts"), ...onTerraform },
    { ...suites("e2e", "e2e/*.test.ts"), ...onTerraform },
    { ...suites("languages", "languages/*.test.ts"), ...patient, ...ignoringMeasured },
    suites("browser", "cli/map/browser/*.test.ts", "site/*.test.ts"),
    { ...suites("package", "package/*.test.ts"), ...ignoringMeasured },
    { ...suites("measured", ...MEASURED), ...patient },
  ],
};
