import { grouped } from "../inventory/grouped";
import type { CidrBlock } from "../../src/private/addresses";
import { parseCidr } from "./parsed";
import { lead } from "./commands";
import type { RouteFacts, RouteTableFacts } from "./facts";
import { type Concern, distinct, type Finding } from "./finding";
import type { Situation } from "./situation";
import { listing } from "./words";

/** Packets that leave a subnet. */
export interface Departure {
  readonly subnetId: string;
  readonly to: CidrBlock;
  /** What a route would be, as far as it is known from elsewhere. */
  readonly likely?: { readonly destination?: string; readonly via?: string };
  readonly concerns: readonly Concern[];
}

/** Where packets are to go: to a network of one's own, or to the internet. */
export type Realm = "private" | "internet";

interface Stray extends Departure {
  readonly table: RouteTableFacts;
  readonly route?: RouteFacts;
  /** What is wrong with it. */
  readonly problem: string;
}

/** What route tables lead nowhere, or astray: one finding for what is wrong, whichever tables it is in. */
export function strays(
  situation: Situation,
  departures: readonly Departure[],
  expected: string,
  realm: Realm = "private",
): Finding[] {
  const found = departures.flatMap((departure): Stray[] => {
    const lookup = situation.network.routeFor(departure.subnetId, departure.to);
    if (!lookup) return [];
    // Of a block, a part may be what matters: it is enough that there is a way for some of it.
    const isLed = lookup.table.routes.some(
      (route) => about(route, departure.to) && problemOf(route, departure.to, realm) === undefined,
    );
    const problem = problemOf(lookup.route, departure.to, realm);
    return problem === undefined || (isLed && !departure.to.isAddress) ? [] : [{ ...departure, ...lookup, problem }];
  });
  const byProblem = grouped(found, ({ problem }) => [problem]);
  return [...byProblem].map(([problem, all]) => finding(situation, problem, all, expected, realm));
}

function finding(
  situation: Situation,
  problem: string,
  all: readonly Stray[],
  expected: string,
  realm: Realm,
): Finding {
  const tables = [...new Set(all.map(({ table }) => table.id))];
  const mended = [...grouped(all, ({ table, to }) => [`${table.id} ${to.toString()}`]).values()];
  const commands = mended.flatMap(([one]) => (one ? [command(situation, one, realm)] : []));
  return {
    subject: `route ${tables.length === 1 ? "table" : "tables"} ${tables.join(", ")}`,
    seen: `${problem} for ${listing(all.map(({ to }) => to))}`,
    expected,
    fix: { commands: [...new Set(commands)] },
    concerns: distinct(all.flatMap(({ concerns }) => concerns)),
  };
}

/** Stands for what no other route tells. */
const UNKNOWN: Readonly<Record<Realm, string>> = {
  private: "<id of a VPN gateway>",
  internet: "<id of an internet gateway>",
};

/** What has a table lead where it does not, as another one of its VPC does, if one does. */
function command({ network }: Situation, { table, to, route, likely }: Stray, realm: Realm): string {
  const others = network.routesTo(table.vpcId, to);
  const alike = others.find((other) => problemOf(other, to, realm) === undefined);
  // A route to the internet serves others: a more specific one stands beside it.
  const isReplaced = route && covers(route, to) && (route.blackhole || realm === "internet");
  const [known] = (isReplaced ? route : alike)?.destinations ?? [];
  const destination = known ?? likely?.destination ?? to.canonical.toString();
  return lead(isReplaced ? "replace" : "create", table.id, destination, alike?.via ?? likely?.via ?? UNKNOWN[realm]);
}

/** What is wrong with the way that packets for a block take. */
function problemOf(route: RouteFacts | undefined, block: CidrBlock, realm: Realm): string | undefined {
  if (!route) return "no route";
  const { via, blackhole } = route;
  if (blackhole) return `the route through ${via} leads nowhere (blackhole)`;
  if (realm === "private")
    return /^(igw|eigw|nat)-/.test(via) ? `the route through ${via} leads to the internet` : undefined;
  if (!covers(route, block)) return "no route";
  return via.startsWith("igw-") ? undefined : `the route through ${via} leads to no internet gateway`;
}

function covers({ destinations }: RouteFacts, block: CidrBlock): boolean {
  return destinations.some((destination) => parseCidr(destination)?.covers(block));
}

function about({ destinations }: RouteFacts, block: CidrBlock): boolean {
  return destinations.some((destination) => parseCidr(destination)?.overlaps(block));
}
