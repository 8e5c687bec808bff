import { Instance } from "@cdktf/provider-aws/lib/instance";
import { TerraformResource } from "cdktf";
import { renderSoundHcl } from "../../src/private/hcl";
import { awsStack } from "../stack";

function resource(lifecycle: object): TerraformResource {
  const stack = awsStack();
  const dependsOn = ["a", "b"].map((id) => new TerraformResource(stack, id, { terraformResourceType: "aws_lb" }));
  return new TerraformResource(stack, "c", { terraformResourceType: "aws_lb_listener", dependsOn, lifecycle });
}

test("removes the quotes of references in depends_on and lifecycle, and keeps the rest", () => {
  const listener = resource({ replaceTriggeredBy: ["aws_lb.a.id"], createBeforeDestroy: true });
  renderSoundHcl(listener);
  listener.addOverride("port", 22);
  const { hcl } = listener.cdktfStack.toHclTerraform();
  expect(hcl).toContain("depends_on = [aws_lb.a, aws_lb.b]");
  expect(hcl).toContain("replace_triggered_by = [aws_lb.a.id]");
  expect(hcl).toContain("create_before_destroy = true");
  expect(hcl).toContain("port = 22");
});

test("adds no second newline to multi-line text", () => {
  const stack = awsStack();
  const texts = { one: "a", two: "a\nb", twoLines: "a\nb\n", emptyLine: "a\nb\n\n" };
  for (const [id, userData] of Object.entries(texts)) {
    renderSoundHcl(new Instance(stack, id, { userData }));
  }
  const { hcl } = stack.toHclTerraform() as { hcl: string };
  const rendered = [...hcl.matchAll(/user_data = (<<EOF\n[^]*?EOF|".*")/g)].map(([, text]) => text);
  expect(rendered).toEqual(['"a"', "<<EOF\na\nb\nEOF", "<<EOF\na\nb\nEOF", "<<EOF\na\nb\n\nEOF"]);
});

test("renders a moved resource that no longer exists", () => {
  const listener = resource({ ignoreChanges: ["port"] });
  renderSoundHcl(listener);
  listener.moveTo("elsewhere");
  new TerraformResource(listener.cdktfStack, "d", { terraformResourceType: "aws_lb_listener" }).addMoveTarget(
    "elsewhere",
  );
  expect(listener.toHclTerraform()).toMatchObject({ resource: undefined, moved: [{}] });
});
