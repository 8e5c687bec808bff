import { isIP } from "node:net";
import { butIs } from "../shown";
import type { Bound } from "./rule";

// The bound of a DNS name.

const HOST_NAME = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html";

/** Also for HCL. */
export const HOST_PATTERN =
  "^([0-9A-Za-z_]([0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?[.])+[A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?$";
export const LONGEST_HOST = 253;

const MUST_BE_A_HOST = "must be a DNS name such as db.example.internal";

export const HOST: Bound = {
  title: "Hosts",
  bound: `a DNS name of at least two labels and at most ${LONGEST_HOST} characters, without a dot at the end`,
  source: HOST_NAME,
  form: { kind: "host", must: `${MUST_BE_A_HOST}, without a port` },
  problem: (value) => {
    if (typeof value === "string" && value.length <= LONGEST_HOST && new RegExp(HOST_PATTERN).test(value)) {
      return undefined;
    }
    const mend = typeof value === "string" ? hostMend(value.slice(0, LONGEST_HOST + 1)) : undefined;
    return `${MUST_BE_A_HOST}, ${butIs(value)}.${mend === undefined ? "" : ` ${mend}.`}`;
  },
};

function hostMend(value: string): string | undefined {
  if (isIP(value) > 0) return "Set targetIp instead";
  if (/^[a-z]+:\/\//i.test(value)) return "Use only the name in it";
  if (/:\d+$/.test(value)) return "Set the port as targetPort";
  if (value.endsWith(".")) return "Remove the dot at the end";
  if (/[^\x21-\x7e]/.test(value)) return "Write it in ASCII, without white space";
  if (/^[\w-]+$/.test(value)) return "Use its full name, since the function has no search domains";
  return undefined;
}
