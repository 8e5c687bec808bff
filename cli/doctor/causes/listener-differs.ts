import type { Cause } from "../cause";
import { type Finding, forward } from "../finding";
import type { Pair } from "../situation";
import { APPLY } from "../words";

/** A listener or its target group differs from the list. */
export const listenerDiffers: Cause = {
  id: "listener-differs",
  explains: ["target-missing", "target-unaccounted"],
  find: ({ pairs }) => pairs.flatMap((pair) => differences(pair).map((difference) => finding(pair, difference))),
};

interface Difference {
  readonly what: string;
  readonly has: string;
  readonly wants: string;
}

function finding(pair: Pair, { what, has, wants }: Difference): Finding {
  return {
    subject: `listener ${pair.protocol}:${pair.listenerPort}`,
    seen: `${what} is ${has}`,
    expected: `${wants}, as in the list`,
    fix: { advice: APPLY },
    concerns: [forward(pair)],
  };
}

function differences({ row, listener, targetGroup }: Pair): Difference[] {
  if (!row || !listener) return [];
  const { healthCheck } = row;
  const port = (own: number | undefined): string => (own === undefined ? "the target's" : String(own));
  const compared: [what: string, has: string | undefined, wants: string | undefined][] = [
    ["its protocol", listener.protocol, row.protocol],
    ["its target group", targetGroup?.name ?? "none", row.targetGroup],
    ["its target group's protocol", targetGroup?.protocol, row.targetProtocol],
    ["its health check's protocol", targetGroup?.healthCheck.protocol, healthCheck.protocol],
    // A list without the health check's protocol has no port for it, either.
    [
      "its health check's port",
      targetGroup && port(targetGroup.healthCheck.port),
      healthCheck.protocol && port(healthCheck.port),
    ],
  ];
  return compared.flatMap(([what, has, wants]) =>
    has === undefined || wants === undefined || has === wants ? [] : [{ what, has, wants }],
  );
}
