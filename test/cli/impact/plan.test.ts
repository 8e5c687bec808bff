import { planOf } from "../../../cli/impact/plan";
import { forward, loadBalancer, planDocument } from "./plan-document";

const FIX = "Pass the output of 'terraform show -json <plan>', or pipe it into 'port-forward-nlb impact -'.";

test("rejects a state, and anything else that isn't a plan", () => {
  expect(() => planOf({ format_version: "1.0", values: { root_module: {} } })).toThrow(
    `this is a state, not a plan. ${FIX}`,
  );
  expect(() => planOf({ resource: {} })).toThrow(`this is not a plan. ${FIX}`);
  expect(() => planOf({ format_version: "1.0" })).toThrow(`this is not a plan. ${FIX}`);
});

test("rejects a format version that it doesn't know", () => {
  expect(() => planOf(planDocument([], { format_version: "2.0" }))).toThrow(
    "the plan has format version 2.0, but this version of port-forward-nlb reads only format version 1. Update the package.",
  );
  expect(planOf(planDocument([], { format_version: "1.99" })).resources).toEqual([]);
});

test("says that a plan is empty, incomplete or has errors", () => {
  expect(planOf(planDocument([])).notes).toEqual(["The plan has no resources."]);
  expect(planOf(planDocument([loadBalancer()], { complete: false })).notes).toEqual([
    "The plan isn't complete: after the apply, another plan has more changes, for example because of -target.",
  ]);
  expect(planOf(planDocument([loadBalancer()], { errored: true, complete: false })).notes).toEqual([
    "The plan has errors, so it isn't the whole plan. Terraform can't apply it.",
  ]);
});

test("counts the objects that a former apply left over", () => {
  const document = planDocument([loadBalancer()]);
  const left = {
    address: "aws_lb.this",
    mode: "managed",
    type: "aws_lb",
    deposed: "0a1b",
    change: { actions: ["delete"] },
  };
  const { notes, resources } = planOf({ ...document, resource_changes: [...(document.resource_changes as []), left] });
  expect(notes).toEqual(["Terraform also deletes 1 objects that a former apply left over."]);
  expect(resources.map(({ action }) => action)).toEqual(["none"]);
});

test("reads what an import brings as the state before", () => {
  const document = planDocument([loadBalancer()]);
  const { before } = planOf({ ...document, prior_state: {} });
  expect(before.map(({ address, values }) => [address, values.name])).toEqual([["aws_lb.this", "example-nlb"]]);
});

test("names the arguments that change, and those that Terraform doesn't know yet", () => {
  const [listener] = forward({ port: 443, listener: { ssl_policy: "new", tags: { a: "1" } } });
  if (!listener) throw new Error("no listener");
  const { resources } = planOf(
    planDocument([{ ...listener, unknown: { tags_all: true, mutual_authentication: [false] } }]),
  );
  expect(resources[0]).toMatchObject({
    action: "update",
    changed: ["ssl_policy", "tags", "tags_all"],
    unknown: ["tags_all"],
  });
});

test("keeps what -target leaves out", () => {
  const document = planDocument([loadBalancer(), ...forward({ port: 22 })]);
  const [first] = document.resource_changes as [never];
  const { after, resources } = planOf({ ...document, resource_changes: [first], planned_values: {} });
  expect(after).toHaveLength(3);
  expect(resources.map(({ action }) => action)).toEqual(["none", "none", "none", "none"]);
});

test("keeps what is removed from the state only, of which Terraform plans no values", () => {
  const [listener] = forward({ port: 22 });
  if (!listener) throw new Error("no listener");
  const { after } = planOf(planDocument([{ ...listener, after: {}, actions: ["forget"] }]));
  expect(after.map(({ values }) => values.port)).toEqual([22]);
});
