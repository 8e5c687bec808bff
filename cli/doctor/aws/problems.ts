import { shown } from "../../../src/private/shown";
import { visibleText } from "../../../echo/visible";

// Turns the SDK's errors into sentences. An error's name is AWS's error code.

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

/** Whether the credentials are valid, but IAM denies the call. */
export function isDenied(error: unknown): error is Error {
  return error instanceof Error && DENIALS.includes(error.name);
}

/** Whether the resource doesn't exist: `TargetGroupNotFoundException`, `InvalidPrefixListID.NotFound`. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && /NotFound(Exception)?$/.test(error.name);
}

/** Returns an error that says why there are no credentials. */
export function credentialsProblem(profile: string | undefined, error: unknown): Error {
  const whose = profile === undefined ? "" : ` of profile ${shown(profile)}`;
  return new Error(
    `can't load the credentials${whose}: ${said(error)}. Log in, use another --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
    { cause: error },
  );
}

/** Returns an error that says why a call failed. */
export function callProblem(action: string, error: unknown): Error {
  return new Error(sentence(action, error), { cause: error });
}

function sentence(action: string, error: unknown): string {
  const { name = "", code, $metadata } = error as { name?: string; code?: string; $metadata?: Metadata };
  if (EXPIRED.includes(name)) return "the credentials have expired. Log in again, or use another --profile.";
  if (NOT_TAKEN.includes(name)) {
    return `AWS rejects the credentials: ${said(error)}. Log in again, or use another --profile or --region.`;
  }
  if ($metadata?.httpStatusCode === undefined && (code !== undefined || name === "TimeoutError")) {
    return `AWS doesn't answer: ${said(error) || code}. Check the network, --region and --endpoint-url.`;
  }
  return `${action} failed with ${visibleText(name)}: ${said(error)}. Try again later, or check --endpoint-url.`;
}

interface Metadata {
  readonly httpStatusCode?: number;
}

/** Returns the first line of an error's message. The other lines are for programmers. */
function said(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return visibleText((text.trim().split("\n")[0] ?? "").replace(/\.$/, ""));
}
