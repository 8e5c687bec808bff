import { withBareReferences } from "../../src/private/hcl";

test("references in depends_on and lifecycle lose their quotes, the rest stays", () => {
  const resource = {
    depends_on: ["aws_lb.a", "aws_lb.b"],
    lifecycle: { ignore_changes: ["port"], create_before_destroy: true },
    port: { value: 22, type: "simple" },
  };
  expect(withBareReferences({ resource: { aws_lb_listener: { l: { ...resource } } } })).toEqual({
    resource: {
      aws_lb_listener: {
        l: {
          ...resource,
          depends_on: "[aws_lb.a, aws_lb.b]",
          lifecycle: { ignore_changes: "[port]", create_before_destroy: true },
        },
      },
    },
  });
});

test("a fragment without a resource stays as it is", () => {
  expect(withBareReferences({})).toEqual({});
});
