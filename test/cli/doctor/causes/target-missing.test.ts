import { said, spoiled, the } from "../article-facts";

test("a target of the list that is not registered", () => {
  const findings = spoiled((facts) => {
    the(facts.targetGroups, ({ name }) => name === "example-tg-20022").targets = [];
  });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "advice": "apply the list: cdktf deploy, or terraform apply",
       "cause": "target-missing",
       "expected": "registered, since the list has it",
       "seen": "it is not registered with target group example-tg-20022",
       "subject": "target 172.31.137.10:22",
     },
   ]
  `);
});

test("one that is being deregistered is on its way out", () => {
  const findings = spoiled((facts) => {
    the(the(facts.targetGroups).targets).state = "draining";
  });
  expect(findings.map(({ cause, subject }) => [cause, subject])).toEqual([
    ["target-missing", "target 172.31.129.10:22"],
  ]);
});

test("an address that Terraform alone knows is not missed", () => {
  const findings = spoiled((_, list) => {
    the(the(list.forwards).targets).ip = "aws_instance.web.private_ip";
  });
  expect(findings).toEqual([]);
});

test("another notation of an address is the same address", () => {
  const findings = spoiled((facts, list) => {
    the(the(list.forwards).targets).ip = "2001:DB8:0::10";
    the(the(facts.targetGroups).targets).ip = "2001:db8::10";
    facts.vpcs = [];
  });
  expect(findings.filter(({ cause }) => cause.startsWith("target-missing"))).toEqual([]);
});
