import type { LoadBalancer } from "../inventory/inventory";
import { readInventory } from "../inventory/read";
import { shown } from "../../src/private/shown";
import type { InventoryOptions } from "./inventory-options";
import { Misuse } from "./problem";

/**
 * Returns the load balancers that a command line selects.
 *
 * @throws Misuse if there are none
 */
export async function selected(path: string, { loadBalancer: names }: InventoryOptions): Promise<LoadBalancer[]> {
  const all = await readInventory(path).catch((error: unknown) => {
    throw new Misuse(error instanceof Error ? error.message : String(error), { cause: error });
  });
  if (!names) return all;
  const [first, ...others] = all;
  const [name, ...more] = names;
  // A CSV list doesn't name its load balancer.
  if (first?.name === "" && others.length === 0 && name !== undefined && more.length === 0) return [{ ...first, name }];
  const unknown = names.find((name) => !all.some((loadBalancer) => loadBalancer.name === name));
  if (unknown !== undefined) {
    const known = all.map(({ name }) => shown(name)).join(", ");
    throw new Misuse(`there is no load balancer ${shown(unknown)}. Use one of these for --load-balancer: ${known}`);
  }
  return all.filter(({ name }) => names.includes(name));
}
