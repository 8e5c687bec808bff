// Measures a run of an application. Plain JavaScript, like the applications, so that no time goes into compiling.
const { createRequire } = require("node:module");
const path = require("node:path");
const { loadBalancers } = require("./list.cjs");

/**
 * Runs an application as `node <application> <tree> <forwards> <outdir>`, and prints milliseconds and peak memory as
 * JSON.
 *
 * @param {object} application
 * @param {(require: NodeJS.Require) => unknown} application.framework loads cdktf or its counterpart
 * @param {(require: NodeJS.Require, framework: unknown) => unknown} application.library loads the measured library
 * @param {Function} application.construct creates the app for the list
 */
exports.measure = function measure({ framework, library, construct }) {
  const [tree, forwards, outdir] = process.argv.slice(2);
  const require = createRequire(path.join(path.resolve(tree), "package.json"));
  const list = loadBalancers(Number(forwards));
  const times = [performance.now()];
  const lap = (value) => {
    times.push(performance.now());
    return value;
  };
  const loadedFramework = lap(framework(require));
  const loadedLibrary = lap(library(require, loadedFramework));
  const app = lap(construct(loadedFramework, loadedLibrary, list, outdir));
  lap(app.synth());
  const [frameworkMs, libraryMs, constructMs, synthMs] = times.slice(1).map((time, index) => time - times[index]);
  const memoryMib = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`${JSON.stringify({ frameworkMs, libraryMs, constructMs, synthMs, memoryMib })}\n`);
};
