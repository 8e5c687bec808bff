import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { forTerrain } from "../scripts/terrain";

/** The package for one of the two frameworks. */
export interface Flavour {
  readonly framework: "cdktf" | "cdktn";
  /** Name of the npm package. */
  readonly name: string;
  /** Folder of the built package. */
  readonly folder: string;
  /** Folder of the framework that it is built against. */
  readonly frameworkFolder: string;
  /** Folder of the packages for other languages. */
  readonly dist: string;
  /** The versions that it is built against. */
  readonly versions: { readonly framework: string; readonly constructs: string };
  /** Returns a program for CDKTF as one for this framework. */
  readonly program: (text: string) => string;
}

const ROOT = process.cwd();

function versionsIn(manifest: string, framework: Flavour["framework"]): Flavour["versions"] {
  const { devDependencies: versions } = JSON.parse(readFileSync(path.join(ROOT, manifest), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  return { framework: versions[framework] ?? "", constructs: versions.constructs ?? "" };
}

export const CDKTF: Flavour = {
  framework: "cdktf",
  name: "cdktf-port-forward-nlb",
  folder: path.join(ROOT, "cdktf/build"),
  frameworkFolder: path.join(ROOT, "node_modules/cdktf"),
  dist: path.join(ROOT, "dist"),
  versions: versionsIn("package.json", "cdktf"),
  program: (text) => text,
};

export const CDKTN: Flavour = {
  framework: "cdktn",
  name: "cdktn-port-forward-nlb",
  folder: path.join(ROOT, "cdktn/build"),
  frameworkFolder: path.join(ROOT, "cdktn/node_modules/cdktn"),
  dist: path.join(ROOT, "cdktn/dist"),
  versions: versionsIn("cdktn/package.json", "cdktn"),
  program: (text) => forTerrain(text).replaceAll("@cdktf/provider-aws", "@cdktn/provider-aws"),
};

/** A stack with one `PortForwardNlb`, in both formats. */
export interface Written {
  readonly json: string;
  readonly hcl: string;
}

/** Returns what a built package makes of load balancers, each in a stack of a framework. */
export function written(
  by: Flavour,
  all: readonly PortForwardNlbProps[],
  { frameworkFolder }: Flavour = by,
): readonly Written[] {
  const input = JSON.stringify(all);
  const args = [path.join(__dirname, "synthesize.cjs"), by.folder, frameworkFolder];
  const output = execFileSync(process.execPath, args, { input, encoding: "utf8", maxBuffer: 1e9, stdio: "pipe" });
  return JSON.parse(output) as Written[];
}
