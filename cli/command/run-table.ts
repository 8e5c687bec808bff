import { markdownTable } from "markdown-table";
import type { Forward, LoadBalancer } from "../inventory/inventory";
import { portTableCells } from "../../src/private/port-table-cells";
import { listed } from "../inventory/listed";
import { escapeMarkdown } from "../inventory/markdown";
import { idOf, propOf } from "../inventory/target";
import { whereabouts } from "../inventory/whereabouts";
import type { InventoryOptions } from "./inventory-options";
import { Misuse } from "./problem";
import { selected } from "./selected";
import { bold, cell, print, terminalTable } from "./terminal";

export type TableFormat = "markdown" | "json" | "csv";

/** Prints the port table. Without a format, prints it in columns for people. */
export async function runTable(
  path: string,
  options: InventoryOptions,
  format: TableFormat | undefined,
): Promise<void> {
  const loadBalancers = await selected(path, options);
  switch (format) {
    case "json":
      print(JSON.stringify(loadBalancers, null, 2));
      return;
    case "csv":
      print((await csv(loadBalancers)).trimEnd());
      return;
    case "markdown":
      print(loadBalancers.map((loadBalancer) => markdown(loadBalancer, loadBalancers.length > 1)).join("\n\n"));
      return;
    default:
      print(loadBalancers.map((loadBalancer) => forPeople(loadBalancer)).join("\n\n"), { styled: true });
  }
}

function forPeople(loadBalancer: LoadBalancer): string {
  const head = [loadBalancer.name, ...whereabouts(loadBalancer)].filter(Boolean).map(cell);
  const [columns = [], ...rows] = portTableCells(loadBalancer.forwards.map(listed));
  const table = terminalTable(
    columns,
    rows.map((row) => row.map(cell)),
  );
  return head.length === 0 ? table : `${bold(head.join(", "))}\n${table}`;
}

function markdown(loadBalancer: LoadBalancer, named: boolean): string {
  const cells = portTableCells(loadBalancer.forwards.map(listed));
  const table = markdownTable(cells.map((row) => row.map(escapeMarkdown)));
  return named ? `## ${escapeMarkdown(loadBalancer.name)}\n\n${table}` : table;
}

async function csv(loadBalancers: readonly LoadBalancer[]): Promise<string> {
  const [only, ...more] = loadBalancers;
  if (more.length > 0) {
    throw new Misuse(
      `a CSV list holds one load balancer, but there are ${more.length + 1}. Select one with --load-balancer.`,
    );
  }
  const { forwardsCsv } = await import("../../src/private/csv/write");
  return forwardsCsv((only?.forwards ?? []).map(row));
}

/** Returns a forward as a row of a CSV list. */
function row({ listenerPort, protocol, targetGroup, description, targets }: Forward): Record<string, unknown> {
  const [own, ...others] = targets.map((target) => ({
    [propOf(target)]: idOf(target),
    targetPort: target.port,
    // Only an address, or a host's, can be outside the VPC.
    external: ["targetIp", "targetHost"].includes(propOf(target)) ? target.external : undefined,
  }));
  return {
    listenerPort,
    ...own,
    protocol,
    targetGroupName: targetGroup,
    description,
    additionalTargets: others.length === 0 ? undefined : others,
  };
}
