import { said, spoiled, the } from "../article-facts";

test("warns about an option that was changed by hand", () => {
  const findings = spoiled((facts, list) => {
    list.options = { IpAddressType: "ipv4", "deletion_protection.enabled": "true" };
    facts.loadBalancer.options = { IpAddressType: "ipv4", "deletion_protection.enabled": "false" };
    the(list.forwards).options = {
      listener: { "tcp.idle_timeout.seconds": "350" },
      targetGroup: { "stickiness.enabled": "false" },
    };
    the(facts.listeners).options = { "tcp.idle_timeout.seconds": "600" };
    the(facts.targetGroups).options = { "stickiness.enabled": "true" };
  });
  expect(findings.every(({ severity }) => severity === "warning")).toBe(true);
  expect(findings.map(said)).toMatchInlineSnapshot(`
    [
      {
        "advice": "apply the list: run cdktf deploy, cdktn deploy or terraform apply",
        "cause": "option-differs",
        "expected": "true, as in the list",
        "seen": "deletion_protection.enabled is false",
        "subject": "load balancer example-nlb",
      },
      {
        "advice": "apply the list: run cdktf deploy, cdktn deploy or terraform apply",
        "cause": "option-differs",
        "expected": "350, as in the list",
        "seen": "tcp.idle_timeout.seconds is 600",
        "subject": "listener TCP:10022",
      },
      {
        "advice": "apply the list: run cdktf deploy, cdktn deploy or terraform apply",
        "cause": "option-differs",
        "expected": "false, as in the list",
        "seen": "stickiness.enabled is true",
        "subject": "target group example-tg-10022",
      },
    ]
  `);
});

test("ignores options that the list doesn't set, or that couldn't be read", () => {
  const findings = spoiled((facts, list) => {
    list.options = { IpAddressType: "ipv4" };
    the(facts.targetGroups).options = { "stickiness.enabled": "true" };
  });
  expect(findings).toEqual([]);
});
