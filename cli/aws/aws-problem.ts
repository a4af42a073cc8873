import { clean } from '../../lambda/text/clean.ts';
import { Problem } from '../terminal/problem.ts';

/** A call to AWS, as far as a person needs it to understand why it failed. */
export interface AwsCall {
  /** The IAM action: `sns:Subscribe`. */
  readonly permission: string;
  readonly region: string;
}

/** What the SDK throws, as far as it is looked at. */
interface SdkError extends Error {
  /** Of the network: `ENOTFOUND`. */
  readonly code?: string;
  readonly $metadata?: object;
}

type Wording = (call: AwsCall, message: string) => string;

/**
 * Why a call failed, in words. Undefined for what is no failure of AWS: a bug.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html
 */
export function toAwsProblem(error: unknown, call: AwsCall): Problem | undefined {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error)) return undefined;
  const { name, code, $metadata }: SdkError = error;
  const wording =
    WORDINGS.find(([names]) => names.has(name) || (code !== undefined && names.has(code)))?.[1] ??
    ($metadata && otherFailure(name));
  return wording && new Problem(wording(call, clean(error.message)), { cause: error });
}

const WORDINGS: readonly (readonly [names: ReadonlySet<string>, wording: Wording])[] = [
  [
    new Set(['CredentialsProviderError', 'TokenProviderError']),
    (_call, message) =>
      `No AWS credentials: ${withFullStop(message)} Sign in, for example with "aws sso login", or choose a profile with the variable AWS_PROFILE.`,
  ],
  [
    new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']),
    () => 'The AWS credentials have expired. Sign in again, for example with "aws sso login".',
  ],
  [
    new Set([
      'InvalidClientTokenId',
      'UnrecognizedClientException',
      'SignatureDoesNotMatch',
      'InvalidSecurityException',
      'OptInRequired',
    ]),
    ({ region }, message) =>
      `AWS does not accept these credentials in ${region}: ${withFullStop(message)} The key may be wrong or deleted, this machine's clock wrong, or the region not enabled for the account.`,
  ],
  [
    new Set(['AccessDenied', 'AccessDeniedException', 'AuthorizationErrorException']),
    ({ permission }, message) =>
      `These AWS credentials lack the permission ${permission}. AWS says: ${withFullStop(message)}`,
  ],
  [
    new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'TimeoutError']),
    ({ region }, message) =>
      `Cannot reach AWS in ${region}: ${withFullStop(message)} Is that a region, and is this machine online?`,
  ],
];

function otherFailure(name: string): Wording {
  return ({ permission, region }, message) => `${permission} failed in ${region}: ${name}: ${message}`;
}

function withFullStop(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
