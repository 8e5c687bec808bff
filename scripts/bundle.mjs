// Completes lib/ with the code that its files import, so that installing the package doesn't install a provider or
// helper packages.
//
//     lib/index.js           the library; only the peer dependencies stay outside, since a second copy of cdktf wouldn't
//                            recognize the user's constructs
//     lib/cli.js             the command port-forward-nlb, loaded separately from the library
//     lib/cli/run-*.js       the code of each subcommand, loaded when it is called
//     lib/echo-server.js.gz  the echo server alone, for EchoServerInstance's user data. Compressed here, so that the
//                            user data is the same on every machine
//     lib/host-targets.zip   the Lambda function that keeps targets equal to what their names resolve to, as one
//                            CommonJS file. Lambda's runtime has the AWS SDK
//     NOTICE                 the licences of that code, where every language's package looks for them
//
//     node scripts/bundle.mjs [--programs] [FOLDER]
//
// `--programs` builds only the command, the echo server and the Lambda function, straight from the sources, in no time. FOLDER is the
// package's, by default this one.
import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { zipSync } from "fflate";
import { notices } from "./notices.mjs";

const {
  values: { programs: onlyPrograms },
  positionals: [folder = "."],
} = parseArgs({ options: { programs: { type: "boolean", default: false } }, allowPositionals: true });
const { name, peerDependencies, version } = JSON.parse(await readFile(inFolder("package.json"), "utf8"));
/** cdktf, or cdktn. The bindings of the AWS provider import cdktf. */
const [framework] = Object.keys(peerDependencies).sort();

/**
 * Makes the zip the same on every machine, whose time zone doesn't matter either: a date without `Z` is local, as are the
 * dates in a zip. Lambda requires files that everyone may read.
 */
const ZIP = { level: 9, mtime: "1980-01-01T00:00:00", os: 3, attrs: 0o100644 * 0x10000 };

const exported = onlyPrograms ? new Map() : await exportedNames();
const LIBRARY = {
  // Load each file on first use: an app that creates a PortForwardNlb doesn't pay for the rest.
  stdin: { contents: lazyIndex(exported), resolveDir: inFolder("lib") },
  // Tells Node.js the names that an ES module can import.
  footer: { js: `0 && (module.exports = { ${[...exported.keys()].join(", ")} });` },
  outfile: inFolder("lib/index.js"),
  allowOverwrite: true,
  alias: framework === "cdktf" ? {} : { cdktf: framework },
  external: Object.keys(peerDependencies),
};

const COMMAND = {
  entryPoints: ["cli/command/port-forward-nlb.ts"],
  outfile: inFolder("lib/cli.js"),
  define: { PACKAGE_VERSION: JSON.stringify(version) },
  plugins: [
    {
      name: "subcommands",
      setup: ({ onResolve }) => {
        onResolve({ filter: /^\.\/run-/ }, ({ path: name }) => ({
          path: `./cli/${path.basename(name)}.js`,
          external: true,
        }));
      },
    },
  ],
};

const SUBCOMMANDS = {
  entryPoints: (await readdir("cli/command"))
    .filter((file) => file.startsWith("run-"))
    .map((file) => `cli/command/${file}`),
  outdir: inFolder("lib/cli"),
  allowOverwrite: true,
  // Styles and script of the page that `map` writes.
  loader: { ".css": "text", ".script.js": "text" },
  // Use the ES modules of the AWS clients, so that the bundle has only the code that is called.
  mainFields: ["module", "main"],
};

const ECHO_SERVER = {
  entryPoints: ["cli/command/echo-server.ts"],
  outfile: inFolder("lib/echo-server.js"),
  minify: true,
  legalComments: "none",
  write: false,
};

const HOST_TARGETS = {
  entryPoints: ["host-targets/handler.ts"],
  outfile: inFolder("lib/host-targets.js"),
  target: "node22",
  external: ["@aws-sdk/*"],
  minify: true,
  legalComments: "none",
  write: false,
};

const bundles = await Promise.all(
  (onlyPrograms ? [] : [LIBRARY]).concat(COMMAND, SUBCOMMANDS, ECHO_SERVER, HOST_TARGETS).map(bundle),
);
await chmod(COMMAND.outfile, 0o755);
const [echoServer, hostTargets] = bundles.slice(-2).map(({ outputFiles: [file] }) => file.contents);
await writeFile(`${ECHO_SERVER.outfile}.gz`, gzipSync(echoServer, { level: 9 }));
await writeFile(inFolder("lib/host-targets.zip"), zipSync({ "index.js": hostTargets }, ZIP));
const files = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
const wrong = files.filter((file) => /node_modules\/(cdktf|cdktn|constructs)\//.test(file));
if (wrong.length > 0) throw new Error(`bundles hold the framework: ${wrong.join(", ")}`);
if (!onlyPrograms) await writeFile(inFolder("NOTICE"), await notices(name, files));

function inFolder(file) {
  return path.join(folder, file);
}

function bundle(options) {
  return build({
    bundle: true,
    platform: "node",
    target: "node20.9",
    metafile: true,
    logLevel: "warning",
    ...options,
  });
}

/** Returns the exports of lib/index.js as jsii compiled it, each with its file. */
async function exportedNames() {
  const require = createRequire(path.resolve(inFolder("lib/index.js")));
  const index = await readFile(inFolder("lib/index.js"), "utf8");
  const files = [...index.matchAll(/__exportStar\(require\("(.*)"\), exports\)/g)].map(([, file]) => file);
  return new Map(files.flatMap((file) => Object.keys(require(file)).map((name) => [name, file])));
}

function lazyIndex(exported) {
  const getters = [...exported].map(([name, file]) => `${name}: () => require("${file}").${name}`);
  return `for (const [name, get] of Object.entries({ ${getters.join(", ")} })) {
    Object.defineProperty(exports, name, { enumerable: true, get });
  }`;
}
