import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { UnreadableEnvelopeError } from '../errors.ts';

/** Whether the function was invoked by its queue, which stands between rule and function in buffered delivery. */
export function isSqsBatch(input: unknown): input is SQSEvent {
  const records =
    typeof input === 'object' && input !== null && 'Records' in input ? input.Records : undefined;
  return (
    Array.isArray(records) &&
    records.length > 0 &&
    records.every((record) => record?.eventSource === 'aws:sqs' && typeof record.messageId === 'string')
  );
}

/** The EventBridge envelope that a queued message is. @throws {UnreadableEnvelopeError} if it is no JSON */
export function envelopeOf({ body }: Pick<SQSRecord, 'body'>): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new UnreadableEnvelopeError('the body of the queued message is not JSON.');
  }
}
