import { isDenial } from '../domain/denial.ts';
import type { Outcome } from '../domain/session-event.ts';
import { isNothing } from './copies.ts';
import { toRedactedJson } from './secrets.ts';

/**
 * Says how the call ended. Any error code means that it did not succeed, and so does an error message alone.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function toOutcome(errorCode: unknown, message: string | undefined): Outcome {
  const code = toCode(errorCode);
  if (code === undefined && message === undefined) return { kind: 'succeeded' };
  return { kind: isDenial(code, message) ? 'denied' : 'failed', code, message };
}

function toCode(errorCode: unknown): string | undefined {
  if (isNothing(errorCode)) return undefined;
  return typeof errorCode === 'string' ? errorCode.trim() : toRedactedJson(errorCode);
}
