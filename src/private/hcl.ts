import type { TerraformResource } from "cdktf";

/** Returns the Terraform address of a resource, such as `aws_lb_listener.example`. */
export function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

/** Return type of a resource's `toHclTerraform()`: its attributes by resource type and logical ID. */
interface HclFragment {
  readonly resource?: Record<string, Record<string, HclAttributes>>;
}

interface HclAttributes extends Record<string, unknown> {
  depends_on?: unknown;
  lifecycle?: Record<string, unknown>;
}

/**
 * Makes a resource's HCL mean the same as its JSON.
 *
 * cdktf 0.21 renders references in `depends_on` and `lifecycle` as lists of strings. Terraform warns about them in
 * `depends_on` and `ignore_changes`, and rejects them in `replace_triggered_by`. cdktf passes a string that starts
 * with a bracket through unchanged. It renders multi-line text as a heredoc, which adds a newline at the end.
 *
 * Not a subclass, so that users get the class that their language has bindings for.
 */
export function renderSoundHcl(resource: TerraformResource): void {
  resource.toHclTerraform = toHclTerraform;
}

function toHclTerraform(this: TerraformResource): HclFragment {
  const { toHclTerraform: render } = Object.getPrototypeOf(this) as { toHclTerraform: (this: unknown) => HclFragment };
  const fragment = render.call(this);
  for (const resource of Object.values(fragment.resource ?? {}).flatMap(Object.values<HclAttributes>)) {
    Object.values(resource).filter(isText).forEach(dropLastLineEnd);
    resource.depends_on = bareList(resource.depends_on);
    if (resource.lifecycle) {
      const lifecycle = Object.entries(resource.lifecycle).map(([argument, value]) => [argument, bareList(value)]);
      resource.lifecycle = Object.fromEntries(lifecycle) as Record<string, unknown>;
    }
  }
  return fragment;
}

function bareList(value: unknown): unknown {
  return isListOfStrings(value) ? `[${value.join(", ")}]` : value;
}

function isListOfStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** Whether an attribute is a string, in the form that cdktf passes to its renderer. */
function isText(attribute: unknown): attribute is { value: string } {
  return (
    typeof attribute === "object" && attribute !== null && "value" in attribute && typeof attribute.value === "string"
  );
}

function dropLastLineEnd(attribute: { value: string }): void {
  attribute.value = attribute.value.replace(/(?<=\n.*)\n$/, "");
}
