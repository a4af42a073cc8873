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

/** Reads the EventBridge envelope in a queued message. @throws {UnreadableEnvelopeError} if its body is not JSON */
export function envelopeOf({ body }: Pick<SQSRecord, 'body'>): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new UnreadableEnvelopeError('the body of the queued message is not JSON.');
  }
}
