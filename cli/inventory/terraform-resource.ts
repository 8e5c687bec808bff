import { type Json, type JsonObject, isObject, list, text } from "./json";

/** A resource, as a synthesized app, a plan or a state has it. */
export interface TerraformResource {
  readonly type: string;
  readonly address: string;
  /** Address of the module that it is in; empty for the root. */
  readonly module: string;
  /** Its key in `for_each`, or its place in `count`. */
  readonly key?: string;
  readonly values: JsonObject;
  /** Addresses that an attribute is made of; nothing, where it is made of nothing that could be known later. */
  readonly references: (attribute: string) => readonly string[] | undefined;
}

/** Resources of what `cdktf synth` writes for a stack, `cdk.tf.json`. */
export function ofSynthesized(document: JsonObject): TerraformResource[] {
  const types = Object.entries(objectAt(document, "resource"));
  return types.flatMap(([type, resources]) =>
    Object.entries(isObject(resources) ? resources : {}).flatMap(([name, values]) =>
      isObject(values)
        ? [
            {
              type,
              address: `${type}.${name}`,
              module: "",
              values,
              references: (path) => interpolated(at(values, path)),
            },
          ]
        : [],
    ),
  );
}

/** Resources of what `terraform show -json` prints of a state or a plan. */
export function ofShown(document: JsonObject): TerraformResource[] {
  const values = objectAt(document, "planned_values", "values");
  const configuration = objectAt(objectAt(document, "configuration"), "root_module");
  return ofModule(objectAt(values, "root_module"), configuration);
}

function ofModule(module: JsonObject, configuration: JsonObject): TerraformResource[] {
  const prefix = text(module.address) ?? "";
  const configured = new Map(
    list(configuration.resources)
      .filter(isObject)
      .map((resource) => [text(resource.address), objectAt(resource, "expressions")]),
  );
  const own = list(module.resources)
    .filter(isObject)
    .filter(({ mode }) => mode === "managed")
    .map((resource): TerraformResource => {
      const { type, name, index } = resource;
      const expressions = configured.get(`${text(type)}.${text(name)}`) ?? {};
      return {
        type: text(type) ?? "",
        address: text(resource.address) ?? "",
        module: prefix,
        ...(typeof index === "string" || typeof index === "number" ? { key: String(index) } : {}),
        values: objectAt(resource, "values"),
        references: (path) => referred(at(expressions, path), prefix),
      };
    });
  const calls = objectAt(configuration, "module_calls");
  const inner = list(module.child_modules)
    .filter(isObject)
    .flatMap((child) => {
      const call = objectAt(calls, callName(text(child.address) ?? "", prefix));
      return ofModule(child, objectAt(call, "module"));
    });
  return [...own, ...inner];
}

/** Name of the call in `module.outer.module.inner["key"]`: `inner`. */
function callName(address: string, prefix: string): string {
  const own = prefix === "" ? address : address.slice(prefix.length + 1);
  return /^module\.([^.[]+)/.exec(own)?.[1] ?? "";
}

/** The addresses in a plan's expression, those of attributes left out, and of locals, which it does not look into. */
function referred(expression: Json | undefined, prefix: string): string[] | undefined {
  if (!isObject(expression) || !("references" in expression)) return undefined;
  return list(expression.references).flatMap((reference) => {
    const [address] = /^aws_\w+\.[\w-]+(\[[^\]]+\])?/.exec(text(reference) ?? "") ?? [];
    return address === undefined ? [] : [prefix === "" ? address : `${prefix}.${address}`];
  });
}

/** The addresses in `${aws_lb.this.arn}`. */
function interpolated(value: Json | undefined): string[] | undefined {
  const found = [...(text(value) ?? "").matchAll(/\$\{(aws_\w+\.[\w-]+)\./g)].map(([, address = ""]) => address);
  return found.length === 0 ? undefined : found;
}

/** The value at `default_action.target_group_arn`, of the first item where there is a list on the way. */
export function at(value: Json | undefined, path: string): Json | undefined {
  return path.split(".").reduce<Json | undefined>((found, name) => {
    const [object = found] = list(found);
    return isObject(object) ? object[name] : undefined;
  }, value);
}

/** The object that an attribute is, the first of several that is one; without any, one without attributes. */
function objectAt(object: JsonObject, ...names: readonly string[]): JsonObject {
  return names.map((name) => object[name]).find(isObject) ?? {};
}
