import type { CidrBlock } from "../../src/private/addresses";
import type { Flow, Situation } from "./situation";

// Texts that several causes use.

/** How to apply a list, by the CLI that its user has. */
export const DEPLOY = "run cdktf deploy, cdktn deploy or terraform apply";

/** The fix for a difference between the list and AWS. */
export const APPLY = `apply the list: ${DEPLOY}`;

/** Returns `172.31.128.10, 172.31.136.10`, without duplicates. Single addresses have no prefix length. */
export function listing(blocks: readonly CidrBlock[]): string {
  return enumerated(blocks.map(address));
}

export function enumerated(items: readonly string[]): string {
  return [...new Set(items)].join(", ");
}

/** Returns a block of one address without its prefix length, and any other block with it. */
export function address(block: CidrBlock): string {
  const text = block.toString();
  return block.isAddress ? text.replace(/\/\d+$/, "") : text;
}

/** `subnet-0a1b (ap-northeast-1a)` */
export function subnetText({ network }: Situation, id: string): string {
  const zone = network.subnet(id)?.zone;
  return zone === undefined ? id : `${id} (${zone})`;
}

/** Returns the IDs of security groups with their names: `sg-0a1b (web)`. */
export function groupsText({ network }: Situation, ids: readonly string[]): string {
  return enumerated(ids.map((id) => `${id} (${network.securityGroups([id])?.[0]?.name ?? ""})`.replace(" ()", "")));
}

/** `TCP 80` */
export function portText({ transport, port }: Pick<Flow, "transport" | "port">): string {
  return `${transport.toUpperCase()} ${port}`;
}

/** Returns what some flows are for. */
export function purposeText(flows: readonly Flow[]): string {
  const purposes = new Set(flows.flatMap(({ purpose }) => purpose.split(" and ")));
  return ["traffic", "health checks"].filter((purpose) => purposes.has(purpose)).join(" and ");
}
