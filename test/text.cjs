// What esbuild's loader `text` does: a file that is a text where it is imported.
module.exports = { process: (text) => ({ code: `module.exports = ${JSON.stringify(text)};` }) };
