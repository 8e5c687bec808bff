/** @needs checkov */

import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { ForwardProtocol } from "cdktf-port-forward-nlb";
import { ARTICLE_TABLE } from "../article";
import { checkov, type CheckovReport, explained, failedChecks } from "./support/checkov";
import { temporaryFolder } from "../setup/machine";
import { synthesize } from "./support/synth";

const CLIENTS: PortForwardNlbProps = {
  name: "example",
  vpcId: "vpc-1",
  subnetMappings: [{ subnetId: "subnet-1", privateIpv4Address: "172.31.128.10" }],
  clientCidrBlocks: ["172.31.0.0/17"],
  alarms: { actionArns: ["arn:aws:sns:ap-northeast-1:123456789012:network"] },
  forwards: ARTICLE_TABLE,
};

describe("checkov", () => {
  /** Returns checkov's report for a stack with such a load balancer. */
  async function scan(props: PortForwardNlbProps): Promise<CheckovReport> {
    const folder = await temporaryFolder();
    try {
      await Promise.all(
        Object.entries(synthesize(props)).map(([name, content]) => writeFile(path.join(folder, name), content)),
      );
      return await checkov(folder, "terraform_json");
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  test("finds in the article's list with clients only what docs/options.md explains", async () => {
    const report = await scan(CLIENTS);
    expect(report.summary.passed).toBeGreaterThan(50);
    expect(failedChecks(report)).toEqual(["CKV_AWS_91 resource.forwarding_lb"]);
    expect(await explained("Check")).toEqual(["CKV_AWS_91"]);
  });

  test("finds in a list with a host only what docs/options.md explains", async () => {
    const report = await scan({
      ...CLIENTS,
      hostTargets: { subnetIds: ["subnet-1"], nameServers: ["192.168.0.2"] },
      forwards: [
        { listenerPort: 5432, targetHost: "db.example.internal", targetPort: 5432, targetSecurityGroupIds: ["sg-1"] },
      ],
    });
    const checks = failedChecks(report).map((finding) => finding.split(" ")[0]);
    expect(checks.sort()).toEqual(await explained("Check", "Check with a host"));
  });

  test("finds nothing with TLS and access logs", async () => {
    const tls = { listenerPort: 443, targetIp: "172.31.129.10", targetPort: 80, protocol: ForwardProtocol.TLS };
    const report = await scan({
      ...CLIENTS,
      accessLogs: { bucket: "logs" },
      forwards: [
        {
          ...tls,
          certificateArn: "arn:aws:acm:ap-northeast-1:123456789012:certificate/1",
          sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        },
      ],
    });
    expect(report.summary.passed).toBeGreaterThan(20);
    expect(failedChecks(report)).toEqual([]);
  });

  test("finds a load balancer that admits everybody to SSH", async () => {
    const [ssh] = ARTICLE_TABLE;
    if (!ssh) throw new Error("the article's table is empty");
    const report = await scan({
      ...CLIENTS,
      clientCidrBlocks: ["0.0.0.0/0"],
      forwards: [{ ...ssh, listenerPort: 22 }],
      deletionProtection: false,
    });
    expect(failedChecks(report)).toEqual(expect.arrayContaining([expect.stringMatching(/^CKV_AWS_24 /)]));
  });
});
