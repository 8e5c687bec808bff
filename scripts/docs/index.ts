// Writes the pages that are generated from the code, below a folder: npx tsx scripts/docs/index.ts [folder]
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { changingPage } from "./changing";
import { readmeWithErrors } from "./errors";
import { packagePages } from "./package-pages";
import { performancePage } from "./performance";
import { pagesWithPrograms } from "./programs";
import { rulesPage } from "./rules";

async function main(folder: string): Promise<void> {
  const pages = {
    "README.md": readmeWithErrors(),
    "docs/changing.md": changingPage(),
    "docs/performance.md": performancePage(),
    "docs/rules.md": rulesPage(),
    ...packagePages(),
    ...pagesWithPrograms(),
  };
  for (const [page, text] of Object.entries(pages)) {
    mkdirSync(path.dirname(path.join(folder, page)), { recursive: true });
    const options = { ...(await resolveConfig(page)), filepath: page };
    writeFileSync(path.join(folder, page), await format(text, options));
  }
}

const [, , folder = "."] = process.argv;
void main(folder);
