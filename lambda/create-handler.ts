import type { Context, SQSBatchResponse } from 'aws-lambda';
import { deliver, type Pipeline, type Result } from './deliver.ts';
import type { deliverBatch } from './deliver-batch.ts';
import { isSqsBatch } from './parse/sqs-batch.ts';

export type Handler = (
  input: unknown,
  context?: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<Result | SQSBatchResponse>;

/**
 * Delivers one event, or what gathered in the buffer, and waits until the next message may be sent. Every failure leaves
 * it as a throw, or as a failed item of the batch, so that the event is tried again and kept.
 *
 * @param readBatches how batches are delivered; undefined where the rule invokes the function directly
 */
export function createHandler(pipeline: Pipeline, readBatches?: typeof deliverBatch): Handler {
  return async (input, context) => {
    try {
      return readBatches !== undefined && isSqsBatch(input)
        ? await readBatches(
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
