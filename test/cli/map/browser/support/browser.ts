import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** The machine's Chromium, started for one suite. */
export async function launched(): Promise<Browser> {
  const { stdout } = await promisify(execFile)("sh", ["-c", "command -v chromium"]);
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: stdout.trim(), args });
}

/** What a page did that it must not do. */
export interface Watched {
  readonly page: Page;
  readonly file: string;
  readonly requests: string[];
  readonly complaints: string[];
}

/** Opens a page from a file, without a network. */
export async function opened(browser: Browser, html: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "map-"));
  const file = `file://${path.join(folder, "map.html")}`;
  await writeFile(path.join(folder, "map.html"), html);
  const context = await browser.newContext({
    viewport: { width: 1200, height: 800 },
    reducedMotion: "reduce",
    offline: true,
    ...options,
  });
  const page = await context.newPage();
  const watched: Watched = { page, file, requests: [], complaints: [] };
  page.on("request", (request) => watched.requests.push(request.url()));
  page.on("console", (message) => watched.complaints.push(message.text()));
  page.on("pageerror", (error) => watched.complaints.push(error.message));
  page.on("dialog", (dialog) => {
    watched.complaints.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(file);
  await rm(folder, { recursive: true });
  return watched;
}

/** Returns an element's computed style. */
export async function look(page: Page, selector: string, property: string): Promise<string> {
  return page.evaluate<string>(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)}))[${JSON.stringify(property)}]`,
  );
}
