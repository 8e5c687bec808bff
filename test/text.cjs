// Loads a file as text, like esbuild's loader `text`.
module.exports = { process: (text) => ({ code: `module.exports = ${JSON.stringify(text)};` }) };
