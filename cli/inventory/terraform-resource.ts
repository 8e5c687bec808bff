import { type Json, type JsonObject, isObject, list, text } from "./json";

/** A resource in a synthesized app, a plan or a state. */
export interface TerraformResource {
  readonly type: string;
  readonly address: string;
  /** Address of its module. Empty for the root module. */
  readonly module: string;
  /** Its key in `for_each`, or its index in `count`. */
  readonly key?: string;
  readonly values: JsonObject;
  /** The same structure as `values`, with `true` for each sensitive value. */
  readonly sensitive?: Json;
  /** Returns the addresses to which an attribute refers. Undefined if the attribute has no references. */
  readonly references: (attribute: string) => readonly string[] | undefined;
}

/** Returns a resource's type, without the older name of the load balancer's resources: `aws_alb_listener` is `aws_lb_listener`. */
export function typeOf(name: Json | undefined): string {
  return (text(name) ?? "").replace(/^aws_alb(?=_|$)/, "aws_lb");
}

/** Returns the resources of a stack's `cdk.tf.json`, as `cdktf synth` writes it. */
export function ofSynthesized(document: JsonObject): TerraformResource[] {
  const types = Object.entries(objectAt(document, "resource"));
  return types.flatMap(([type, resources]) =>
    Object.entries(isObject(resources) ? resources : {}).flatMap(([name, values]) =>
      isObject(values)
        ? [
            {
              type: typeOf(type),
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

/** Returns the resources of a state or a plan, as `terraform show -json` prints it. */
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
        type: typeOf(type),
        address: text(resource.address) ?? "",
        module: prefix,
        ...(typeof index === "string" || typeof index === "number" ? { key: String(index) } : {}),
        values: objectAt(resource, "values"),
        sensitive: resource.sensitive_values ?? null,
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

/** Returns the name of the module call: `inner` of `module.outer.module.inner["key"]`. */
function callName(address: string, prefix: string): string {
  const own = prefix === "" ? address : address.slice(prefix.length + 1);
  return /^module\.([^.[]+)/.exec(own)?.[1] ?? "";
}

/** Returns the resource addresses and locals in a plan's expression, without attributes. A plan doesn't resolve locals. */
function referred(expression: Json | undefined, prefix: string): string[] | undefined {
  if (!isObject(expression) || !("references" in expression)) return undefined;
  return list(expression.references).flatMap((reference) => {
    const [address] = /^(aws_\w+\.[\w-]+(\[[^\]]+\])?|local\.[\w-]+)/.exec(text(reference) ?? "") ?? [];
    if (address?.startsWith("local.")) return [address];
    return address === undefined ? [] : [prefix === "" ? address : `${prefix}.${address}`];
  });
}

/** Returns the resource addresses in a string such as `${aws_lb.this.arn}`. */
function interpolated(value: Json | undefined): string[] | undefined {
  const found = [...(text(value) ?? "").matchAll(/\$\{(aws_\w+\.[\w-]+)\./g)].map(([, address = ""]) => address);
  return found.length === 0 ? undefined : found;
}

/** Returns the value at a path such as `default_action.target_group_arn`. Takes the first item of each list on the path. */
export function at(value: Json | undefined, path: string): Json | undefined {
  return path.split(".").reduce<Json | undefined>((found, name) => {
    const [object = found] = list(found);
    return isObject(object) ? object[name] : undefined;
  }, value);
}

/** Returns the first of the named attributes that is an object, or an empty object. */
function objectAt(object: JsonObject, ...names: readonly string[]): JsonObject {
  return names.map((name) => object[name]).find(isObject) ?? {};
}
