import { type Impact, impactOf } from "../../../cli/impact/impact";
import { planOf } from "../../../cli/impact/plan";
import { forward, loadBalancer, planDocument, type Resource } from "./plan-document";

// test/terraform/impact.test.ts and the change matrix read the plans of a real Terraform.

function impact(...resources: readonly (Resource | readonly Resource[])[]): Impact {
  return impactOf(planOf(planDocument(resources.flat())));
}

/** Returns the verdicts and changes of each forward, by port. */
function said({ loadBalancers }: Impact): Record<number, string[]> {
  return Object.fromEntries(
    loadBalancers.flatMap(({ forwards }) =>
      forwards.map(({ listenerPort, verdict, causes }) => [
        listenerPort,
        [verdict, ...causes.map(({ change, clients }) => `${change}: ${clients}`)],
      ]),
    ),
  );
}

test("a plan without changes leaves every forward unchanged", () => {
  expect(said(impact(loadBalancer(), forward({ port: 22 }), forward({ port: 80 })))).toEqual({
    22: ["unchanged"],
    80: ["unchanged"],
  });
});

test("tags of the load balancer have no effect on the traffic of any forward", () => {
  const { loadBalancers } = impact(loadBalancer({ tags: { a: "1" } }), forward({ port: 22 }));
  expect(loadBalancers).toMatchObject([
    { verdict: "no-effect", causes: [{ change: "load balancer: tags" }], forwards: [{ verdict: "no-effect" }] },
  ]);
});

test("says that it doesn't know an argument, instead of guessing", () => {
  expect(said(impact(loadBalancer(), forward({ port: 22, group: { quantum_mode: true } })))).toEqual({
    22: ["unknown", "target group: quantum_mode: this version doesn't know what quantum_mode does"],
  });
});

test("says that a value is known only after the apply", () => {
  const [listener, ...others] = forward({ port: 22, listener: { ssl_policy: "new" } });
  if (!listener) throw new Error("no listener");
  expect(said(impact(loadBalancer(), { ...listener, unknown: { ssl_policy: true } }, others))).toEqual({
    22: ["unknown", "listener: ssl_policy: the new ssl_policy is known only after the apply"],
  });
});

test("a health check that asks for something else may fail, one with another interval doesn't", () => {
  const check = { protocol: "TCP", port: "traffic-port", interval: 30, healthy_threshold: 3, path: "", matcher: "" };
  const other = { port: 22, group: { health_check: [{ ...check, interval: 10 }] } };
  const asks = { port: 80, group: { health_check: [{ ...check, port: "8080" }] } };
  expect(said(impact(loadBalancer(), forward(other), forward(asks)))).toEqual({
    22: ["no-effect", "target group: health_check: nothing, if the targets pass the new check"],
    80: ["unknown", "target group: health_check: nothing, if the targets pass the new check"],
  });
});

test("listeners of a load balancer in another state have verdicts, too", () => {
  const { loadBalancers } = impact(forward({ port: 22, attachment: { target_id: "10.0.0.20" } }));
  expect(loadBalancers).toMatchObject([{ name: "example-nlb", forwards: [{ listenerPort: 22 }] }]);
});

test("ignores an Application Load Balancer", () => {
  const application = loadBalancer({ idle_timeout: 30 }, { load_balancer_type: "application" });
  const listeners = forward({ port: 80, listener: { protocol: "HTTPS" } });
  expect(impact(application, listeners).loadBalancers).toEqual([]);
});

test("a zone that the load balancer leaves cuts its clients off", () => {
  const both = [{ subnet_id: "subnet-1" }, { subnet_id: "subnet-2" }];
  const [one] = both;
  const { loadBalancers } = impact(
    loadBalancer({ subnet_mapping: [{ ...one }] }, { subnet_mapping: both }),
    forward({ port: 22 }),
  );
  expect(loadBalancers[0]).toMatchObject({
    verdict: "cut-off",
    causes: [{ clients: "clients that use the address in subnet-2 can't connect" }],
  });
});

test("the first security group, known only after the apply, makes the apply fail", () => {
  const { loadBalancers } = impact(
    { ...loadBalancer(), actions: ["update"], unknown: { security_groups: true } },
    forward({ port: 22 }),
  );
  expect(loadBalancers[0]?.refusals).toMatchObject([
    { what: expect.stringContaining("inconsistent final plan"), leaves: expect.stringContaining("as before") },
  ]);
});

test("never contains a sensitive value", () => {
  const [listener, group, attachment] = forward({ port: 22, ip: "10.11.12.13" });
  if (!listener || !group || !attachment) throw new Error("no forward");
  const secret: Resource = {
    ...attachment,
    after: { ...attachment.after, target_id: "10.11.12.14" },
    actions: ["delete", "create"],
    sensitive: { target_id: true },
  };
  const result = impact(loadBalancer(), listener, group, secret);
  expect(JSON.stringify(result)).not.toContain("10.11.12");
  expect(said(result)).toEqual({
    22: [
      "interrupted",
      "target replaced by (sensitive value): no new connections until (sensitive value) is healthy, about 90 s; open ones drain for 300 s",
    ],
  });
});

test("takes time linear in the number of forwards", () => {
  const milliseconds = (count: number): number => {
    const rows = Array.from({ length: count }, (_, index) =>
      forward({ port: index + 1, attachment: { target_id: "10.0.0.20" } }),
    );
    const document = planDocument([loadBalancer(), ...rows.flat()]);
    const begun = performance.now();
    expect(impactOf(planOf(document)).loadBalancers[0]?.forwards).toHaveLength(count);
    return performance.now() - begun;
  };
  milliseconds(500);
  expect(milliseconds(4_000) / milliseconds(500)).toBeLessThan(40);
});
