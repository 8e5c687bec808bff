import { type Flow, socket } from "./situation";

/** What is wrong, and how to fix it. */
export interface Finding {
  /** The resource: `security group sg-0a1b (web) of 172.31.129.10`. */
  readonly subject: string;
  /** What AWS says. May contain untrusted text. */
  readonly seen: string;
  readonly expected: string;
  readonly fix: Fix;
  /** Whether forwards work anyway. The finding is then a warning. */
  readonly harmless?: boolean;
  /** The affected forwards. */
  readonly concerns: readonly Concern[];
}

/** Two ways to fix a finding. Either is enough. */
export interface Fix {
  /** What to do, preferably by changing a prop of `PortForwardNlb`. */
  readonly advice?: string;
  /** Commands to run, all of them. */
  readonly commands?: readonly string[];
}

/** A forward, or only its connections to one target or through the node of one zone. */
export interface Concern {
  readonly listenerPort: number;
  /** `172.31.129.10:80` */
  readonly target?: string;
  readonly zone?: string;
}

/** Returns the whole forward. */
export function forward({ listenerPort }: { readonly listenerPort: number }): Concern {
  return { listenerPort };
}

/** Returns the forward's connections to one of its targets. */
export function through(
  { listenerPort }: { readonly listenerPort: number },
  target: { readonly ip: string; readonly port?: number },
): Concern {
  return { listenerPort, target: socket(target) };
}

/** Returns the forward's connections through the node of one zone. */
export function from(
  { listenerPort }: { readonly listenerPort: number },
  { zone }: { readonly zone: string },
): Concern {
  return { listenerPort, zone };
}

/** Returns the forwards, targets and zones of some flows. */
export function ofFlows(flows: readonly Flow[]): readonly Concern[] {
  return distinct(flows.map(({ pair, target, node: { zone } }) => ({ ...through(pair, target), zone })));
}

/** Removes duplicates. */
export function distinct(concerns: readonly Concern[]): readonly Concern[] {
  const key = ({ listenerPort, target = "", zone = "" }: Concern): string => `${listenerPort} ${target} ${zone}`;
  return [...new Map(concerns.map((concern) => [key(concern), concern])).values()];
}

/** Whether two concerns overlap: they have the same forward, and no different targets or zones. */
export function isSame(one: Concern, other: Concern): boolean {
  const agree = (own: string | undefined, others: string | undefined): boolean =>
    own === undefined || others === undefined || own === others;
  return one.listenerPort === other.listenerPort && agree(one.target, other.target) && agree(one.zone, other.zone);
}
