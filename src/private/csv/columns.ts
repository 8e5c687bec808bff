import type { ForwardHealthCheck } from "../../forward-defaults";
import type { ForwardTarget, PortForward } from "../../port-forward";
import { byOption } from "../options";
import type { Bound } from "../rules/rule";

// A list as CSV: a column for each prop, with dotted names for the props of nested structs, and `;` between the items
// of a list. A list of structs has a column for each prop of its structs, with one item for each struct. Written with
// commas; read with semicolons and tabs, too.

/** Type of a column's cells. */
export type Kind = "text" | "number" | "switch" | "list";

const TARGET_COLUMNS = {
  targetIp: "text",
  targetInstanceId: "text",
  targetHost: "text",
  targetPort: "number",
  external: "switch",
  key: "text",
} as const satisfies Record<keyof ForwardTarget, Kind>;

const HEALTH_CHECK_COLUMNS = {
  protocol: "text",
  port: "number",
  path: "text",
  matcher: "text",
  healthyThreshold: "number",
  unhealthyThreshold: "number",
  intervalSeconds: "number",
  timeoutSeconds: "number",
} as const satisfies Record<keyof ForwardHealthCheck, Kind>;

function kindOf({ form: { kind } }: Bound): Kind {
  return kind === "integer" ? "number" : kind === "flag" ? "switch" : "text";
}

const FORWARD_COLUMNS = {
  listenerPort: "number",
  ...TARGET_COLUMNS,
  targetAlbArn: "text",
  targetIpAddressType: "text",
  targetSecurityGroupIds: "list",
  targetGroupName: "text",
  description: "text",
  protocol: "text",
  ...byOption(({ bound }) => kindOf(bound)),
  additionalCertificateArns: "list",
  targetTls: "switch",
  clientCidrBlocks: "list",
  sameRegionPeering: "switch",
} as const satisfies Record<Exclude<keyof PortForward, "healthCheck" | "additionalTargets">, Kind>;

/** Prefixes of the columns of nested structs. */
export const TARGETS = "additionalTargets";
export const HEALTH_CHECK = "healthCheck";

/** Every possible column, in the order of the written file. */
export const COLUMNS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...Object.entries(FORWARD_COLUMNS),
  ...Object.entries(TARGET_COLUMNS).map(([prop, kind]): [string, Kind] => [`${TARGETS}.${prop}`, kind]),
  ...Object.entries(HEALTH_CHECK_COLUMNS).map(([prop, kind]): [string, Kind] => [`${HEALTH_CHECK}.${prop}`, kind]),
]);

/** Returns a column name for comparison: `Listener Port`, `listener_port` and `LISTENER-PORT` are the same. */
export function plainName(name: string): string {
  return name.replace(/[ _-]/g, "").toLowerCase();
}

export const BETWEEN_ITEMS = ";";

/** An empty list. An empty cell is an unset prop. */
export const EMPTY_LIST = BETWEEN_ITEMS;

/**
 * A cell that a spreadsheet would evaluate as a formula, with any apostrophes that already precede it.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export const FORMULA = /^'*[=+\-@\t\r]/;
