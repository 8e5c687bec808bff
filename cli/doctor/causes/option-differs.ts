import type { Options } from "../../inventory/options";
import type { Cause } from "../cause";
import { type Concern, type Finding, forward } from "../finding";
import type { Pair } from "../situation";
import { APPLY } from "../words";

/** An option of the load balancer, a listener or a target group differs from the list. The forward may still work. */
export const optionDiffers: Cause = {
  id: "option-differs",
  explains: [],
  find: ({ list, loadBalancer, pairs }) => [
    ...differences(
      `load balancer ${list.name}`,
      list.options,
      loadBalancer?.options,
      pairs.filter(({ row }) => row).map(forward),
    ),
    ...pairs.flatMap(ofForward),
  ],
};

function ofForward(pair: Pair): Finding[] {
  const { row, listener, targetGroup, protocol, listenerPort } = pair;
  const concerns = [forward(pair)];
  return [
    ...differences(`listener ${protocol}:${listenerPort}`, row?.options?.listener, listener?.options, concerns),
    ...differences(`target group ${targetGroup?.name}`, row?.options?.targetGroup, targetGroup?.options, concerns),
  ];
}

/** Compares the options that the list sets and AWS reports. */
function differences(
  subject: string,
  wanted: Options = {},
  found: Options = {},
  concerns: readonly Concern[],
): Finding[] {
  return Object.entries(wanted).flatMap(([option, value]) => {
    const has = found[option];
    if (has === undefined || has === value) return [];
    return [
      {
        subject,
        seen: `${option} is ${has}`,
        expected: `${value}, as in the list`,
        fix: { advice: APPLY },
        harmless: true,
        concerns,
      },
    ];
  });
}
