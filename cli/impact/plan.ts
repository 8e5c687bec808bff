import { isDeepStrictEqual } from "node:util";
import { isObject, type Json, type JsonObject, list, text } from "../inventory/json";
import { at, ofShown, type TerraformResource, typeOf } from "../inventory/terraform-resource";

// Reads a plan as `terraform show -json` prints it, format version 1.
// https://developer.hashicorp.com/terraform/internals/json-format#plan-representation

/** What Terraform does to a resource. `forget` removes it from the state and leaves it on AWS. */
export type Action = "none" | "create" | "update" | "delete" | "replace" | "forget";

/** A resource before and after the apply. */
export interface PlannedResource {
  /** Its address after the apply, or before if it is deleted. */
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  /** Whether a replacement is created before the old resource is deleted. */
  readonly createsFirst: boolean;
  /** Why it is replaced or deleted: `replace_because_cannot_update`. */
  readonly reason: string | undefined;
  /** Arguments that force the replacement. */
  readonly forcing: readonly string[];
  readonly before: TerraformResource | undefined;
  readonly after: TerraformResource | undefined;
  /** Arguments whose values change, or may change. */
  readonly changed: readonly string[];
  /** Arguments that Terraform knows only after the apply. */
  readonly unknown: readonly string[];
}

export interface Plan {
  readonly before: readonly TerraformResource[];
  readonly after: readonly TerraformResource[];
  readonly resources: readonly PlannedResource[];
  /** Whether planning failed, so that Terraform can't apply the plan. */
  readonly errored: boolean;
  /** What else a reader has to know. */
  readonly notes: readonly string[];
}

/** What to pass to the command. */
export const FIX = "Pass the output of 'terraform show -json <plan>', or pipe it into 'port-forward-nlb impact -'.";

/**
 * Reads a plan.
 *
 * @throws Error if the document isn't a plan, or is in a format that this version doesn't know
 */
export function planOf(document: JsonObject): Plan {
  const version = text(document.format_version);
  if (version === undefined || !("resource_changes" in document || "planned_values" in document)) {
    throw new Error(
      `${version !== undefined && "values" in document ? "this is a state, not a plan" : "this is not a plan"}. ${FIX}`,
    );
  }
  const [major] = version.split(".");
  if (major !== "1") {
    throw new Error(
      `the plan has format version ${version}, but this version of port-forward-nlb reads only format version 1. Update the package.`,
    );
  }
  const changes = list(document.resource_changes)
    .filter(isObject)
    // A deposed object no longer serves anything.
    .filter(({ mode, deposed }) => mode === "managed" && deposed === undefined);
  const left = leftAddresses(changes);
  const before = beforeOf(document, changes).filter(({ address }) => !left.has(address));
  const planned = ofShown(document);
  const kept = keptOf(planned, changes, before);
  const replaced = new Set(kept.map(({ address }) => address));
  const after = [...planned.filter(({ address }) => !replaced.has(address)), ...kept];
  return {
    before,
    after,
    resources: resourcesOf(changes, before, after),
    errored: document.errored === true,
    notes: notesOf(document, changes),
  };
}

/** Returns the addresses that lose their object to another address: `removed` there, and imported here. */
function leftAddresses(changes: readonly JsonObject[]): ReadonlySet<string | undefined> {
  const objectOf = ({ type, change }: JsonObject): string =>
    `${typeOf(type)} ${text(isObject(change) ? at(change.before, "id") : undefined) ?? ""}`;
  const imported = new Set(
    changes.filter(({ change }) => isObject(change) && isObject(change.importing)).map(objectOf),
  );
  const left = changes.filter((change) => actionOf(actionsOf(change)) === "forget" && imported.has(objectOf(change)));
  return new Set(left.map(({ address }) => text(address)));
}

/** Returns the resources before the apply: those in the prior state, and those that the plan imports. */
function beforeOf(document: JsonObject, changes: readonly JsonObject[]): TerraformResource[] {
  const state = isObject(document.prior_state) ? document.prior_state : {};
  const prior = ofShown({ values: state.values ?? null });
  const known = new Set(prior.map(({ address }) => address));
  const others = changes.flatMap((change): TerraformResource[] => {
    const address = text(change.address) ?? "";
    const { before, before_sensitive: sensitive = null } = isObject(change.change) ? change.change : {};
    if (known.has(address) || known.has(text(change.previous_address) ?? address) || !isObject(before)) return [];
    const { type, module_address: module, index } = change;
    return [
      {
        type: typeOf(type),
        address,
        module: text(module) ?? "",
        ...(typeof index === "string" || typeof index === "number" ? { key: String(index) } : {}),
        values: before,
        sensitive,
        references: () => undefined,
      },
    ];
  });
  return [...prior, ...others];
}

/** Returns the resources that stay on AWS, although the plan has no values of them after the apply. */
function keptOf(
  planned: readonly TerraformResource[],
  changes: readonly JsonObject[],
  before: readonly TerraformResource[],
): TerraformResource[] {
  const addresses = new Set(planned.map(({ address }) => address));
  const actions = new Map(
    changes.flatMap((change) =>
      [change.address, change.previous_address].map((address) => [text(address), actionOf(actionsOf(change))] as const),
    ),
  );
  return before.filter(({ address }) => {
    // A plan with -target lists only its targets and what they depend on.
    const action = actions.get(address);
    return action === "forget" || (action === undefined && !addresses.has(address));
  });
}

function resourcesOf(
  changes: readonly JsonObject[],
  before: readonly TerraformResource[],
  after: readonly TerraformResource[],
): PlannedResource[] {
  const [old, next] = [before, after].map((side) => new Map(side.map((resource) => [resource.address, resource])));
  const planned = changes.map((change): PlannedResource => {
    const address = text(change.address) ?? "";
    const details = isObject(change.change) ? change.change : {};
    const actions = actionsOf(change);
    const forcing = list(details.replace_paths).map((path) => text(list(path)[0]) ?? "");
    return {
      address,
      type: typeOf(change.type),
      action: actionOf(actions),
      createsFirst: actions.length > 1 && (actions[0] === "create" || actions.includes("forget")),
      reason: text(change.action_reason),
      forcing: [...new Set(forcing)].filter(Boolean),
      // The prior state has a moved resource at its new address.
      before: old?.get(address) ?? old?.get(text(change.previous_address) ?? address),
      after: next?.get(address),
      changed: changedArguments(details),
      unknown: unknownArguments(details),
    };
  });
  const listed = new Set(planned.flatMap((one) => [one.before?.address, one.after?.address]));
  const others = after.filter(({ address }) => !listed.has(address));
  return [...planned, ...others.map((resource) => untouched(resource, old?.get(resource.address)))];
}

function untouched(after: TerraformResource, before: TerraformResource | undefined): PlannedResource {
  const { address, type } = after;
  return {
    address,
    type,
    action: "none",
    createsFirst: false,
    reason: undefined,
    forcing: [],
    before,
    after,
    changed: [],
    unknown: [],
  };
}

function actionsOf(change: JsonObject): string[] {
  return list(isObject(change.change) ? (change.change.actions ?? null) : null).map(String);
}

function actionOf(actions: readonly string[]): Action {
  // A replacement that forgets the old object leaves it on AWS. For clients, it's as if the new one came beside it.
  if (actions.length > 1) return "replace";
  const [only = "no-op"] = actions;
  return only === "create" || only === "update" || only === "delete" || only === "forget" ? only : "none";
}

function changedArguments({ before, after, after_unknown: unknown }: JsonObject): string[] {
  if (!isObject(before) || !isObject(after)) return [];
  const names = new Set([
    ...Object.keys(before),
    ...Object.keys(after),
    ...Object.keys(isObject(unknown) ? unknown : {}),
  ]);
  return [...names].filter(
    (name) => isUnknown(at(unknown, name)) || !isDeepStrictEqual(before[name] ?? null, after[name] ?? null),
  );
}

function unknownArguments({ after_unknown: unknown }: JsonObject): string[] {
  return isObject(unknown) ? Object.keys(unknown).filter((name) => isUnknown(unknown[name])) : [];
}

/** Whether any part of a value is unknown. */
function isUnknown(value: Json | undefined): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some(isUnknown);
  return isObject(value) ? Object.values(value).some(isUnknown) : value === true;
}

function notesOf(document: JsonObject, changes: readonly JsonObject[]): string[] {
  const deposed = list(document.resource_changes).filter((change) => isObject(change) && change.deposed !== undefined);
  const { errored, complete } = document;
  return [
    ...(errored === true ? ["The plan has errors, so it isn't the whole plan. Terraform can't apply it."] : []),
    ...(complete === false && errored !== true
      ? ["The plan isn't complete: after the apply, another plan has more changes, for example because of -target."]
      : []),
    ...(list(document.deferred_changes).length > 0
      ? [`The plan defers ${list(document.deferred_changes).length} changes to a later apply. They have no verdict.`]
      : []),
    ...(changes.length === 0 && errored !== true ? ["The plan has no resources."] : []),
    ...(deposed.length > 0 ? [`Terraform also deletes ${deposed.length} objects that a former apply left over.`] : []),
  ];
}

/** Reasons for a replacement other than its arguments, by `action_reason`. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ["replace_by_request", "-replace"],
  ["replace_by_triggers", "replace_triggered_by"],
  ["replace_because_tainted", "tainted by a failed apply"],
]);

/** Returns the arguments that force a replacement, or another reason for it. */
export function replacementReasons({ forcing, reason = "" }: PlannedResource): string[] {
  const other = REASONS.get(reason);
  return forcing.length > 0 ? [...forcing] : other === undefined ? [] : [other];
}
