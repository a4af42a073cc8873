import type { Context, SQSBatchResponse } from 'aws-lambda';
import { deliverEvent, type Parts, type Result } from './deliver.ts';
import { deliverBatch } from './deliver-batch.ts';
import { noLookUps } from './enrich/enrich.ts';
import { parse } from './parse/parse.ts';
import { isSqsBatch } from './parse/sqs-batch.ts';
import { everyTime } from './publish/once.ts';

/** What cannot be done without; the rest is off unless it is given. */
type Given = Pick<Parts, 'config' | 'sns' | 'log'> & Partial<Parts>;

/**
 * The whole of what the function does, for one event as for a batch from its queue. Every failure leaves it as a throw, or
 * as a failed item of the batch, so that the event is tried again and kept.
 */
export function createHandler(
  given: Given,
): (
  input: unknown,
  context?: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<Result | SQSBatchResponse> {
  const parts: Parts = { enrich: noLookUps, once: everyTime, pause: async () => {}, ...given };
  return async (input, context) =>
    // The bundler knows DELIVERY, and leaves batches out where the rule invokes the function directly.
    process.env.DELIVERY !== 'direct' && isSqsBatch(input)
      ? deliverBatch(parts, input, () => context?.getRemainingTimeInMillis() ?? Number.POSITIVE_INFINITY)
      : deliverEvent(parts, parse(input));
}
