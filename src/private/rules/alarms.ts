import type { ForwardAlarms } from "../../port-forward-nlb-props";
import { MAX_TEXT_LENGTH } from "../given";
import { butIs } from "../shown";
import { integer, literalSwitch, shortList, struct, wholeMinutes } from "./bounds";
import type { LoadBalancerSubject } from "./load-balancer-subject";
import { type Bound, each, literal, optional, required, type Rule } from "./rule";
import { ALARM_API } from "./sources";
import { structRules } from "./struct-rules";

// Rules of the alarms.

const MAX_ALARM_ACTIONS = 5;

export const DAY = 86_400;
export const HOUR = 3_600;

const ALARM_SPAN: Rule<LoadBalancerSubject> = {
  title: "Alarms",
  prop: "alarms.evaluationPeriods",
  bound: "at most a day in total if `periodSeconds` is below an hour, else a week",
  severity: "error",
  source: ALARM_API,
  name: "alarm-span",
  problems: ({ settings: { alarms } }) => {
    const { periodSeconds = NaN, evaluationPeriods = NaN } = alarms ?? {};
    // a product with a token must not be too long by chance
    if (![periodSeconds, evaluationPeriods].every(Number.isSafeInteger)) return [];
    const [most, name] = periodSeconds < HOUR ? [DAY, "a day"] : [7 * DAY, "a week"];
    const span = periodSeconds * evaluationPeriods;
    if (!(span > most)) return [];
    return [
      `'alarms.evaluationPeriods' ${evaluationPeriods} times 'alarms.periodSeconds' ${periodSeconds} is ${span} seconds, ` +
        `but AWS allows at most ${name} (${most} seconds). Lower one of them.`,
    ];
  },
};

const ALARM_ACTIONS = shortList(
  "Alarms",
  "ARNs",
  [0, MAX_ALARM_ACTIONS],
  ALARM_API,
  "Use one topic with several subscriptions.",
);

const ALARM_ACTION: Bound = {
  title: "Alarms",
  bound: "begins with `arn:`",
  source: ALARM_API,
  form: { kind: "alarm-action" },
  problem: (value) =>
    typeof value === "string" && value.startsWith("arn:") && value.length <= MAX_TEXT_LENGTH
      ? undefined
      : `must be the ARN of an action, ${butIs(value)}.`,
};

const PROPS: Record<keyof ForwardAlarms, readonly Rule[]> = {
  actionArns: [required("alarms.actionArns", ALARM_ACTIONS), each("alarms.actionArns", ALARM_ACTION)],
  unhealthyHosts: literalSwitch("alarms.unhealthyHosts", "it decides which alarms are created"),
  portAllocationErrors: literalSwitch("alarms.portAllocationErrors", "it decides which alarms are created"),
  unresolvedHosts: literalSwitch("alarms.unresolvedHosts", "it decides which alarms are created"),
  periodSeconds: [optional("alarms.periodSeconds", wholeMinutes("Alarms", DAY, ALARM_API))],
  evaluationPeriods: [optional("alarms.evaluationPeriods", integer("Alarms", ALARM_API, [1, Infinity]))],
};

export const ALARM_RULES: readonly Rule<LoadBalancerSubject>[] = [
  literal("alarms", "Alarms", "it decides which alarms are created", "Use an object; its values may be tokens"),
  optional("alarms", struct("Alarms", "{ actionArns: [topic.arn] }", ALARM_API)),
  ...structRules("alarms", "alarms", PROPS),
  ALARM_SPAN,
];
