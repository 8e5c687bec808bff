import { shown } from "../../../src/private/shown";
import { visibleText } from "../../../echo/visible";

// What the SDK throws: by its names, which are the codes of AWS's answers, and as sentences.

const DENIALS = ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation"];
const EXPIRED = ["ExpiredToken", "ExpiredTokenException", "RequestExpired"];
const NOT_TAKEN = [
  "AuthFailure",
  "IncompleteSignature",
  "InvalidClientTokenId",
  "OptInRequired",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
];

/** Whether AWS knows who asks, and does not let him. */
export function isDenied(error: unknown): error is Error {
  return error instanceof Error && DENIALS.includes(error.name);
}

/** Whether there is no such thing: `TargetGroupNotFoundException`, `InvalidPrefixListID.NotFound`. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && /NotFound(Exception)?$/.test(error.name);
}

/** Why there are no credentials to ask with. */
export function credentialsProblem(profile: string | undefined, error: unknown): Error {
  const whose = profile === undefined ? "" : ` of profile ${shown(profile)}`;
  return new Error(
    `the credentials${whose} cannot be had: ${said(error)}; log in, give another --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
    { cause: error },
  );
}

/** Why a call has no answer. */
export function callProblem(action: string, error: unknown): Error {
  return new Error(sentence(action, error), { cause: error });
}

function sentence(action: string, error: unknown): string {
  const { name = "", code, $metadata } = error as { name?: string; code?: string; $metadata?: Metadata };
  if (EXPIRED.includes(name)) return "the credentials have expired; log in anew, or give another --profile";
  if (NOT_TAKEN.includes(name)) {
    return `AWS does not take the credentials: ${said(error)}; log in anew, or give another --profile or --region`;
  }
  if ($metadata?.httpStatusCode === undefined && (code !== undefined || name === "TimeoutError")) {
    return `AWS does not answer: ${said(error) || code}; see to the network, --region and --endpoint-url`;
  }
  return `${action} failed with ${visibleText(name)}: ${said(error)}; try again later, or see to --endpoint-url`;
}

interface Metadata {
  readonly httpStatusCode?: number;
}

/** An error's own words, as part of a sentence; behind its first line, the SDK speaks to programmers. */
function said(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return visibleText((text.trim().split("\n")[0] ?? "").replace(/\.$/, ""));
}
