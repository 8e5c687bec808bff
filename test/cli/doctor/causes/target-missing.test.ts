import { said, spoiled, the } from "../article-facts";
import { foundWith } from "../host-facts";

test("finds a target of the list that isn't registered", () => {
  const findings = spoiled((facts) => {
    the(facts.targetGroups, ({ name }) => name === "example-tg-20022").targets = [];
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "apply the list: run cdktf deploy, cdktn deploy or terraform apply",
       "cause": "target-missing",
       "expected": "registered, as in the list",
       "seen": "it isn't registered with target group example-tg-20022",
       "subject": "target 172.31.137.10:22",
     },
   ]
  `);
});

test("a target that is being deregistered counts as missing", () => {
  const findings = spoiled((facts) => {
    the(the(facts.targetGroups).targets).state = "draining";
  });
  expect(findings.map(({ cause, subject }) => [cause, subject])).toEqual([
    ["target-missing", "target 172.31.129.10:22"],
  ]);
});

test("ignores an address that only Terraform knows", () => {
  const findings = spoiled((_, list) => {
    the(the(list.forwards).targets).ip = "aws_instance.web.private_ip";
  });
  expect(findings).toEqual([]);
});

test("compares addresses in any notation", () => {
  const findings = spoiled((facts, list) => {
    the(the(list.forwards).targets).ip = "2001:DB8:0::10";
    the(the(facts.targetGroups).targets).ip = "2001:db8::10";
    facts.vpcs = [];
  });
  expect(findings.filter(({ cause }) => cause.startsWith("target-missing"))).toEqual([]);
});

test("a host isn't a target that the list registers", () => {
  expect(foundWith({ registered: [] }).map(({ cause }) => cause)).toEqual(["host-without-target"]);
});
