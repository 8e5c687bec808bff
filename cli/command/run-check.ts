import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import pMap from "p-map";
import { expectedService, isProbed, NOT_PROBED, type ProbedForward, verdict } from "../inventory/connectivity";
import type { LoadBalancer } from "../inventory/inventory";
import { type Outcome, probe } from "../check/probe";
import { nameResolver, type ResolveNames } from "../check/resolve";
import { hostNames } from "../inventory/target";
import { shown } from "../../src/private/shown";
import type { InventoryOptions } from "./inventory-options";
import { jsonReport, junitReport, type Result, textReport } from "./check-report";
import { outputFile } from "./output-file";
import { Misuse } from "./problem";
import { progress } from "./progress";
import { selected } from "./selected";
import { print } from "./terminal";

export interface CheckOptions extends InventoryOptions {
  /** Addresses to use instead of the load balancers' own. */
  readonly address?: readonly string[];
  readonly concurrency: number;
  /** Seconds for each forward and address. */
  readonly timeout: number;
  readonly retries: number;
  readonly json?: boolean;
  /** File for the JUnit report. */
  readonly junit?: string;
}

/**
 * Connects to every forward, and prints what answers.
 *
 * @throws Misuse if there are no forwards to check, or no address to connect to
 */
export async function runCheck(path: string, options: CheckOptions): Promise<void> {
  const loadBalancers = await selected(path, options);
  const endpoints = (await Promise.all(loadBalancers.map(async (one) => endpointsOf(one, options)))).flat();
  if (endpoints.length === 0) throw new Misuse("there are no forwards to check. Use another path.");
  const report = options.junit === undefined ? undefined : await outputFile(options.junit, "--junit");
  const bar = progress(endpoints.length);
  const probed = await pMap(
    endpoints,
    async (endpoint) => {
      const result = await checked(endpoint, options);
      bar.advance(result.verdict.ok === false);
      return result;
    },
    { concurrency: options.concurrency },
  );
  bar.end();
  const results = await withNames(probed, nameResolver({ deadlineMilliseconds: options.timeout * 1000 }));
  await report?.writeFile(junitReport(results));
  await report?.close();
  if (options.json) print(jsonReport(results));
  else print(textReport(results), { styled: true });
  if (results.some((result) => result.verdict.ok === false)) process.exitCode = 1;
}

/** Returns each forward with each address through which clients reach its load balancer. */
async function endpointsOf(loadBalancer: LoadBalancer, { address: given }: CheckOptions): Promise<ProbedForward[]> {
  const { addresses, dnsName, name, forwards } = loadBalancer;
  const own = addresses.flatMap(({ ips }) => ips).filter((ip) => isIP(ip) !== 0);
  const through = given ?? (own.length > 0 ? own : dnsName === undefined ? [] : await addressesOf(dnsName));
  if (through.length === 0) {
    const whose = name === "" ? "the list" : `load balancer ${shown(name)}`;
    throw new Misuse(`${whose} has no address to connect to. Pass one with --address.`);
  }
  return forwards.flatMap((forward) => through.map((address) => ({ loadBalancer, forward, through: address })));
}

/** Returns all addresses of a DNS name (one per zone), or the name itself if it doesn't resolve. */
async function addressesOf(name: string): Promise<string[]> {
  const found = await lookup(name, { all: true }).catch(() => []);
  return found.length > 0 ? found.map(({ address }) => address) : [name];
}

/** Adds what the hosts of failed forwards resolve to from here. */
async function withNames(results: readonly Result[], resolve: ResolveNames): Promise<Result[]> {
  const namesOf = ({ verdict, forward }: Result): string[] => (verdict.ok === false ? hostNames(forward.targets) : []);
  const resolved = [...(await resolve(results.flatMap(namesOf)))];
  return results.map((result) => {
    const own = new Set(namesOf(result));
    return own.size === 0 ? result : { ...result, names: new Map(resolved.filter(([name]) => own.has(name))) };
  });
}

async function checked(endpoint: ProbedForward, { timeout, retries }: CheckOptions): Promise<Result> {
  const { forward, through } = endpoint;
  if (!isProbed(forward)) return { ...endpoint, verdict: NOT_PROBED };
  const asked = {
    host: through,
    port: forward.listenerPort,
    timeoutMilliseconds: timeout * 1000,
    expected: expectedService(forward),
  };
  let outcome: Outcome = await probe(asked);
  for (let tries = 0; tries < retries && !outcome.connected; tries++) outcome = await probe(asked);
  return { ...endpoint, outcome, verdict: verdict(outcome, forward, new Date()) };
}
