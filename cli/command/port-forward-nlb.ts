#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { addCheck } from "./check";
import { addComplete } from "./complete";
import { addDoctor } from "./doctor";
import { addEcho } from "./echo";
import { addImpact } from "./impact";
import { addMap } from "./map";
import { MISUSED, sayProblem } from "./problem";
import { addTable } from "./table";

/** Version of the package. The bundler takes it from package.json. */
declare const PACKAGE_VERSION: string;

async function main(): Promise<void> {
  const program = new Command("port-forward-nlb")
    .description("Show what a Network Load Balancer forwards, and check that it connects.")
    .version(PACKAGE_VERSION)
    .showHelpAfterError("(--help lists commands and options)")
    .exitOverride();
  addTable(program);
  addMap(program);
  addImpact(program);
  addCheck(program);
  addDoctor(program);
  addEcho(program);
  await addComplete(program, process.argv.slice(2));
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : MISUSED;
    else sayProblem(error);
  }
}

void main();
