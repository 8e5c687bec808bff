import type { CidrBlock } from "../../src/private/addresses";
import type { Flow, Situation } from "./situation";

// Words that several causes have.

/** What mends a difference between the list and AWS. */
export const APPLY = "apply the list: cdktf deploy, or terraform apply";

/** `172.31.128.10, 172.31.136.10`, each once: an address as one, not as the block that it is. */
export function listing(blocks: readonly CidrBlock[]): string {
  return enumerated(blocks.map(address));
}

export function enumerated(items: readonly string[]): string {
  return [...new Set(items)].join(", ");
}

/** An address as people write it, else the block. */
export function address(block: CidrBlock): string {
  const text = block.toString();
  return block.isAddress ? text.replace(/\/\d+$/, "") : text;
}

/** `subnet-0a1b (ap-northeast-1a)` */
export function subnetText({ network }: Situation, id: string): string {
  const zone = network.subnet(id)?.zone;
  return zone === undefined ? id : `${id} (${zone})`;
}

/** Names of groups with their ids: `sg-0a1b (web)`. */
export function groupsText({ network }: Situation, ids: readonly string[]): string {
  return enumerated(ids.map((id) => `${id} (${network.securityGroups([id])?.[0]?.name ?? ""})`.replace(" ()", "")));
}

/** `TCP 80` */
export function portText({ transport, port }: Pick<Flow, "transport" | "port">): string {
  return `${transport.toUpperCase()} ${port}`;
}

/** What some flows are for. */
export function purposeText(flows: readonly Flow[]): string {
  const purposes = new Set(flows.flatMap(({ purpose }) => purpose.split(" and ")));
  return ["traffic", "health checks"].filter((purpose) => purposes.has(purpose)).join(" and ");
}
