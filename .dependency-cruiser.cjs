// The rooms, and what each may import: see CONTRIBUTING.md. Types count as imports, too.

/** Forbids a folder to import from others. */
function room(folder, others) {
  return {
    name: `${folder}-does-without`,
    comment: `${folder}/ imports none of ${others.join("/, ")}/.`,
    severity: "error",
    from: { path: `^${folder}/` },
    to: { path: `^(${others.join("|")})/` },
  };
}

/** Forbids a folder to import CDKTF. scripts/bundle.mjs refuses it in what they import, too. */
function withoutCdktf(folder) {
  return {
    name: `${folder}-without-cdktf`,
    comment: `${folder}/ starts fast, because it loads no CDKTF.`,
    severity: "error",
    from: { path: `^${folder}/` },
    to: { path: "node_modules/(cdktf|constructs|@cdktf)/" },
  };
}

module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    room("src", ["cli", "echo", "host-targets", "module", "test", "scripts", "bench"]),
    room("cli", ["host-targets", "module", "test", "scripts", "bench"]),
    room("echo", ["cli", "host-targets", "module", "test", "scripts", "bench"]),
    room("host-targets", ["src", "cli", "echo", "module", "test", "scripts", "bench"]),
    room("module", ["cli", "echo", "host-targets", "test", "scripts", "bench"]),
    withoutCdktf("cli"),
    withoutCdktf("echo"),
    withoutCdktf("host-targets"),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.dev.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(lib|dist|reports)/" },
  },
};
