import {
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { canonical } from "./addresses";
import type { RegisteredTarget, Target } from "./target";

/** Targets in a call. AWS documents no limit; its load balancer controllers for Kubernetes send 100 or 200. */
const BATCH = 100;

/** Availability Zone of a target outside the VPC. */
const ALL_ZONES = "all";

/** Errors about one of the targets in a call, because of which AWS refuses the whole call. */
const ABOUT_A_TARGET = ["InvalidTargetException", "TooManyTargetsException", "ValidationError"];

/** The targets of a group, as the API has them. */
export class TargetGroupTargets {
  /** @param abortSignal ends calls that take too long */
  public constructor(
    private readonly client: ElasticLoadBalancingV2Client,
    private readonly arn: string,
    private readonly abortSignal: AbortSignal,
  ) {}

  public async list(): Promise<RegisteredTarget[]> {
    const { TargetHealthDescriptions = [] } = await this.client.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: this.arn }),
      this.options,
    );
    return TargetHealthDescriptions.map(({ Target, TargetHealth }) => {
      const { Id = "", Port = 0, AvailabilityZone } = Target ?? {};
      return {
        address: canonical(Id),
        port: Port,
        external: AvailabilityZone === ALL_ZONES,
        state: TargetHealth?.State ?? "unavailable",
      };
    });
  }

  /**
   * Registers targets, as many as AWS accepts, and returns an error for each of the others.
   *
   * @param registered called after each call, with its targets
   */
  public async register(
    targets: readonly Target[],
    registered: (targets: readonly Target[]) => void,
  ): Promise<unknown[]> {
    const errors: unknown[] = [];
    for (const batch of batches(targets)) errors.push(...(await this.registerBatch(batch, registered)));
    return errors;
  }

  /** @param deregistered called after each call, with its targets */
  public async deregister(
    targets: readonly RegisteredTarget[],
    deregistered: (targets: readonly RegisteredTarget[]) => void,
  ): Promise<void> {
    for (const batch of batches(targets)) {
      const Targets = batch.map(({ address, port }) => ({ Id: address, Port: port }));
      await this.client.send(new DeregisterTargetsCommand({ TargetGroupArn: this.arn, Targets }), this.options);
      deregistered(batch);
    }
  }

  private async registerBatch(
    batch: readonly Target[],
    registered: (targets: readonly Target[]) => void,
  ): Promise<unknown[]> {
    const Targets = batch.map(({ address, port, external }) => ({
      Id: address,
      Port: port,
      ...(external && { AvailabilityZone: ALL_ZONES }),
    }));
    try {
      await this.client.send(new RegisterTargetsCommand({ TargetGroupArn: this.arn, Targets }), this.options);
      registered(batch);
      return [];
    } catch (error) {
      if (!ABOUT_A_TARGET.includes((error as Error).name)) throw error;
      if (batch.length === 1) return [error];
      // Finds the target, so that it doesn't keep out the others.
      const middle = Math.ceil(batch.length / 2);
      const halves = [batch.slice(0, middle), batch.slice(middle)];
      return (await Promise.all(halves.map(async (half) => this.registerBatch(half, registered)))).flat();
    }
  }

  private get options(): { abortSignal: AbortSignal } {
    return { abortSignal: this.abortSignal };
  }
}

function batches<T>(targets: readonly T[]): (readonly T[])[] {
  const count = Math.ceil(targets.length / BATCH);
  return Array.from({ length: count }, (_, index) => targets.slice(index * BATCH, (index + 1) * BATCH));
}
