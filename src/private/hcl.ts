import type { TerraformResource } from "cdktf";

/** Returns where Terraform has a resource, `aws_lb_listener.example`. */
export function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

/** What a resource's `toHclTerraform()` returns: its attributes by resource type and logical id. */
interface HclFragment {
  readonly resource?: Record<string, Record<string, HclAttributes>>;
}

interface HclAttributes extends Record<string, unknown> {
  depends_on?: unknown;
  lifecycle?: Record<string, unknown>;
}

/**
 * Has a resource rendered to HCL that means what its JSON does.
 *
 * cdktf 0.21 renders the references in `depends_on` and `lifecycle` as lists of strings. Terraform warns of that in
 * `depends_on` and `ignore_changes`, and refuses it in `replace_triggered_by`. A string that begins with a bracket is
 * rendered by cdktf as it stands. A text of several lines it renders as a here document, which adds a line end of its own.
 *
 * Not a subclass: the resource stays of the class that a user's language has bindings of.
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

/** An attribute that is a text, as cdktf hands it to its renderer. */
function isText(attribute: unknown): attribute is { value: string } {
  return (
    typeof attribute === "object" && attribute !== null && "value" in attribute && typeof attribute.value === "string"
  );
}

function dropLastLineEnd(attribute: { value: string }): void {
  attribute.value = attribute.value.replace(/(?<=\n.*)\n$/, "");
}
