import type { EventBridgeEvent } from 'aws-lambda';

type Json = Record<string, unknown>;

/** An envelope, or why a part of the input is none. */
export type Item = { readonly envelope: unknown } | { readonly problem: string };

/** Lists by the key that the tools of AWS give them: a trail's log file, `lookup-events`, `receive-message`. */
const LISTS = ['Records', 'Events', 'Messages'] as const;

/** JSON inside a JSON string: an event of `lookup-events`, a message of a queue as the API and as Lambda have it. */
const TEXTS = ['CloudTrailEvent', 'Body', 'body'] as const;

/** A list of messages, each the text of what Lambda kept of a list of records, is eight deep. */
const MOST_DEPTH = 16;

/**
 * The EventBridge envelopes that a JSON value stands for. It may be an envelope, a bare CloudTrail record, a trail's
 * `{ "Records": […] }`, the output of `aws cloudtrail lookup-events` or `aws sqs receive-message`, what Lambda writes to a
 * failure queue, or a list of these. Anything else is handed on as it is, for the parser to say what is wrong with it.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function toItems(value: unknown, depth = 0): Item[] {
  if (depth > MOST_DEPTH)
    return [{ problem: 'holds lists and messages within each other, too deep to be an event' }];
  const within = (inner: unknown) => toItems(inner, depth + 1);
  if (Array.isArray(value) && value.length > 0) return value.flatMap(within);
  if (!isObject(value)) return [{ envelope: value }];
  const list = LISTS.map((key) => value[key]).find(Array.isArray);
  if (list !== undefined) return list.flatMap(within);
  const text = TEXTS.map((key) => value[key]).find((inner) => typeof inner === 'string');
  if (text !== undefined) return parseText(text as string, within);
  if ('requestPayload' in value) return within(value.requestPayload);
  return [{ envelope: isCloudTrailRecord(value) ? toEnvelope(value) : value }];
}

function parseText(text: string, read: (value: unknown) => Item[]): Item[] {
  try {
    return read(JSON.parse(text));
  } catch (error) {
    return [{ problem: `holds text that is not JSON: ${error instanceof Error ? error.message : error}` }];
  }
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
