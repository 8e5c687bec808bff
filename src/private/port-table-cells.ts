// The port table, as in the article: a row for each forward, and one for each additional target.

/** A forward with the contents of its cells. */
export interface ListedForward {
  /** `TCP:30080` */
  readonly listener: string;
  readonly targetGroup: string;
  /** Whether its targets are IP addresses, and not instances or a load balancer. */
  readonly toAddresses: boolean;
  readonly targets: readonly { readonly port: string; readonly ip: string; readonly external: boolean | undefined }[];
  readonly description: string | undefined;
}

/** A forward without targets still has a row. */
const NO_TARGETS: ListedForward["targets"] = [{ port: "", ip: "none", external: undefined }];

const HEAD = ["No.", "Listener", "Target group", "Target port"];

/** Returns the cells, header first. Leaves the description column out if no forward has a description. */
export function portTableCells(forwards: readonly ListedForward[]): string[][] {
  const described = forwards.some(({ description }) => description !== undefined);
  const ofAddresses = forwards.every(({ toAddresses }) => toAddresses);
  const rows = forwards.flatMap(({ listener, targetGroup, targets, description = "" }, index) =>
    (targets.length > 0 ? targets : NO_TARGETS).map(({ port, ip, external }, place) => [
      ...(place === 0 ? [String(index + 1), listener, targetGroup] : ["", "", ""]),
      port,
      ip,
      external === undefined ? "" : external ? "external" : "VPC",
      ...(described ? [place === 0 ? description : ""] : []),
    ]),
  );
  return [[...HEAD, ofAddresses ? "Target IP" : "Target", "Where", ...(described ? ["Description"] : [])], ...rows];
}
