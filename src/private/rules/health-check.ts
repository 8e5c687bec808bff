import { type ForwardHealthCheck, HealthCheckProtocol } from "../../forward-defaults";
import { REQUEST_OPTIONS } from "../defaults/forward-options";
import { MAX_TEXT_LENGTH, record } from "../given";
import { butIs, shown } from "../shown";
import { integer, oneOf, PORT } from "./bounds";
import { about, type Bound, optional, type Rule, type Subject } from "./rule";
import { ELB_API, NLB } from "./sources";
import { structRules } from "./struct-rules";

// Rules of health checks, on a row and in `forwardDefaults`.

const HEALTH_CHECKS = `${NLB}/target-group-health-checks.html`;

export const MAX_PATH_LENGTH = 1024;
export const STATUS_CODES = { min: 200, max: 599 };
export const STATUS_CODES_EXAMPLE = `status codes from ${STATUS_CODES.min} to ${STATUS_CODES.max} such as "200", "200,204" or "200-399"`;

const PATH: Bound = {
  title: "Health checks",
  bound: `begins with \`/\`, at most ${MAX_PATH_LENGTH} characters`,
  source: `${ELB_API}/API_CreateTargetGroup.html`,
  form: { kind: "path" },
  problem: (value) => {
    if (typeof value !== "string" || !value.startsWith("/")) {
      return `must be a path that begins with "/", ${butIs(value)}.`;
    }
    if (value.length <= MAX_PATH_LENGTH) return undefined;
    return `must have at most ${MAX_PATH_LENGTH} characters, but has ${value.length}: ${shown(value)}. Shorten it.`;
  },
};

const MATCHER: Bound = {
  title: "Health checks",
  bound: `status codes and ranges from ${STATUS_CODES.min} to ${STATUS_CODES.max}, such as \`200,204\` or \`200-399\``,
  source: `${ELB_API}/API_Matcher.html`,
  form: { kind: "matcher" },
  problem: (value) => {
    const ranges =
      typeof value === "string" && value.length <= MAX_TEXT_LENGTH
        ? value.split(",").map((range) => /^(\d{3})(?:-(\d{3}))?$/.exec(range))
        : [];
    const sound = ranges.map((range) => {
      const [first, last] = [Number(range?.[1]), Number(range?.[2] ?? range?.[1])];
      return first >= STATUS_CODES.min && first <= last && last <= STATUS_CODES.max;
    });
    if (sound.length > 0 && sound.every(Boolean)) return undefined;
    return `must be ${STATUS_CODES_EXAMPLE}, ${butIs(value)}.`;
  },
};

function seconds(range: readonly [number, number]): Bound {
  return integer("Health checks", HEALTH_CHECKS, range, "seconds");
}

const THRESHOLD = integer("Health checks", HEALTH_CHECKS, [2, 10]);

/** Bounds of each prop by itself. */
const BOUNDS: Record<keyof ForwardHealthCheck, Bound> = {
  protocol: oneOf("Health checks", Object.values(HealthCheckProtocol), HEALTH_CHECKS),
  port: {
    ...PORT,
    problem: (value) =>
      value === "traffic-port"
        ? `must be an integer from 1 to 65535, but is "traffic-port". Omit it to check each target on its own port.`
        : PORT.problem(value),
  },
  path: PATH,
  matcher: MATCHER,
  healthyThreshold: THRESHOLD,
  unhealthyThreshold: THRESHOLD,
  intervalSeconds: seconds([5, 300]),
  timeoutSeconds: seconds([2, 120]),
};

export const HEALTH_CHECK_BOUNDS = structRules(
  "healthCheck",
  "a health check",
  Object.fromEntries(Object.entries(BOUNDS).map(([prop, bound]) => [prop, [optional(`healthCheck.${prop}`, bound)]])),
);

export interface HealthCheckSubject extends Subject {
  /** The health check after its defaults are applied. */
  readonly healthCheck: ForwardHealthCheck;
}

/** Applies to the row or `forwardDefaults`, whichever sets one of the two. */
export const TIMEOUT_WITHIN_INTERVAL: Rule<HealthCheckSubject> = {
  title: "Health checks",
  prop: "healthCheck.timeoutSeconds",
  bound: "not above `intervalSeconds`",
  severity: "error",
  source: HEALTH_CHECKS,
  name: "timeout-within-interval",
  problems: (subject) => {
    const own = record(subject.given.healthCheck) ?? {};
    if (["intervalSeconds", "timeoutSeconds"].every((prop) => own[prop] === undefined)) return [];
    const { intervalSeconds = NaN, timeoutSeconds = NaN } = subject.healthCheck;
    // a comparison with a token must not be true by chance
    if (![intervalSeconds, timeoutSeconds].every(Number.isSafeInteger) || timeoutSeconds <= intervalSeconds) return [];
    const sentence =
      `'healthCheck.timeoutSeconds' must not be above 'healthCheck.intervalSeconds' (${intervalSeconds}), but is ` +
      `${timeoutSeconds}. Lower it, or raise the interval.`;
    return [about(subject, sentence)];
  },
};

/** Rejects options of HTTP requests in a TCP health check. */
export const REQUEST_OPTION_RULES: readonly Rule<HealthCheckSubject>[] = REQUEST_OPTIONS.map((option) => ({
  title: "Health checks of requests",
  prop: `healthCheck.${option}`,
  bound: "HTTP and HTTPS only",
  severity: "error",
  source: HEALTH_CHECKS,
  name: "option-of-requests",
  problems: (subject) => {
    const { protocol } = subject.healthCheck;
    const given = record(subject.given.healthCheck)?.[option];
    if (given === undefined || protocol !== HealthCheckProtocol.TCP) return [];
    const sentence =
      `'healthCheck.${option}' is for HTTP and HTTPS, but 'healthCheck.protocol' is ${protocol}. ` +
      `Set the protocol to one of them, or remove the ${option}.`;
    return [about(subject, sentence)];
  },
}));
