import { Testing } from "cdktf";
import { PortForwardNlb } from "cdktf-port-forward-nlb";
import { awsStack } from "../stack";
import { VALID } from "../nlb";
import { findingsOf } from "./rules/findings";

test.each([
  ["a".repeat(23), `${"a".repeat(23)}-nlb`, `${"a".repeat(23)}-tg-10022`],
  ["a".repeat(24), `${"a".repeat(24)}-nlb`, "aaaaaaaaaaaaaa-09f61f8d-tg-10022"],
  ["a".repeat(28), `${"a".repeat(28)}-nlb`, "aaaaaaaaaaaaaa-9c547cb8-tg-10022"],
  ["a".repeat(29), "aaaaaaaaaaaaaaaaaaa-6913c9c7-nlb", "aaaaaaaaaaaaaa-6913c9c7-tg-10022"],
  [`${"a".repeat(12)}--${"b".repeat(20)}`, "aaaaaaaaaaaa--bbbbb-8d43a232-nlb", "aaaaaaaaaaaa-8d43a232-tg-10022"],
])("names made of %s fit", (name, loadBalancerName, targetGroupName) => {
  const stack = awsStack();
  const forwarding = new PortForwardNlb(stack, "forwarding", { ...VALID, name });
  expect(findingsOf(forwarding)).toEqual([]);
  const { resource } = JSON.parse(Testing.synth(stack, true)) as {
    resource: Record<string, Record<string, { name: string }>>;
  };
  expect(Object.values(resource.aws_lb ?? {})[0]?.name).toBe(loadBalancerName);
  expect(Object.values(resource.aws_lb_target_group ?? {})[0]?.name).toBe(targetGroupName);
  expect(loadBalancerName.length).toBeLessThanOrEqual(32);
  expect(targetGroupName.length).toBeLessThanOrEqual(32);
});
