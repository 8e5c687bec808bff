import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type { MarkdownRenderer } from "vitepress";
import { pageOf, ROOT } from "./pages";

// The pages are Markdown for GitHub. What the site shows in another way is here.

type Token = ReturnType<MarkdownRenderer["parse"]>[number];

/** The picture of the page that `map` writes. The site shows the page itself. */
const MAP_PICTURE = "docs/map.png";

/** Changes how Markdown is rendered; links to other files go to the repository, a URL on GitHub. */
export function forSite(markdown: MarkdownRenderer, repository: string): void {
  // GitHub makes no link of "README.md" or "example.com" either.
  markdown.linkify.set({ fuzzyLink: false });
  markdown.core.ruler.push("site", (state) => {
    const file = fileOf(state.env as { path: string; realPath?: string });
    for (const token of state.tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type === "link_open") token.attrSet("href", linkFrom(file, String(token.attrGet("href")), repository));
      if (token.type === "image") showMap(token, file);
    }
  });
  const { fence } = markdown.renderer.rules;
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const { info = "", content = "" } = tokens[index] ?? {};
    if (info.trim() === "mermaid") return `<MermaidDiagram source="${encodeURIComponent(content)}" />`;
    return fence?.(tokens, index, ...rest) ?? "";
  };
}

/** Returns the anchor that GitHub gives a heading. */
export function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

/** Returns the file that a page is rendered from, from the root of the repository; `path` is already that of the site. */
function fileOf(env: { path: string; realPath?: string }): string {
  return path.relative(ROOT, env.realPath ?? env.path).replaceAll(path.sep, "/");
}

/**
 * Returns what a page's link becomes: a page of the site, or a file of the repository on GitHub.
 *
 * @throws if there is no such file
 */
function linkFrom(file: string, href: string, repository: string): string {
  if (/^([a-z][a-z\d+.-]*:|#)/i.test(href)) return href;
  const [, target = "", hash = ""] = /^([^#]*)(#.*)?$/.exec(href) ?? [];
  const linked = path.posix.join(path.posix.dirname(file), decodeURI(target));
  if (linked.startsWith("..") || target.startsWith("/") || !existsSync(path.join(ROOT, linked))) {
    throw new Error(`${file} links to ${href}, but there is no such file.`);
  }
  const page = pageOf(linked);
  if (page !== undefined) return `/${page}${hash}`;
  const kind = statSync(path.join(ROOT, linked)).isDirectory() ? "tree" : "blob";
  return `${repository}/${kind}/main/${linked}${hash}`;
}

function showMap(image: Token, file: string): void {
  if (path.posix.join(path.posix.dirname(file), String(image.attrGet("src"))) !== MAP_PICTURE) return;
  image.type = "html_inline";
  image.content = "<ExampleMap />";
  image.children = null;
}
