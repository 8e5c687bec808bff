// The port table as the article has it: a row for each forward, and one more for each further target.

/** A forward, with what its cells say. */
export interface ListedForward {
  /** `TCP:30080` */
  readonly listener: string;
  readonly targetGroup: string;
  readonly targets: readonly { readonly port: string; readonly ip: string; readonly external: boolean | undefined }[];
  readonly description: string | undefined;
}

/** A listener that leads nowhere has a row, too. */
const NO_TARGETS: ListedForward["targets"] = [{ port: "", ip: "none", external: undefined }];

const HEAD = ["No.", "Listener", "Target group", "Target port", "Target IP", "Where"];

/** Its cells, the head first; without a column of descriptions where there are none. */
export function portTableCells(forwards: readonly ListedForward[]): string[][] {
  const described = forwards.some(({ description }) => description !== undefined);
  const rows = forwards.flatMap(({ listener, targetGroup, targets, description = "" }, index) =>
    (targets.length > 0 ? targets : NO_TARGETS).map(({ port, ip, external }, place) => [
      ...(place === 0 ? [String(index + 1), listener, targetGroup] : ["", "", ""]),
      port,
      ip,
      external === undefined ? "" : external ? "external" : "VPC",
      ...(described ? [place === 0 ? description : ""] : []),
    ]),
  );
  return [[...HEAD, ...(described ? ["Description"] : [])], ...rows];
}
