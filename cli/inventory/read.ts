import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { decoded, NOT_DECODED } from "../../src/private/decoded";
import { shown } from "../../src/private/shown";
import { loadBalancersOf } from "./from-terraform";
import type { LoadBalancer } from "./inventory";
import { isObject, type Json, type JsonObject, text } from "./json";
import { ofShown, ofSynthesized } from "./terraform-resource";

/** The path that stands for standard input. */
const STDIN = "-";

const FIX = "Pass a cdktf.out folder, the output of 'terraform show -json', or a CSV list.";

/**
 * Reads load balancers from a file or folder, and detects its format.
 *
 * @param given a `cdktf.out` folder or a stack's folder in it; a `cdk.tf.json`; the output of `terraform show -json` for a state
 * or a plan; a CSV list; or `-` to read one of these files from standard input
 * @throws Error if it can't be read, or has no load balancer
 */
export async function readInventory(given: string): Promise<LoadBalancer[]> {
  const name = given === STDIN ? "standard input" : shown(given);
  const files = given === STDIN ? [await buffer(process.stdin)] : await contents(given);
  const found = await Promise.all(files.map(async (bytes) => loadBalancersIn(bytes, name)));
  const loadBalancers = found.flat();
  if (loadBalancers.length === 0) throw new Error(`${name} contains no Network Load Balancer. ${FIX}`);
  return loadBalancers;
}

/**
 * Reads a JSON file.
 *
 * @param given a path, or `-` for standard input
 * @param fix a sentence that says what to pass
 * @throws Error if it can't be read, or isn't JSON
 */
export async function readDocument(given: string, fix: string): Promise<JsonObject> {
  const name = given === STDIN ? "standard input" : shown(given);
  const bytes = given === STDIN ? await buffer(process.stdin) : await content(given, fix);
  // A saved plan is a ZIP archive.
  if (bytes.subarray(0, 2).toString("latin1") === "PK") throw new Error(`${name} is a binary plan file. ${fix}`);
  const text = textOf(bytes, name);
  if (text.trim() === "") throw new Error(`${name} is empty. ${fix}`);
  if (/^\s*\{.*"@level":/.test(text)) throw new Error(`${name} is the log of a Terraform command with -json. ${fix}`);
  return parsed(text, name, fix);
}

/** Returns the contents of a file, or of each stack's file in a folder. */
async function contents(given: string): Promise<Buffer[]> {
  const found = await stat(given).catch((error: unknown) => {
    throw unreadable(given, error);
  });
  if (!found.isDirectory()) return [await content(given)];
  const manifest = await contentIfAny(path.join(given, "manifest.json"));
  if (manifest) {
    const name = shown(path.join(given, "manifest.json"));
    const { stacks } = parsed(textOf(manifest, name), name);
    const files = Object.values(isObject(stacks) ? stacks : {}).map((stack) => field(stack, "synthesizedStackPath"));
    return Promise.all(files.filter((file) => file !== undefined).map(async (file) => content(path.join(given, file))));
  }
  const stack = await contentIfAny(path.join(given, "cdk.tf.json"));
  if (!stack) throw new Error(`${shown(given)} is a folder without a manifest.json or a cdk.tf.json. ${FIX}`);
  return [stack];
}

async function content(file: string, fix = FIX): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    throw unreadable(file, error, fix);
  });
}

async function contentIfAny(file: string): Promise<Buffer | undefined> {
  return readFile(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw unreadable(file, error);
  });
}

function unreadable(file: string, error: unknown, fix = FIX): Error {
  const { code = "" } = error as NodeJS.ErrnoException;
  return new Error(`can't read ${shown(file)}: ${code}. ${fix}`, { cause: error });
}

/** JSON begins with a brace or bracket. A CSV list begins with the name of a column. */
async function loadBalancersIn(bytes: Buffer, name: string): Promise<LoadBalancer[]> {
  const text = textOf(bytes, name);
  if (!/^\s*[{[]/.test(text)) {
    const { fromCsv } = await import("./from-csv");
    return [fromCsv(text, name)];
  }
  const document = parsed(text, name);
  return loadBalancersOf("format_version" in document ? ofShown(document) : ofSynthesized(document));
}

/** Decodes UTF-8 and UTF-16, because PowerShell redirects output as UTF-16. */
function textOf(bytes: Buffer, name: string): string {
  const text = decoded(bytes);
  if (text === undefined) throw new Error(`${name} ${NOT_DECODED}. Save it as UTF-8.`);
  return text;
}

function parsed(text: string, name: string, fix = FIX): JsonObject {
  try {
    const document = JSON.parse(text) as Json;
    if (isObject(document)) return document;
  } catch (error) {
    throw new Error(`${name} isn't valid JSON. ${fix}`, { cause: error });
  }
  throw new Error(`${name} isn't a JSON object. ${fix}`);
}

function field(value: Json, name: string): string | undefined {
  return isObject(value) ? text(value[name]) : undefined;
}
