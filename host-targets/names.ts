import { promises } from "node:dns";
import type { Family } from "./addresses";
import type { Settings } from "./event";

/** What a name resolves to, or why it doesn't resolve. */
export type Answer =
  | { readonly addresses: readonly string[]; readonly reason?: undefined }
  | { readonly addresses?: undefined; readonly reason: string };

/** Answers by name. */
export type Answers = Readonly<Record<Family, ReadonlyMap<string, Answer>>>;

/** How long a run waits for answers, at most. All names are asked at once, so that this is each name's limit. */
const DEADLINE_MILLISECONDS = 5_000;

/** Attempts of each name server. The second waits twice as long as the first. */
const TRIES = 2;

/** Causes in the words of DNS. */
const REASONS: Readonly<Record<string, string>> = {
  ECANCELLED: "time-out",
  ENODATA: "no address",
  ENOTFOUND: "NXDOMAIN",
  EREFUSED: "REFUSED",
  ESERVFAIL: "SERVFAIL",
  ETIMEOUT: "time-out",
};

/** Resolves every name of some target groups, each name once for each address family. Never rejects. */
export async function resolveNames({
  targetGroups,
  nameServers,
}: Pick<Settings, "targetGroups" | "nameServers">): Promise<Answers> {
  // A resolver may cache answers, so each run has its own.
  const servers = nameServers ?? promises.getServers();
  // Leaves time for the last server, if no other one answers.
  const timeout = Math.floor(DEADLINE_MILLISECONDS / (3 * Math.max(1, servers.length)));
  const resolver = new promises.Resolver({ timeout, tries: TRIES });
  if (nameServers) resolver.setServers(nameServers);
  const resolveAll = async (family: Family): Promise<ReadonlyMap<string, Answer>> => {
    const groups = targetGroups.filter((group) => group.family === family);
    const names = [...new Set(groups.flatMap(({ hosts }) => hosts.map(({ name }) => name)))];
    return new Map(
      await Promise.all(names.map(async (name) => [name, await resolve(resolver, name, family)] as const)),
    );
  };
  const deadline = setTimeout(() => {
    resolver.cancel();
  }, DEADLINE_MILLISECONDS);
  try {
    const [ipv4, ipv6] = await Promise.all([resolveAll("ipv4"), resolveAll("ipv6")]);
    return { ipv4, ipv6 };
  } finally {
    clearTimeout(deadline);
  }
}

async function resolve(resolver: promises.Resolver, name: string, family: Family): Promise<Answer> {
  try {
    const found = await (family === "ipv4" ? resolver.resolve4(name) : resolver.resolve6(name));
    const addresses = [...new Set(found)].sort();
    return addresses.length > 0 ? { addresses } : { reason: "no address" };
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    return { reason: REASONS[code] ?? code };
  }
}
