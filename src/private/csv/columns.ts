import type { ForwardHealthCheck } from "../../forward-defaults";
import type { ForwardTarget, PortForward } from "../../port-forward";
import { byOption } from "../options";
import type { Bound } from "../rules/rule";

// A list as CSV: a column for each prop, one of a nested struct by a dotted name, `;` between the items of a list. Of a list
// of structs each prop is a list, item by item. Written with commas, and read with semicolons and tabs as well.

/** What the cells of a column say. */
export type Kind = "text" | "number" | "switch" | "list";

const TARGET_COLUMNS = {
  targetIp: "text",
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
  targetGroupName: "text",
  description: "text",
  protocol: "text",
  ...byOption(({ bound }) => kindOf(bound)),
  additionalCertificateArns: "list",
  targetTls: "switch",
  clientCidrBlocks: "list",
  sameRegionPeering: "switch",
} as const satisfies Record<Exclude<keyof PortForward, "healthCheck" | "additionalTargets">, Kind>;

/** Columns of a list of structs, and of a struct. */
export const TARGETS = "additionalTargets";
export const HEALTH_CHECK = "healthCheck";

/** Every column there may be, in the order that they are written in. */
export const COLUMNS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...Object.entries(FORWARD_COLUMNS),
  ...Object.entries(TARGET_COLUMNS).map(([prop, kind]): [string, Kind] => [`${TARGETS}.${prop}`, kind]),
  ...Object.entries(HEALTH_CHECK_COLUMNS).map(([prop, kind]): [string, Kind] => [`${HEALTH_CHECK}.${prop}`, kind]),
]);

/** A column's name as names are compared: `Listener Port`, `listener_port` and `LISTENER-PORT` are one. */
export function plainName(name: string): string {
  return name.replace(/[ _-]/g, "").toLowerCase();
}

export const BETWEEN_ITEMS = ";";

/** A list that is there and has no items: a cell without anything is a prop that is left out. */
export const EMPTY_LIST = BETWEEN_ITEMS;

/**
 * A cell that a spreadsheet would take for a formula, with the apostrophes that it may have before that already.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export const FORMULA = /^'*[=+\-@\t\r]/;
