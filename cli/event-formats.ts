import type { EventBridgeEvent } from 'aws-lambda';

type Json = Record<string, unknown>;

/**
 * The EventBridge envelopes that a JSON value stands for. It may be an envelope, a bare CloudTrail record, a trail's
 * `{ "Records": […] }`, the output of `aws cloudtrail lookup-events`, or a list of these. Anything else is handed on
 * as it is, for the parser to say what is wrong with it.
 *
 * @throws {SyntaxError} if a `CloudTrailEvent`, which is JSON inside a JSON string, cannot be read
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export function toEnvelopes(value: unknown): unknown[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap(toEnvelopes);
  if (!isObject(value)) return [value];
  if (Array.isArray(value.Records)) return value.Records.flatMap(toEnvelopes);
  if (Array.isArray(value.Events)) return value.Events.flatMap(toEnvelopes);
  if (typeof value.CloudTrailEvent === 'string') return toEnvelopes(JSON.parse(value.CloudTrailEvent));
  return isCloudTrailRecord(value) ? [toEnvelope(value)] : [value];
}

function isCloudTrailRecord(value: Json): boolean {
  return !('detail' in value) && ('eventName' in value || 'eventSource' in value);
}

/** What EventBridge wraps around a record of an API call. */
function toEnvelope(record: Json): EventBridgeEvent<string, Json> {
  const text = (field: string) => (typeof record[field] === 'string' ? record[field] : '');
  return {
    version: '0',
    id: text('eventID'),
    'detail-type': 'AWS API Call via CloudTrail',
    source: `aws.${text('eventSource').split('.')[0]}`,
    account: text('recipientAccountId'),
    time: text('eventTime'),
    region: text('awsRegion'),
    resources: [],
    detail: record,
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
