import { said, spoiled, the } from "../article-facts";

test("an option that somebody changed by hand is a warning", () => {
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
        "advice": "apply the list: cdktf deploy, or terraform apply",
        "cause": "option-differs",
        "expected": "true, as the list says",
        "seen": "deletion_protection.enabled is false",
        "subject": "load balancer example-nlb",
      },
      {
        "advice": "apply the list: cdktf deploy, or terraform apply",
        "cause": "option-differs",
        "expected": "350, as the list says",
        "seen": "tcp.idle_timeout.seconds is 600",
        "subject": "listener TCP:10022",
      },
      {
        "advice": "apply the list: cdktf deploy, or terraform apply",
        "cause": "option-differs",
        "expected": "false, as the list says",
        "seen": "stickiness.enabled is true",
        "subject": "target group example-tg-10022",
      },
    ]
  `);
});

test("what the list leaves open or was not read does not differ", () => {
  const findings = spoiled((facts, list) => {
    list.options = { IpAddressType: "ipv4" };
    the(facts.targetGroups).options = { "stickiness.enabled": "true" };
  });
  expect(findings).toEqual([]);
});
