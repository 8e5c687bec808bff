import { grouped } from "../inventory/grouped";
import type { CidrBlock } from "../../src/private/addresses";
import { parseCidr } from "./parsed";
import { setRoute } from "./commands";
import type { RouteFacts, RouteTableFacts } from "./facts";
import { type Concern, distinct, type Finding } from "./finding";
import type { Situation } from "./situation";
import { listing } from "./words";

/** Packets that leave a subnet, and need a route. */
export interface Departure {
  readonly subnetId: string;
  readonly to: CidrBlock;
  /** The route that they probably should take, as far as other routes tell. */
  readonly likely?: { readonly destination?: string; readonly via?: string };
  readonly concerns: readonly Concern[];
}

/** Whether the route should lead to a private network or to the internet. */
export type Realm = "private" | "internet";

interface BadRoute extends Departure {
  readonly table: RouteTableFacts;
  readonly route?: RouteFacts;
  /** What is wrong with the route. */
  readonly problem: string;
}

/** Returns a finding for each kind of missing or wrong route, with all route tables that have it. */
export function badRoutes(
  situation: Situation,
  departures: readonly Departure[],
  expected: string,
  realm: Realm = "private",
): Finding[] {
  const found = departures.flatMap((departure): BadRoute[] => {
    const lookup = situation.network.routeFor(departure.subnetId, departure.to);
    if (!lookup) return [];
    // Perhaps only a part of a CIDR block matters, so it's enough if a route exists for some of it.
    const hasRoute = lookup.table.routes.some(
      (route) => about(route, departure.to) && problemOf(route, departure.to, realm) === undefined,
    );
    const problem = problemOf(lookup.route, departure.to, realm);
    return problem === undefined || (hasRoute && !departure.to.isAddress) ? [] : [{ ...departure, ...lookup, problem }];
  });
  const byProblem = grouped(found, ({ problem }) => [problem]);
  return [...byProblem].map(([problem, all]) => finding(situation, problem, all, expected, realm));
}

function finding(
  situation: Situation,
  problem: string,
  all: readonly BadRoute[],
  expected: string,
  realm: Realm,
): Finding {
  const tables = [...new Set(all.map(({ table }) => table.id))];
  const distinctRoutes = [...grouped(all, ({ table, to }) => [`${table.id} ${to.toString()}`]).values()];
  const commands = distinctRoutes.flatMap(([one]) => (one ? [command(situation, one, realm)] : []));
  return {
    subject: `route ${tables.length === 1 ? "table" : "tables"} ${tables.join(", ")}`,
    seen: `${problem} for ${listing(all.map(({ to }) => to))}`,
    expected,
    fix: { commands: [...new Set(commands)] },
    concerns: distinct(all.flatMap(({ concerns }) => concerns)),
  };
}

/** Placeholders in commands, if no other route shows the ID. */
const UNKNOWN: Readonly<Record<Realm, string>> = {
  private: "<id of a VPN gateway>",
  internet: "<id of an internet gateway>",
};

/** Returns the command that fixes a route table. Copies the route from another route table of the VPC, if one has it. */
function command({ network }: Situation, { table, to, route, likely }: BadRoute, realm: Realm): string {
  const others = network.routesTo(table.vpcId, to);
  const alike = others.find((other) => problemOf(other, to, realm) === undefined);
  // Don't replace a route to the internet, which other traffic needs. Add a more specific route beside it.
  const isReplaced = route && covers(route, to) && (route.blackhole || realm === "internet");
  const [known] = (isReplaced ? route : alike)?.destinations ?? [];
  const destination = known ?? likely?.destination ?? to.canonical.toString();
  return setRoute(
    isReplaced ? "replace" : "create",
    table.id,
    destination,
    alike?.via ?? likely?.via ?? UNKNOWN[realm],
  );
}

/** Returns what is wrong with the route for a CIDR block. */
function problemOf(route: RouteFacts | undefined, block: CidrBlock, realm: Realm): string | undefined {
  if (!route) return "no route";
  const { via, blackhole } = route;
  if (blackhole) return `the route through ${via} leads nowhere (blackhole)`;
  if (realm === "private")
    return /^(igw|eigw|nat)-/.test(via) ? `the route through ${via} leads to the internet` : undefined;
  if (!covers(route, block)) return "no route";
  return via.startsWith("igw-") ? undefined : `the route through ${via} doesn't lead to an internet gateway`;
}

function covers({ destinations }: RouteFacts, block: CidrBlock): boolean {
  return destinations.some((destination) => parseCidr(destination)?.covers(block));
}

function about({ destinations }: RouteFacts, block: CidrBlock): boolean {
  return destinations.some((destination) => parseCidr(destination)?.overlaps(block));
}
