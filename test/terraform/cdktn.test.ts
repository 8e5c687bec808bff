/** @needs package:cdktf package:cdktn */

import { CDKTF, CDKTN, type Flavour, written } from "../flavours";
import { articleProps } from "./support/article";
import { NO_CHANGES } from "./support/change-matrix";
import { Suite } from "./support/suite";

// Moving an app from CDKTF to CDK Terrain changes nothing on AWS.

describe("the article's load balancer", () => {
  const suite = Suite.begin();

  const files = (by: Flavour): Record<string, string> => {
    const [{ json } = { json: "" }] = written(by, [articleProps(suite.network)]);
    return { "cdk.tf.json": json };
  };

  test("applied by one framework's package, is unchanged by the other's", async () => {
    const terraform = await suite.initialize(files(CDKTF));
    await terraform.apply();
    for (const next of [CDKTN, CDKTF]) {
      await terraform.write(files(next));
      expect(await terraform.planText()).toContain(NO_CHANGES);
    }
    expect((await terraform.plan()).resource_changes).toHaveLength(22);
  });
});
