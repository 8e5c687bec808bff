import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

// Checks links between the Markdown files of the repository, without requests to other hosts.

const REPOSITORY = "https://github.com/portforwardnlb/cdktf-port-forward-nlb/blob/main/";
const FILES = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(file));

function withoutCode(text: string): string {
  return text.replace(/^( *)```.*?^\1```$/gms, "");
}

/** Returns the targets of links, images and link definitions. */
function linksOf(file: string): string[] {
  const text = withoutCode(readFileSync(file, "utf8")).replace(/(`+)[^`]*?\1/g, "code");
  const inline = [...text.matchAll(/\]\(<?([^()\s>]+)>?(?: "[^"]*")?\)/g)];
  const definitions = [...text.matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
  const html = [...text.matchAll(/\b(?:href|src)="([^"]+)"/g)];
  return [...inline, ...definitions, ...html].map(([, target = ""]) =>
    target.replace(REPOSITORY, `${path.relative(path.dirname(file), ".") || "."}/`),
  );
}

/** Returns the anchors that GitHub generates for a page, and those in its HTML. */
function anchorsOf(file: string): Set<string> {
  const text = withoutCode(readFileSync(file, "utf8"));
  const anchors = new Set([...text.matchAll(/\b(?:id|name)="([^"]+)"/g)].map(([, id = ""]) => id));
  const counts = new Map<string, number>();
  for (const [, heading = ""] of text.matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = heading
      .replace(/<[^>]+>/g, "")
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    anchors.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return anchors;
}

/** Returns the problem with a link, if any. */
function problemWith(file: string, link: string): string | undefined {
  if (/^\w+:/.test(link)) return undefined;
  const [target = "", anchor] = link.split("#");
  const page = target === "" ? file : path.normalize(path.join(path.dirname(file), target));
  if (!existsSync(page)) return `${file}: ${link}: no such file`;
  if (anchor === undefined || !page.endsWith(".md")) return undefined;
  return anchorsOf(page).has(decodeURIComponent(anchor)) ? undefined : `${file}: ${link}: no such heading`;
}

test("Markdown files are found", () => {
  expect(FILES).toEqual(expect.arrayContaining(["README.md", "docs/options.md", "terraform/README.md"]));
  expect(linksOf("README.md").length).toBeGreaterThan(20);
});

test.each(FILES)("%s has no dead link", (file) => {
  const problems = linksOf(file).map((link) => problemWith(file, link));
  expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
});

test("every page in docs/ is linked from another page", () => {
  const linked = new Set(
    FILES.flatMap((file) =>
      linksOf(file)
        .map((link) => path.normalize(path.join(path.dirname(file), link.split("#")[0] ?? "")))
        .filter((page) => page !== file),
    ),
  );
  expect(FILES.filter((file) => file.startsWith("docs/") && !linked.has(file))).toEqual([]);
});
