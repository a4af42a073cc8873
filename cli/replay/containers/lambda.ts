import type { Container } from './container.ts';

/**
 * What Lambda keeps of an event on which the function failed, or had success.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
const lambdaDestination: Container = {
  recognises: (value) => 'requestPayload' in value,
  open: ({ requestPayload }) => [requestPayload],
};

/** What Lambda keeps of a batch from a stream that it gave up: where the records are, and not what they are. */
const lambdaStreamFailure: Container = {
  recognises: (value) =>
    'requestContext' in value && ('KinesisBatchInfo' in value || 'DDBStreamBatchInfo' in value),
  open: () => ({ problem: 'says where records are in a stream, and holds none: replay them from the trail' }),
};

export const LAMBDA: readonly Container[] = [lambdaDestination, lambdaStreamFailure];
