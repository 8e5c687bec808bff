import { readFileSync } from "node:fs";
import path from "node:path";
import { type DefaultTheme, defineConfigWithTheme } from "vitepress";
import { forSite, slugOf } from "./markdown";
import { type Link, pageOf, ROOT, sidebar } from "./pages";

// The site is the README, docs/ and the module's README as they are: `npm run site`.

const { name, description, repository } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
  name: string;
  description: string;
  repository: { url: string };
};
const github = repository.url.replace(/\.git$/, "");

const groups = sidebar();

/** A load balancer with three targets, as an image without a file. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" stroke="#3451b2" fill="#3451b2"><path fill="none" d="M3 8h10M3 8l10-5M3 8l10 5"/><circle cx="3" cy="8" r="2"/><circle cx="13" cy="3" r="1.5"/><circle cx="13" cy="8" r="1.5"/><circle cx="13" cy="13" r="1.5"/></svg>`;

export default defineConfigWithTheme<DefaultTheme.Config & { languages: readonly Link[] }>({
  title: name,
  description,
  base: `/${name}/`,
  head: [["link", { rel: "icon", href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }]],
  srcDir: "..",
  srcExclude: ["!(README.md|docs|terraform)/**", "terraform/!(README.md)/**"],
  rewrites: (file) => pageOf(file) ?? file,
  markdown: {
    anchor: { slugify: slugOf },
    // GitHub shows braces as braces.
    attrs: { disable: true },
    config: (markdown) => {
      forSite(markdown, github);
    },
  },
  themeConfig: {
    nav: [{ text: "GitHub", link: github }],
    outline: [2, 3],
    search: { provider: "local" },
    sidebar: groups,
    languages: groups.find(({ text }) => text === "Languages")?.items ?? [],
  },
  // Mermaid has large parts, which only a page with such a diagram loads.
  vite: { build: { chunkSizeWarningLimit: 1000 } },
});
