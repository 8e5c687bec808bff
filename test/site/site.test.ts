import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { launched } from "../cli/map/browser/support/browser";
import { fileOf, type FileServer, serve } from "./server";

const ROOT = path.resolve(__dirname, "../..");
const DIST = path.join(ROOT, "docs/.vitepress/dist");
const { name, repository } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
  name: string;
  repository: { url: string };
};
const BASE = `/${name}/`;

/** Pages of the site, keyed by their Markdown file. */
const PAGES = Object.fromEntries(
  ["README.md", "terraform/README.md", ...markdownFiles("docs")].map((file) => [file, pageOf(file)]),
);

let browser: Browser;
let site: FileServer;

beforeAll(async () => {
  browser = await launched();
  site = await serve(DIST, BASE);
});

afterAll(async () => {
  await browser.close();
  site.server.close();
});

function markdownFiles(folder: string): string[] {
  const names = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return names.filter((file) => file.endsWith(".md") && !file.startsWith(".")).map((file) => `${folder}/${file}`);
}

function pageOf(file: string): string {
  if (file === "README.md") return "index.html";
  if (file === "terraform/README.md") return "terraform.html";
  return file.replace(/^docs\//, "").replace(/\.md$/, ".html");
}

/** VitePress 1.6.4 throws this on a busy machine: its outline looks for the marker before it is rendered. Nothing is lost. */
const LOST_RACE = /reading 'style'\)\s+at \w+ \(\S+\/assets\/chunks\/theme\./;

interface Opened {
  readonly page: Page;
  /** Requests to other hosts. */
  readonly foreign: string[];
  /** Errors and warnings of the browser. */
  readonly complaints: string[];
}

async function opened(file: string): Promise<Opened> {
  const context = await browser.newContext({ reducedMotion: "reduce", colorScheme: "light" });
  const page = await context.newPage();
  const result: Opened = { page, foreign: [], complaints: [] };
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(site.url) && !url.startsWith("data:")) result.foreign.push(url);
  });
  const complain = (complaint: string): void => {
    if (!LOST_RACE.test(complaint)) result.complaints.push(complaint);
  };
  page.on("console", (message) => {
    complain(message.text());
  });
  page.on("pageerror", (error) => {
    complain(error.message);
  });
  await page.goto(`${site.url}${file}`, { waitUntil: "networkidle" });
  return result;
}

/** Scrolls through the whole page, so that late content loads. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
      scrollTo(0, top);
      await new Promise(requestAnimationFrame);
    }
  })()`);
  await page.waitForLoadState("networkidle");
}

/** Returns the elements that overflow the right edge of the window, except inside scrolling elements. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const scrolls = (one) => one !== null && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
    const wide = Array.from(document.querySelectorAll(".VPContent *")).filter(
      (one) => one.getBoundingClientRect().right > innerWidth + 1 && !scrolls(one.parentElement),
    );
    const page = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
    return page.concat(wide.map((one) => one.outerHTML.slice(0, 120)));
  })()`);
}

test("each page has its file, and there is no other page", () => {
  const built = readdirSync(DIST, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
  expect(built.sort()).toEqual([...Object.values(PAGES), "404.html", "map.html"].sort());
});

describe.each(Object.entries(PAGES))("%s", (_, file) => {
  let page: Page;
  let foreign: string[];
  let complaints: string[];

  beforeAll(async () => {
    ({ page, foreign, complaints } = await opened(file));
  });

  afterAll(async () => {
    await page.context().close();
  });

  test("opens with a heading and without a complaint, and loads nothing from elsewhere", async () => {
    expect(await page.locator("main h1").first().isVisible()).toBe(true);
    await scrollThrough(page);
    expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] });
    expect(await page.locator(`.VPSidebarItem.is-active a[href="${hrefOf(file)}"]`).count()).toBe(1);
  });

  test.each([
    ["light", "rgb(255, 255, 255)"],
    ["dark", "rgb(27, 27, 31)"],
  ] as const)("reads at 360 pixels, %s", async (colorScheme, paper) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction(`getComputedStyle(document.body).backgroundColor === "${paper}"`);
    await scrollThrough(page);
    expect(await tooWide(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

function hrefOf(file: string): string {
  return `${BASE}${file}`.replace(/index\.html$/, "");
}

describe("links", () => {
  /** IDs and links of each file of the site. */
  const ids = new Map<string, string[]>();
  const links: { from: string; to: URL }[] = [];

  beforeAll(async () => {
    // Reads the files as built, without running scripts.
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    for (const file of [...Object.values(PAGES), "map.html"]) {
      await page.goto(`${site.url}${file}`);
      const found = await page.evaluate<{ ids: string[]; hrefs: string[] }>(`({
        ids: Array.from(document.querySelectorAll("[id]"), ({ id }) => id),
        hrefs: Array.from(document.querySelectorAll("a[href], area[href]"), ({ href }) => href.baseVal ?? href),
      })`);
      ids.set(path.join(DIST, file), found.ids);
      links.push(...found.hrefs.map((href) => ({ from: file, to: new URL(href, page.url()) })));
    }
    await page.context().close();
  });

  test("inside the site lead to a page and to an anchor that it has", () => {
    const inside = links.filter(({ to }) => to.origin === new URL(site.url).origin);
    expect(inside.length).toBeGreaterThan(Object.keys(PAGES).length ** 2);
    const dead = inside.filter(({ to }) => {
      const file = fileOf(DIST, BASE, decodeURIComponent(to.pathname));
      const anchor = decodeURIComponent(to.hash.slice(1));
      return file === undefined || (anchor !== "" && ids.get(file)?.includes(anchor) !== true);
    });
    expect(dead.map(({ from, to }) => `${from} -> ${to.pathname}${to.hash}`)).toEqual([]);
  });

  test("into the repository lead to a file that it has", () => {
    const url = repository.url.replace(/\.git$/, "");
    const files = links.flatMap(({ from, to }) => {
      const [, kind, file] = new RegExp(`^${url}/(blob|tree)/main/(.+)$`).exec(`${to.origin}${to.pathname}`) ?? [];
      return kind !== undefined && file !== undefined ? [{ from, kind, file }] : [];
    });
    expect(files.length).toBeGreaterThan(5);
    const dead = files.filter(({ kind, file }) => {
      const found = statSync(path.join(ROOT, file), { throwIfNoEntry: false });
      return kind === "tree" ? found?.isDirectory() !== true : found?.isFile() !== true;
    });
    expect(dead).toEqual([]);
  });

  test("to other hosts are encrypted", () => {
    const outside = links.filter(({ to }) => to.origin !== new URL(site.url).origin);
    expect(outside.filter(({ to }) => !["https:", "mailto:"].includes(to.protocol)).map(({ to }) => to.href)).toEqual(
      [],
    );
  });
});

describe("the search", () => {
  test.each(["targetIp", "hairpin"])("finds %s, and a result leads to a page that has it", async (word) => {
    const { page, foreign, complaints } = await opened("index.html");
    await page.locator(".DocSearch-Button").click();
    await page.locator(".search-input").fill(word);
    await page.locator(".result").first().click();
    await page.locator(".VPLocalSearchBox").waitFor({ state: "detached" });
    await page.locator("main").filter({ hasText: word }).waitFor();
    expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] });
    await page.context().close();
  });

  test("says so if it finds nothing", async () => {
    const { page } = await opened("index.html");
    await page.locator(".DocSearch-Button").click();
    await page.locator(".search-input").fill("xyzzyplugh");
    await page.locator(".no-results").waitFor();
    expect(await page.locator(".result").count()).toBe(0);
    await page.context().close();
  });
});

/** The picture of the map in Markdown. */
const MAP_PICTURE = /!\[[^\]]*\]\([^)]*\bmap\.png\)/;

/** Returns the pages whose Markdown matches a pattern. */
function pagesWith(pattern: RegExp): string[] {
  return Object.entries(PAGES).flatMap(([file, page]) =>
    pattern.test(readFileSync(path.join(ROOT, file), "utf8")) ? [page] : [],
  );
}

test("a language's page has tabs that lead to the same page for the others", async () => {
  const { page, complaints } = await opened("python.html");
  const tabs = page.locator(".languages a");
  expect(await tabs.allTextContents()).toEqual(["Python", "Java", "Go", "C#", "HCL"]);
  await tabs.filter({ hasText: "Java" }).click();
  await page.locator("main h1").filter({ hasText: "Java" }).waitFor();
  expect(await page.locator(".languages a[aria-current=page]").allTextContents()).toEqual(["Java"]);
  await page.locator(".VPSidebar a").filter({ hasText: "Rules" }).click();
  await page.locator("main h1").filter({ hasText: "Rules" }).waitFor();
  expect(await tabs.count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("a diagram is drawn", async () => {
  for (const file of pagesWith(/^```mermaid$/m)) {
    const { page, foreign, complaints } = await opened(file);
    await page.locator(".diagram svg").first().waitFor();
    expect(await page.locator(".diagram").first().textContent()).toContain("10022");
    expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] });
    await page.context().close();
  }
});

describe("the example's map", () => {
  test("is on each page that shows its picture on GitHub, and can be searched there", async () => {
    const files = pagesWith(MAP_PICTURE);
    expect(files).not.toEqual([]);
    for (const file of files) {
      const { page, foreign, complaints } = await opened(file);
      await page.locator("iframe.map").scrollIntoViewIfNeeded();
      const map = page.frameLocator("iframe.map");
      await map.locator("#search").fill("30080");
      expect(await map.locator("#count").textContent()).toBe("1 of 5 forwards");
      expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] });
      await page.context().close();
    }
  });

  test("turns dark and light with the site's switch", async () => {
    const [file = ""] = pagesWith(MAP_PICTURE);
    const { page } = await opened(file);
    await page.locator("iframe.map").scrollIntoViewIfNeeded();
    await page.frameLocator("iframe.map").locator("#nlb-0-listener-0").waitFor();
    const map = page.frame({ url: /map\.html$/ });
    const paper = async () => map?.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    const fill = async () =>
      map?.evaluate<string>("getComputedStyle(document.querySelector('#nlb-0-listener-0 text')).fill");
    const light = [await paper(), await fill()];
    await page.locator(".VPNavBarAppearance button").click();
    const dark = [await paper(), await fill()];
    await page.locator(".VPNavBarAppearance button").click();
    expect([await paper(), await fill()]).toEqual(light);
    expect(dark[0]).not.toBe(light[0]);
    expect(dark[1]).not.toBe(light[1]);
    await page.context().close();
  });
});
