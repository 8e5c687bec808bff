import { rm } from "node:fs/promises";
import path from "node:path";
import { temporaryFolder } from "../../setup/machine";
import type { Suite } from "../../terraform/support/suite";
import { articleNetwork } from "./article-network";
import { DataPlane } from "./data-plane";
import type { Namespaces } from "./namespaces";
import { Servers } from "./servers";

/** The fastest health checks that AWS allows. */
export const QUICK_CHECKS = { intervalSeconds: 5, timeoutSeconds: 2, healthyThreshold: 2, unhealthyThreshold: 2 };

/** The article's network with its servers, and a data plane that follows a suite's AWS. It ends with the suite. */
export class Twin {
  /** Registers the suite's hooks. Call it once, in the suite's `describe`, after `Suite.begin()`. */
  public static begin(suite: Suite): Twin {
    const twin = new Twin();
    beforeAll(async () => {
      const folder = await temporaryFolder();
      twin.folder = folder;
      const network = await articleNetwork();
      const servers = new Servers(network, path.join(folder, "servers"));
      const dataPlane = new DataPlane(network, suite.aws, path.join(folder, "haproxy"));
      twin.parts = { network, servers, dataPlane };
      await servers.startSsh("TargetServer1", 22, 2222);
      await servers.startSsh("TargetServer2", 22);
      await servers.startWeb("TargetServer1", 80, 443);
      await servers.startWeb("TargetServer2", 80);
      await servers.startWeb("TargetServer3", 80);
    });
    afterAll(async () => {
      await twin.parts?.network.stop();
      if (twin.folder !== undefined) await rm(twin.folder, { recursive: true });
    });
    return twin;
  }

  private folder?: string;
  private parts?: { network: Namespaces; servers: Servers; dataPlane: DataPlane };

  public get network(): Namespaces {
    return this.begun.network;
  }

  public get servers(): Servers {
    return this.begun.servers;
  }

  public get dataPlane(): DataPlane {
    return this.begun.dataPlane;
  }

  private get begun(): NonNullable<Twin["parts"]> {
    if (!this.parts) throw new Error("the twin has not begun: read this in a hook or a test");
    return this.parts;
  }
}
