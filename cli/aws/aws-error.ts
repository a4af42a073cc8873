import { printable } from '../terminal/printable.ts';
import { UserError } from '../terminal/user-error.ts';

/** A call to AWS, as far as a person needs it to understand why it failed. */
export interface AwsCall {
  /** The IAM action: `sns:Subscribe`. */
  readonly permission: string;
  readonly region: string;
  /**
   * What the call is about, as the start of a sentence: `The rule sessions`.
   * @default - a part of the deployment
   */
  readonly subject?: string;
}

/** Why a call failed. `denied` is a missing permission, `missing` that what it is about does not exist. */
export type AwsErrorReason =
  | 'denied'
  | 'missing'
  | 'no-credentials'
  | 'expired-credentials'
  | 'rejected-credentials'
  | 'unreachable'
  | 'other';

/** A call to AWS failed. The fields say how; whoever catches it decides what to advise. */
export class AwsError extends UserError implements AwsCall {
  override readonly name = 'AwsError';
  readonly reason: AwsErrorReason;
  readonly permission: string;
  readonly region: string;
  readonly subject: string;

  constructor(reason: AwsErrorReason, call: AwsCall, cause: Error) {
    super(MESSAGES[reason](call, cause), { cause, misuse: reason === 'no-credentials' });
    this.reason = reason;
    this.permission = call.permission;
    this.region = call.region;
    this.subject = call.subject ?? 'A part of the deployment';
  }
}

/**
 * What the SDK threw, as an error that says in words why. What is in words already stays as it is.
 *
 * @returns undefined for what is no failure of AWS: a bug
 * @see https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html
 */
export function toAwsError(error: unknown, call: AwsCall): UserError | undefined {
  if (error instanceof UserError) return error;
  if (!(error instanceof Error)) return undefined;
  const { name, code, $metadata }: SdkError = error;
  const reason = REASONS.get(name) ?? REASONS.get(code ?? '') ?? ($metadata && 'other');
  return reason && new AwsError(reason, call, error);
}

/** What the SDK throws, as far as it is looked at. */
interface SdkError extends Error {
  /** The code of a failure of the network: `ENOTFOUND`. */
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** The reasons by the names of the SDK's errors, which each service chooses in its own way, and by the network's codes. */
const REASONS: ReadonlyMap<string, AwsErrorReason> = new Map(
  Object.entries({
    denied: ['AccessDenied', 'AccessDeniedException', 'AuthorizationError', 'AuthorizationErrorException'],
    missing: [
      'NotFound',
      'NotFoundException',
      'ResourceNotFoundException',
      'QueueDoesNotExist',
      'TrailNotFoundException',
    ],
    'no-credentials': ['CredentialsProviderError', 'TokenProviderError'],
    'expired-credentials': ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'],
    'rejected-credentials': [
      'InvalidClientTokenId',
      'UnrecognizedClientException',
      'SignatureDoesNotMatch',
      'InvalidSecurityException',
      'OptInRequired',
    ],
    unreachable: ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'TimeoutError'],
  } satisfies Partial<Record<AwsErrorReason, readonly string[]>>).flatMap(([reason, names]) =>
    names.map((name) => [name, reason as AwsErrorReason] as const),
  ),
);

type Message = (call: AwsCall, cause: Error) => string;

const MESSAGES: Readonly<Record<AwsErrorReason, Message>> = {
  denied: ({ permission }, cause) =>
    `These AWS credentials lack the permission ${permission}. AWS says: ${sentenceOf(cause)}`,
  missing: otherFailure,
  'no-credentials': (_call, cause) =>
    `No AWS credentials: ${sentenceOf(cause)} Sign in, for example with "aws sso login", or choose a profile with --profile or the variable AWS_PROFILE.`,
  'expired-credentials': () =>
    'The AWS credentials have expired. Sign in again, for example with "aws sso login".',
  'rejected-credentials': ({ region }, cause) =>
    `AWS does not accept these credentials in ${region}: ${sentenceOf(cause)} The key may be wrong or deleted, this machine's clock wrong, or the region not enabled for the account.`,
  unreachable: ({ region }, cause) =>
    `Cannot reach AWS in ${region}: ${sentenceOf(cause)} Is that a region, and is this machine online?`,
  other: otherFailure,
};

function otherFailure({ permission, region }: AwsCall, { name, message, $metadata }: SdkError): string {
  // The SDK gives this name to an error in an answer that is not from AWS.
  if (name === 'Unknown') {
    return `${permission} failed in ${region}: an answer with the HTTP status ${$metadata?.httpStatusCode} did not come from AWS, but perhaps from a proxy.`;
  }
  return `${permission} failed in ${region}: ${name}: ${printable(message)}`;
}

function sentenceOf({ message }: Error): string {
  const text = printable(message);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
