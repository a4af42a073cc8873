import { type Container, listAt, textAt } from './container.ts';

/** A record of Kinesis, in an event for Lambda or from `aws kinesis get-records`. Its data is base64. */
const kinesisRecord: Container = {
  recognises: (value) =>
    textAt(value, 'kinesis', 'data') !== undefined ||
    (typeof value.Data === 'string' && ('SequenceNumber' in value || 'PartitionKey' in value)),
  open: (value) => [textAt(value, 'kinesis', 'data') ?? value.Data],
};

/** What Firehose asks Lambda to transform. Its data is base64. */
const firehoseEvent: Container = {
  recognises: ({ records, deliveryStreamArn, invocationId }) =>
    Array.isArray(records) && (deliveryStreamArn !== undefined || invocationId !== undefined),
  open: (value) => listAt(value, 'records').map((record) => textAt(record, 'data')),
};

export const KINESIS: readonly Container[] = [kinesisRecord, firehoseEvent];
