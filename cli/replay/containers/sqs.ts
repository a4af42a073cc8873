import type { Container } from './container.ts';

/** The output of `aws sqs receive-message`. */
const queueMessages: Container = {
  recognises: ({ Messages }) => Array.isArray(Messages),
  open: ({ Messages }) => Messages as readonly unknown[],
};

/** A message of a queue, as the API and as Lambda have it. */
const queueMessage: Container = {
  recognises: ({ Body, body, messageId, MessageId, eventSource, receiptHandle }) =>
    typeof Body === 'string' ||
    (typeof body === 'string' &&
      (eventSource === 'aws:sqs' ||
        messageId !== undefined ||
        MessageId !== undefined ||
        receiptHandle !== undefined)),
  open: ({ Body, body }) => [Body ?? body],
};

export const SQS: readonly Container[] = [queueMessages, queueMessage];
