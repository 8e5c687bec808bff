import buildPrograms from "../../build";
import { requireTools } from "../../tools";

export default async function setup(): Promise<void> {
  // What is missing is said in one line.
  Error.stackTraceLimit = 0;
  await requireTools("haproxy", "nc", "openssl");
  Error.stackTraceLimit = 10;
  buildPrograms();
}
