import { Aws } from "../doctor/aws/aws";
import { iamPolicy } from "../doctor/aws/calls";
import { collect } from "../doctor/aws/collect";
import { type Diagnosis, diagnose } from "../doctor/diagnosis";
import type { LoadBalancer } from "../inventory/inventory";
import { hostNames } from "../inventory/target";
import { shown } from "../../src/private/shown";
import type { InventoryOptions } from "./inventory-options";
import { jsonReport, junitReport, textReport } from "./doctor-report";
import { outputFile } from "./output-file";
import { Misuse } from "./problem";
import { selected } from "./selected";
import { print } from "./terminal";

export interface DoctorOptions extends InventoryOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly json?: boolean;
  /** File for the JUnit report. */
  readonly junit?: string;
  readonly iamPolicy?: boolean;
}

/**
 * Asks AWS about every forward, and prints why it doesn't work.
 *
 * @throws Misuse if there is no load balancer to ask about, or AWS doesn't answer
 */
export async function runDoctor(path: string, options: DoctorOptions): Promise<void> {
  if (options.iamPolicy) {
    print(JSON.stringify(iamPolicy(), null, 2));
    return;
  }
  const loadBalancers = (await selected(path, options)).map(named);
  const report = options.junit === undefined ? undefined : await outputFile(options.junit, "--junit");
  const diagnoses = await examined(loadBalancers, options);
  await report?.writeFile(junitReport(diagnoses));
  await report?.close();
  if (options.json) print(jsonReport(diagnoses));
  else print(textReport(diagnoses), { styled: true });
  if (diagnoses.some(({ forwards }) => forwards.some(({ condition }) => condition !== "works"))) process.exitCode = 1;
}

async function examined(loadBalancers: readonly LoadBalancer[], options: DoctorOptions): Promise<Diagnosis[]> {
  const { profile, region, endpointUrl } = options;
  const aws = new Aws({ profile, region, endpointUrl });
  const asked = loadBalancers.map(async (list) => {
    const targets = list.forwards.flatMap((forward) => forward.targets);
    const targetIds = targets.map(({ ip }) => ip).filter((ip) => ip !== undefined);
    return diagnose(list, await collect(aws, { name: list.name, targetIds, hosts: hostNames(targets) }));
  });
  return Promise.all(asked)
    .catch((error: unknown) => {
      throw new Misuse(error instanceof Error ? error.message : String(error), { cause: error });
    })
    .finally(() => {
      aws.destroy();
    });
}

/**
 * Returns the load balancer if its name is one that AWS can look up.
 *
 * @throws Misuse if the name isn't known yet
 */
function named(loadBalancer: LoadBalancer): LoadBalancer {
  const { name } = loadBalancer;
  if (name === "") throw new Misuse("the list doesn't name its load balancer. Pass the name with --load-balancer.");
  if (/^[0-9A-Za-z-]{1,32}$/.test(name)) return loadBalancer;
  throw new Misuse(
    `the name of load balancer ${shown(name)} is only known after apply. Pass the output of 'terraform show -json' instead.`,
  );
}
