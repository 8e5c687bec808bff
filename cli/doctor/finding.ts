import { type Flow, socket } from "./situation";

/** What is wrong, and what mends it. */
export interface Finding {
  /** What is to be looked at: `security group sg-0a1b (web) of 172.31.129.10`. */
  readonly subject: string;
  /** What AWS says. A stranger's words are in it. */
  readonly seen: string;
  readonly expected: string;
  readonly fix: Fix;
  /** Whether forwards work all the same: then it is a warning. */
  readonly harmless?: boolean;
  /** The forwards that it is about. */
  readonly concerns: readonly Concern[];
}

/** Either of them mends it. */
export interface Fix {
  /** In words: a prop of `PortForwardNlb` above all. */
  readonly advice?: string;
  /** All of them. */
  readonly commands?: readonly string[];
}

/** A forward, or that of it which goes to one target or through the node of one zone. */
export interface Concern {
  readonly listenerPort: number;
  /** `172.31.129.10:80` */
  readonly target?: string;
  readonly zone?: string;
}

/** A forward as a whole. */
export function forward({ listenerPort }: { readonly listenerPort: number }): Concern {
  return { listenerPort };
}

/** A forward through one of its targets. */
export function through(
  { listenerPort }: { readonly listenerPort: number },
  target: { readonly ip: string; readonly port?: number },
): Concern {
  return { listenerPort, target: socket(target) };
}

/** A forward through the node of one zone. */
export function from(
  { listenerPort }: { readonly listenerPort: number },
  { zone }: { readonly zone: string },
): Concern {
  return { listenerPort, zone };
}

/** What some flows are of. */
export function ofFlows(flows: readonly Flow[]): readonly Concern[] {
  return distinct(flows.map(({ pair, target, node: { zone } }) => ({ ...through(pair, target), zone })));
}

/** Each concern once. */
export function distinct(concerns: readonly Concern[]): readonly Concern[] {
  const key = ({ listenerPort, target = "", zone = "" }: Concern): string => `${listenerPort} ${target} ${zone}`;
  return [...new Map(concerns.map((concern) => [key(concern), concern])).values()];
}

/** Whether two are about the same forward, and not about different targets or zones of it. */
export function isSame(one: Concern, other: Concern): boolean {
  const agree = (own: string | undefined, others: string | undefined): boolean =>
    own === undefined || others === undefined || own === others;
  return one.listenerPort === other.listenerPort && agree(one.target, other.target) && agree(one.zone, other.zone);
}
