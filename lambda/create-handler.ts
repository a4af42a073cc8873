import type { Context, SQSBatchResponse } from 'aws-lambda';
import { deliver, type Pipeline, type Result } from './deliver.ts';
import { deliverBatch } from './deliver-batch.ts';
import { isSqsBatch } from './parse/sqs-batch.ts';

export type Handler = (
  input: unknown,
  context?: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<Result | SQSBatchResponse>;

/**
 * Delivers one event, or what gathered in the buffer, and waits until the next message may be sent. Every failure leaves
 * it as a throw, or as a failed item of the batch, so that the event is tried again and kept.
 */
export function createHandler(pipeline: Pipeline): Handler {
  return async (input, context) => {
    try {
      return isSqsBatch(input)
        ? await deliverBatch(
            pipeline,
            input,
            () => context?.getRemainingTimeInMillis() ?? Number.POSITIVE_INFINITY,
          )
        : await deliver(pipeline, input);
    } finally {
      await pipeline.publisher.idle();
    }
  };
}
