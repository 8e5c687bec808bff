/** @needs moto */

import { setTimeout } from "node:timers/promises";
import { FakeAws } from "../terraform/support/fake-aws";
import { FaultyProxy } from "../terraform/support/faulty-proxy";
import { DnsServer } from "./support/dns-server";
import { LoadBalancer } from "./support/load-balancer";

jest.setTimeout(60_000);

const FUNCTION_TIMEOUT_MILLISECONDS = 50_000;

test("a call that hangs doesn't use up the time of the run, nor keep other target groups from theirs", async () => {
  const [aws, dns] = await Promise.all([FakeAws.start(), DnsServer.start()]);
  const proxy = await FaultyProxy.start(aws.environment.AWS_ENDPOINT_URL ?? "");
  Object.assign(process.env, aws.environment, { AWS_ENDPOINT_URL: proxy.endpoint });
  const { handler } = await import("../../host-targets/handler");
  const written = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    const loadBalancer = await LoadBalancer.create(aws, await aws.createArticleNetwork(), []);
    const [hanging, other] = [await loadBalancer.forward(1), await loadBalancer.forward(2)];
    proxy.fault = async ({ parameters }) => {
      if (parameters.get("TargetGroupArn") === hanging.arn)
        await setTimeout(FUNCTION_TIMEOUT_MILLISECONDS, undefined, { ref: false });
      return undefined;
    };
    dns.scripts.set("db.internal", ["172.31.129.10"]);
    const groups = [hanging, other].map((group) => [group, ["db.internal", 5432]] as const);
    const begun = performance.now();
    const running = handler(loadBalancer.event(groups, { nameServers: [dns.address] }));
    await expect(running).rejects.toThrow(`1 of 2 target groups can't be updated: ${hanging.id}: TimeoutError: `);
    expect(performance.now() - begun).toBeLessThan(FUNCTION_TIMEOUT_MILLISECONDS / 2);
    expect(await other.targets()).toEqual(["172.31.129.10:5432"]);
  } finally {
    written.mockRestore();
    await proxy.stop();
    await Promise.all([aws.stop(), dns.stop()]);
  }
});
