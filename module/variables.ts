import { OPTION_DEFAULTS } from "../src/private/defaults/forward-options";
import { byOption } from "../src/private/options";
import { ALARM_DEFAULTS, HOST_TARGETS_DEFAULTS, LOAD_BALANCER_DEFAULTS } from "../src/private/defaults/load-balancer";
import { EMPTY, snakeCase } from "./expressions";
import { constraint, description, type Prop, propsOf, structOf } from "./assembly";
import { quoted } from "./hcl";
import { validations } from "./rules";

// Writes variables.tf, with a variable for each prop.

type Defaults = Readonly<Record<string, unknown>>;

/** Defaults of the props of structs, inside `forward_defaults` or a variable of their own. */
const DEFAULTS: Record<string, Defaults> = {
  ForwardDefaults: {
    ...OPTION_DEFAULTS,
    ...byOption((option) => option.default),
  },
  ForwardHealthCheck: OPTION_DEFAULTS.healthCheck,
  ForwardAlarms: ALARM_DEFAULTS,
  HostTargets: HOST_TARGETS_DEFAULTS,
};

/** @param settled whether attributes have defaults: those of a forward come from `forward_defaults` */
function objectType(struct: string, settled: boolean): string {
  const attributes = propsOf(struct).map(({ name, optional, type }) => {
    const own = constraint(name, type, (inner) => objectType(inner, settled));
    return `${snakeCase(name)} = ${optional ? `optional(${[own, ...defaultOf(struct, name, settled)].join(", ")})` : own}`;
  });
  return `object({\n${attributes.join("\n")}\n})`;
}

function defaultOf(struct: string, prop: string, settled: boolean): string[] {
  const empty = EMPTY[prop];
  if (empty !== undefined) return [empty];
  const value = settled ? DEFAULTS[struct]?.[prop] : undefined;
  return value === undefined ? [] : [JSON.stringify(value)];
}

/** Returns the default of a variable, and whether it is nullable. */
function variableDefault({ name, optional }: Prop): string[] {
  if (!optional) return ["nullable = false"];
  const empty = EMPTY[name];
  if (empty !== undefined) return [`default = ${empty}`, "nullable = false"];
  const value = (LOAD_BALANCER_DEFAULTS as Defaults)[name];
  return value === undefined ? ["default = null"] : [`default = ${JSON.stringify(value)}`, "nullable = false"];
}

function variableDescription(prop: Prop): string {
  const struct = structOf(prop.type);
  const told = description("PortForwardNlbProps", prop, (LOAD_BALANCER_DEFAULTS as Defaults)[prop.name]);
  if (struct === undefined) return quoted(told);
  const lines = [told, "", ...attributeLines(struct, "")];
  const text = lines.map((line) => (line === "" ? "" : `    ${line}`)).join("\n");
  // Otherwise Terraform would evaluate an expression in it.
  return `<<-EOT\n${text.replaceAll("${", () => "$${")}\n  EOT`;
}

/** Returns a line for each attribute. A forward's attributes from `forward_defaults` are described there. */
function attributeLines(struct: string, indent: string): string[] {
  const shared = struct === "PortForward" ? new Set(propsOf("ForwardDefaults").map(({ name }) => name)) : new Set();
  return propsOf(struct)
    .filter(({ name }) => !shared.has(name))
    .flatMap((prop) => {
      const inner = structOf(prop.type);
      const literal = inner === undefined ? DEFAULTS[struct]?.[prop.name] : undefined;
      const line = `${indent}- \`${snakeCase(prop.name)}\`: ${description(struct, prop, literal)}`;
      return inner === undefined ? [line] : [line, ...attributeLines(inner, `${indent}  `)];
    });
}

export function variables(): string {
  const blocks = propsOf("PortForwardNlbProps").map((prop) => {
    const name = snakeCase(prop.name);
    const type = constraint(prop.name, prop.type, (struct) => objectType(struct, struct !== "PortForward"));
    const head = [`description = ${variableDescription(prop)}`, `type = ${type}`, ...variableDefault(prop)];
    return `variable "${name}" {\n${[head.join("\n"), ...validations(name)].join("\n\n")}\n}\n`;
  });
  return blocks.join("\n");
}
