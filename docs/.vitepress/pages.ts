import { readdirSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(__dirname, "../..");

/** The sidebar: every page of the site by its file, in the order of reading. */
const SIDEBAR: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Start: {
    "README.md": "Overview",
    "docs/getting-started.md": "Getting started",
    "docs/cdk-terrain.md": "CDKTF or CDK Terrain",
    "docs/comparison.md": "Comparison",
  },
  Languages: {
    "docs/python.md": "Python",
    "docs/java.md": "Java",
    "docs/go.md": "Go",
    "docs/dotnet.md": "C#",
    "docs/module.md": "HCL",
  },
  Guides: {
    "docs/options.md": "Options",
    "docs/host-targets.md": "Targets by name",
    "docs/changing.md": "Changing",
    "docs/adopting.md": "Adopting",
    "docs/proxy-protocol.md": "PROXY protocol",
  },
  Command: {
    "docs/command.md": "The command",
    "docs/impact.md": "impact",
    "docs/doctor.md": "doctor",
  },
  Reference: {
    "docs/api.md": "API",
    "terraform/README.md": "Terraform module",
    "docs/rules.md": "Rules",
  },
  Project: {
    "docs/proof.md": "Proof",
    "docs/performance.md": "Performance",
    "docs/field.md": "Inputs from the field",
    "docs/publishing.md": "Publishing",
  },
  Decisions: {
    "docs/decisions/bundled-bindings.md": "Bundled bindings",
    "docs/decisions/echo-server-in-user-data.md": "Echo server in user data",
    "docs/decisions/lifecycle.md": "Lifecycle",
    "docs/decisions/stated-defaults.md": "Stated defaults",
    "docs/decisions/terraform-module.md": "Terraform module",
    "docs/decisions/two-frameworks.md": "Two frameworks",
  },
};

/** A link to a page of the site, without the site's own path. */
export interface Link {
  readonly text: string;
  readonly link: string;
}

/**
 * Returns the sidebar with a link for each page.
 *
 * @throws if the sidebar and the files aren't the same pages
 */
export function sidebar(): { text: string; items: Link[] }[] {
  const listed = Object.values(SIDEBAR).flatMap((pages) => Object.keys(pages));
  const files = ["README.md", "terraform/README.md", ...markdownFiles("docs")];
  const missing = files.filter((file) => !listed.includes(file));
  const unknown = listed.filter((file) => !files.includes(file));
  if (missing.length + unknown.length > 0) {
    const texts = [
      ...missing.map((file) => `${file} isn't in the sidebar`),
      ...unknown.map((file) => `${file} is in the sidebar, but doesn't exist`),
    ];
    throw new Error(`${texts.join("; ")}. Change SIDEBAR in docs/.vitepress/pages.ts.`);
  }
  return Object.entries(SIDEBAR).map(([text, pages]) => ({
    text,
    items: Object.entries(pages).map(([file, title]) => ({ text: title, link: linkOf(file) })),
  }));
}

/** Returns Markdown files of a folder, from the root of the repository. */
export function markdownFiles(folder: string): string[] {
  const names = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return names
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, "/")))
    .filter((file) => file.endsWith(".md") && !file.includes("/."))
    .sort();
}

/** Returns the Markdown file on the site of a file in the repository, or undefined if it isn't a page. */
export function pageOf(file: string): string | undefined {
  if (file === "README.md") return "index.md";
  if (file === "terraform/README.md") return "terraform.md";
  const [, page] = /^docs\/(.+\.md)$/.exec(file) ?? [];
  return page;
}

function linkOf(file: string): string {
  return `/${pageOf(file) ?? ""}`.replace(/(index)?\.md$/, "");
}
