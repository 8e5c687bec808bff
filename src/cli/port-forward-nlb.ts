#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { addEcho } from "./echo";
import { sayProblem } from "./problem";

/** Version of the package; the bundle has it from package.json. */
declare const PACKAGE_VERSION: string;

const MISUSED = 2;

async function main(): Promise<void> {
  const program = new Command("port-forward-nlb")
    .description("See what comes through a load balancer.")
    .version(PACKAGE_VERSION)
    .showHelpAfterError("(--help lists what there is)")
    .exitOverride();
  addEcho(program);
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : MISUSED;
    else sayProblem(error);
  }
}

void main();
