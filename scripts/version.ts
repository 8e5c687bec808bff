// Copies the version that `npm version` sets in package.json to the places where users read it, and dates the
// changelog.
import { readFileSync, writeFileSync } from "node:fs";

/** The files that contain the version, and the text before it. */
const PLACES = [
  { file: "README.md", before: "cdktn-port-forward-nlb-" },
  { file: "docs/getting-started.md", before: "cdktn-port-forward-nlb-" },
  { file: "docs/cdk-terrain.md", before: "-port-forward-nlb-" },
  { file: "terraform/README.md", before: 'version = "' },
  { file: "terraform/modules/addresses/README.md", before: 'version = "' },
  { file: "examples/python/requirements.txt", before: "cdktf-port-forward-nlb==" },
  { file: "examples/java/pom.xml", before: "<artifactId>cdktf-port-forward-nlb</artifactId>\n      <version>" },
  { file: "examples/go/go.mod", before: "cdktf-port-forward-nlb-go/portforwardnlb v" },
  { file: "examples/csharp/Article.csproj", before: 'Include="PortForwardNlb" Version="' },
];

const { npm_old_version: last = "", npm_new_version: version = "" } = process.env;
const today = new Date().toISOString().slice(0, 10);

for (const { file, before } of PLACES) replace(file, before + last, before + version);
replace("CHANGELOG.md", "## [Unreleased]\n", `## [Unreleased]\n\n## [${version}] - ${today}\n`);

function replace(file: string, from: string, to: string): void {
  const text = readFileSync(file, "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not have ${JSON.stringify(from)}`);
  writeFileSync(file, text.replaceAll(from, to));
}
