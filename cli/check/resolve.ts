import { promises } from "node:dns";

// Resolves names as the function for hosts does: by DNS alone, without the machine's hosts file.

/** What a name resolves to, or why it doesn't resolve. */
export type Resolution =
  | { readonly addresses: readonly string[]; readonly reason?: undefined }
  | { readonly addresses?: undefined; readonly reason: string };

/** Resolves names, all at once. Never rejects. */
export type ResolveNames = (names: Iterable<string>) => Promise<ReadonlyMap<string, Resolution>>;

interface ResolverOptions {
  /** How long to wait for all answers. */
  readonly deadlineMilliseconds: number;
  /** Addresses of name servers. Defaults to the machine's. */
  readonly servers?: readonly string[];
}

const NO_ADDRESS = "no address";

/** Causes in the words of DNS. */
const REASONS: Readonly<Record<string, string>> = {
  ECANCELLED: "time-out",
  ENODATA: NO_ADDRESS,
  ENOTFOUND: "NXDOMAIN",
  EREFUSED: "REFUSED",
  ESERVFAIL: "SERVFAIL",
  ETIMEOUT: "time-out",
};

export function nameResolver({ deadlineMilliseconds, servers }: ResolverOptions): ResolveNames {
  return async (names) => {
    const resolver = new promises.Resolver({ timeout: Math.max(1, Math.ceil(deadlineMilliseconds / 2)), tries: 2 });
    if (servers) resolver.setServers(servers);
    const deadline = setTimeout(() => {
      resolver.cancel();
    }, deadlineMilliseconds);
    try {
      const unique = [...new Set(names)];
      return new Map(await Promise.all(unique.map(async (name) => [name, await resolved(resolver, name)] as const)));
    } finally {
      clearTimeout(deadline);
    }
  };
}

/** Returns what to say about a name: `db.internal resolves to 10.0.3.7`. */
export function resolutionText(name: string, { addresses, reason }: Resolution): string {
  return addresses ? `${name} resolves to ${addresses.join(", ")}` : `${name} doesn't resolve from here (${reason})`;
}

/** Returns the addresses of both families, or the reason why there are none. */
async function resolved(resolver: promises.Resolver, name: string): Promise<Resolution> {
  const answers = await Promise.all([
    answer(async () => resolver.resolve4(name)),
    answer(async () => resolver.resolve6(name)),
  ]);
  const addresses = answers.flatMap((one) => one.addresses ?? []);
  if (addresses.length > 0) return { addresses };
  const reasons = answers.map(({ reason = NO_ADDRESS }) => reason);
  return { reason: reasons.find((reason) => reason !== NO_ADDRESS) ?? NO_ADDRESS };
}

async function answer(ask: () => Promise<string[]>): Promise<Resolution> {
  try {
    return { addresses: [...new Set(await ask())].sort() };
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    return { reason: REASONS[code] ?? code };
  }
}
