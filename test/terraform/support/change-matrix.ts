import { readFileSync } from "node:fs";
import path from "node:path";
import { ForwardProtocol, type PortForward, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { ARTICLE_ROWS, articleProps } from "./article";
import { type ForwardImpact, impactOf } from "../../../cli/impact/impact";
import { planOf } from "../../../cli/impact/plan";
import type { Verdict } from "../../../cli/impact/verdict";
import type { JsonObject } from "../../../cli/inventory/json";
import type { Outcome } from "./fleet";
import type { Maker, Part } from "./makers";
import type { Suite } from "./suite";
import { type Terraform, withoutHash } from "./terraform";

// The list changes in docs/changing.md. The construct and the module each apply every change to a running load
// balancer, and take it back.

export interface Planned {
  readonly action: "create" | "delete" | "delete/create" | "update";
  readonly part: Part;
  readonly listenerPort: number;
  readonly target?: string;
}

export interface Change {
  readonly change: string;
  /** Name of the prop on the page, if it differs. */
  readonly page?: string;
  readonly to: readonly PortForward[];
  readonly plan: readonly Planned[];
  /** What `impact` says, by listener port, about the change and about taking it back. Other forwards are unchanged. */
  readonly verdicts: readonly [change: Verdicts, back: Verdicts];
}

export type Verdicts = Readonly<Record<number, Verdict>>;

export const ROWS = ARTICLE_ROWS;

const [SSH1, WEB1, SSH2, WEB2, WEB3] = ROWS as readonly [
  PortForward,
  PortForward,
  PortForward,
  PortForward,
  PortForward,
];

const NEW: PortForward = { listenerPort: 40443, targetIp: "172.31.129.20", targetPort: 443 };
export const SECOND = "172.31.137.20";

/** Returns the list with its first forward changed. */
export function first(row: Partial<PortForward>): PortForward[] {
  return [{ ...SSH1, ...row }, WEB1, SSH2, WEB2, WEB3];
}

export function attachment(action: Planned["action"], listenerPort: number, target: string): Planned {
  return { action, part: "attachment", listenerPort, target };
}

/** Replaces one target with another. */
function instead(listenerPort: number, before: string, after: string): Planned[] {
  return [attachment("create", listenerPort, after), attachment("delete", listenerPort, before)];
}

export function whole(action: Planned["action"], listenerPort: number, target: string): Planned[] {
  return [
    { action, part: "listener", listenerPort },
    { action, part: "target group", listenerPort },
    // The resource that records a listener's protocol changes in place.
    { action: action === "delete/create" ? "update" : action, part: "protocol", listenerPort },
    attachment(action, listenerPort, target),
  ];
}

export function updated(...listenerPorts: number[]): Planned[] {
  return listenerPorts.map((listenerPort) => ({ action: "update", part: "target group", listenerPort }));
}

export const CHANGES: readonly Change[] = [
  {
    change: "a row is added",
    verdicts: [{ 40443: "new" }, { 40443: "cut-off" }],
    to: [...ROWS, NEW],
    plan: whole("create", 40443, "172.31.129.20:443"),
  },
  {
    change: "the first row is removed",
    verdicts: [{ 10022: "cut-off" }, { 10022: "new" }],
    page: "a row is removed",
    to: [WEB1, SSH2, WEB2, WEB3],
    plan: whole("delete", 10022, "172.31.129.10:22"),
  },
  { change: "the rows are reordered", verdicts: [{}, {}], to: [...ROWS].reverse(), plan: [] },
  {
    change: "another target port",
    verdicts: [{ 10022: "interrupted" }, { 10022: "interrupted" }],
    page: "`targetPort`",
    to: first({ targetPort: 2222 }),
    plan: instead(10022, "172.31.129.10:22", "172.31.129.10:2222"),
  },
  {
    change: "another target IP",
    verdicts: [{ 10022: "interrupted" }, { 10022: "interrupted" }],
    page: "`targetIp`",
    to: first({ targetIp: "172.31.137.10" }),
    plan: instead(10022, "172.31.129.10:22", "172.31.137.10:22"),
  },
  {
    change: "another target IP and port",
    verdicts: [{ 10022: "interrupted" }, { 10022: "interrupted" }],
    page: "`targetPort`",
    to: first({ targetIp: "172.31.137.10", targetPort: 2222 }),
    plan: instead(10022, "172.31.129.10:22", "172.31.137.10:2222"),
  },
  {
    change: "the targets of two rows are swapped",
    verdicts: [
      { 10022: "interrupted", 20022: "interrupted" },
      { 10022: "interrupted", 20022: "interrupted" },
    ],
    to: [{ ...SSH1, targetIp: SSH2.targetIp }, WEB1, { ...SSH2, targetIp: SSH1.targetIp }, WEB2, WEB3],
    plan: [
      ...instead(10022, "172.31.129.10:22", "172.31.137.10:22"),
      ...instead(20022, "172.31.137.10:22", "172.31.129.10:22"),
    ],
  },
  {
    change: "another listener port",
    verdicts: [
      { 10022: "cut-off", 10023: "new" },
      { 10022: "new", 10023: "cut-off" },
    ],
    page: "`listenerPort`",
    to: first({ listenerPort: 10023 }),
    plan: [...whole("create", 10023, "172.31.129.10:22"), ...whole("delete", 10022, "172.31.129.10:22")],
  },
  {
    change: "another protocol",
    verdicts: [{ 10022: "interrupted" }, { 10022: "cut-off" }],
    page: "`protocol`",
    to: first({ protocol: ForwardProtocol.TCP_UDP }),
    plan: whole("delete/create", 10022, "172.31.129.10:22"),
  },
  {
    change: "another target IP, and with it `external`",
    verdicts: [{ 30080: "interrupted" }, { 30080: "interrupted" }],
    page: "`external`",
    to: [SSH1, WEB1, SSH2, WEB2, { ...WEB3, targetIp: SECOND, external: false }],
    plan: instead(30080, "10.0.0.10:80", `${SECOND}:80`),
  },
  {
    change: "a further target is added, or removed",
    verdicts: [{ 10022: "elsewhere" }, { 10022: "drained" }],
    page: "`additionalTargets`",
    to: first({ additionalTargets: [{ targetIp: SECOND }] }),
    plan: [attachment("create", 10022, `${SECOND}:22`)],
  },
  {
    change: "the health check",
    verdicts: [{ 10022: "unknown" }, { 10022: "unknown" }],
    page: "`healthCheck`",
    to: first({ healthCheck: { intervalSeconds: 10, timeoutSeconds: 5, healthyThreshold: 2, port: 8080 } }),
    plan: updated(10022),
  },
  {
    change: "the deregistration delay",
    verdicts: [{ 10022: "no-effect" }, { 10022: "no-effect" }],
    page: "`deregistrationDelaySeconds`",
    to: first({ deregistrationDelaySeconds: 60 }),
    plan: updated(10022),
  },
];

/** One change of each kind: a forward added, a forward removed, another target port, another target IP address. */
export const EVERYDAY_CHANGES = CHANGES.filter(({ change }) =>
  ["a row is added", "the first row is removed", "another target port", "another target IP"].includes(change),
);

/**
 * What AWS has for a list: the targets of each forward, by ascending listener port, and the number of target groups.
 */
interface Served {
  readonly targets: readonly string[][];
  readonly targetGroups: number;
}

/** Result of a change. */
interface Applied extends Served {
  readonly planned: readonly string[];
  /** Summary of the next plan. */
  readonly next: string;
}

export const NO_CHANGES = "No changes.";

/** Returns what AWS must have for a list. */
export function served(forwards: readonly PortForward[]): Served {
  const ascending = [...forwards].sort((one, other) => one.listenerPort - other.listenerPort);
  const targets = ascending.map(({ targetIp, targetPort, additionalTargets = [] }) =>
    [{ targetIp, targetPort }, ...additionalTargets]
      .map((target) => `${target.targetIp}:${target.targetPort ?? targetPort}`)
      .sort(),
  );
  return { targets, targetGroups: forwards.length };
}

/** Returns what a fleet's load balancer has, in the format of `served()`. */
export function servedBy({ reported, targetGroups }: Pick<Outcome, "reported" | "targetGroups">): Served {
  const targets = (reported?.forwards ?? []).map((forward) =>
    forward.targets.map((target) => `${target?.Id}:${target?.Port}`).sort(),
  );
  return { targets, targetGroups: targetGroups.length };
}

/** Returns the expected changes of a plan, as Terraform writes them. */
export function expectedPlan(maker: Maker, plan: readonly Planned[]): string[] {
  return plan
    .map(({ action, part, listenerPort, target }) => `${action} ${maker.address(part, listenerPort, target)}`)
    .sort();
}

/** A stack with the article's forwards that changes. */
export class ChangingList {
  private terraform?: Terraform;

  /** @param options props of the load balancer besides the list */
  public constructor(
    private readonly suite: Suite,
    private readonly maker: Maker,
    private readonly options: Partial<PortForwardNlbProps> = {},
  ) {}

  public async begin(): Promise<void> {
    this.terraform = await this.suite.initialize(this.files(ROWS));
    await this.terraform.apply();
  }

  public async apply(forwards: readonly PortForward[]): Promise<Applied> {
    const terraform = this.running;
    await terraform.write(this.files(forwards));
    const planned = await terraform.planChanges();
    await terraform.applyPlan();
    const next = await this.next();
    return { planned: planned.map(withoutHash), ...(await this.reported()), next };
  }

  /** Plans a list, and returns what `impact` says about each forward. */
  public async predict(
    forwards: readonly PortForward[],
    ...options: readonly string[]
  ): Promise<readonly ForwardImpact[]> {
    await this.running.write(this.files(forwards));
    const plan = await this.running.plan(...options);
    const { loadBalancers } = impactOf(planOf(plan as unknown as JsonObject));
    return loadBalancers.flatMap((loadBalancer) => loadBalancer.forwards);
  }

  /** Applies the last plan. */
  public async applyPlanned(): Promise<void> {
    await this.running.applyPlan();
  }

  /** Returns the address of the load balancer or of a forward's listener in the state. */
  public async addressOf(replaced: "load balancer" | number): Promise<string> {
    const { resource_changes: changes } = await this.running.plan();
    const found = changes.find(({ address, type }) =>
      replaced === "load balancer"
        ? type === "aws_lb"
        : withoutHash(address) === this.maker.address("listener", replaced),
    );
    if (!found) throw new Error(`the plan has no ${replaced}`);
    return found.address;
  }

  /** Returns the summary of the next plan. */
  public async next(): Promise<string> {
    const next = await this.running.planText();
    return next.includes(NO_CHANGES) ? NO_CHANGES : next;
  }

  /** Returns the errors of a list's plan. */
  public async refused(forwards: readonly PortForward[]): Promise<string[]> {
    await this.running.write(this.files(forwards));
    const errors = await this.running.planErrors();
    return errors.map(({ summary, detail }) => `${summary}\n${detail}`);
  }

  public async takeBack(): Promise<Served> {
    await this.running.write(this.files(ROWS));
    await this.running.apply();
    return this.reported();
  }

  /** Returns the expected result of a change. */
  public expected(forwards: readonly PortForward[], plan: readonly Planned[]): Applied {
    return { planned: expectedPlan(this.maker, plan), ...served(forwards), next: NO_CHANGES };
  }

  private files(forwards: readonly PortForward[]): Record<string, string> {
    return this.maker.files({ ...articleProps(this.suite.network, forwards), ...this.options });
  }

  private get running(): Terraform {
    if (!this.terraform) throw new Error("begin() first");
    return this.terraform;
  }

  private async reported(): Promise<Served> {
    const targets = await this.suite.aws.targets();
    const groups = await this.suite.aws.targetGroups();
    return { targets: targets.map((group) => group.sort()), targetGroups: groups.length };
  }
}

/** First cells of the tables in docs/changing.md, each the name of a change. */
export function documentedChanges(): string[] {
  const page = readFileSync(path.join(__dirname, "../../../docs/changing.md"), "utf8");
  return page
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split("|")[1]?.trim() ?? "");
}
