import { DENIED_CODES } from '../../lambda/domain/denial.ts';
import type { OutcomeKind } from '../config/filter.ts';
import { either, type Fields, UNKNOWN } from './pattern.ts';

/**
 * Error codes of a call that failed for another reason.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_StartSession.html#API_StartSession_Errors
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/CommonErrors.html
 */
export const FAILED_CODES = [
  'TargetNotConnected',
  'InvalidDocument',
  'InvalidInstanceId',
  'DoesNotExistException',
  'InternalServerError',
  'InternalFailure',
  'ServiceUnavailable',
  'ThrottlingException',
  'ValidationException',
] as const;

/**
 * The error fields of calls that ended so. EventBridge cannot search a code regardless of case, as the function does, so
 * each kind of error is recognised by the codes of the *other* kind, which it leaves out. A code that is in neither list, and
 * a message without a code, pass as both: rather one alert too many.
 */
export function outcomeFields(outcomes: readonly OutcomeKind[]): Fields {
  const succeeded = outcomes.includes('succeeded');
  const denied = outcomes.includes('denied');
  const failed = outcomes.includes('failed');
  if (succeeded && denied && failed) return {};
  const otherCodes = [...(denied ? [] : DENIED_CODES), ...(failed ? [] : FAILED_CODES)];
  return either([
    ...(succeeded ? [{ errorCode: UNKNOWN, errorMessage: UNKNOWN }] : []),
    ...(denied || failed
      ? [
          { errorCode: [{ 'anything-but': ['', ...otherCodes] }] },
          { errorCode: UNKNOWN, errorMessage: [{ 'anything-but': [''] }] },
        ]
      : []),
  ]);
}
