// Writes what the pages have from the code, below a folder: npx tsx scripts/docs/index.ts [folder]
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { changingPage } from "./changing";
import { translatedReadme } from "./readme";
import { rulesPage } from "./rules";

async function main(folder: string): Promise<void> {
  mkdirSync(path.join(folder, "docs"), { recursive: true });
  writeFileSync(path.join(folder, "docs/rules.md"), rulesPage());
  writeFileSync(path.join(folder, "docs/changing.md"), changingPage());
  writeFileSync(path.join(folder, "README.md"), await translatedReadme());
}

const [, , folder = "."] = process.argv;
void main(folder);
