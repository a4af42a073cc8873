import type { EventBridgeEvent } from 'aws-lambda';
import { SESSION_EVENT_NAMES, SESSION_EVENT_SOURCE } from '../../../lambda/domain/session-event.ts';
import { isNothing, plainKey, toNames, toObject, withNames } from '../../../lambda/parse/copies.ts';
import type { Container, Json } from './container.ts';
import { isObject } from './container.ts';

/** The fields of a record by which a rule chooses, and those of an envelope. */
const FIELDS = toNames([
  'awsRegion',
  'errorCode',
  'errorMessage',
  'eventID',
  'eventName',
  'eventSource',
  'eventTime',
  'recipientAccountId',
  'requestParameters',
  'responseElements',
  'userIdentity',
]);
const REQUEST = toNames(['documentName', 'parameters', 'reason', 'sessionId', 'target']);
const IDENTITY = toNames(['accountId', 'arn', 'principalId', 'sessionContext', 'type', 'userName']);

/** A bare CloudTrail record, in the spelling of any database. */
export const cloudTrailRecord: Container = {
  recognises: isRecord,
  open: (value) => ({ envelope: toEnvelope(value) }),
};

/** `eventName` in any spelling, and something else that only records have. */
export function isRecord(value: unknown): value is Json {
  if (!isObject(value)) return false;
  // Lambda's own wrappers name the service that invoked the function: aws:sqs.
  if (/^aws:/.test(String(value.eventSource ?? value.EventSource ?? ''))) return false;
  if (typeof value.eventName === 'string') return true;
  const keys = Object.keys(value).map((key) => plainKey(key.split('.')[0] ?? ''));
  return keys.includes('eventname') && keys.some((key) => OF_RECORDS.has(key));
}

const OF_RECORDS = new Set([
  'eventsource',
  'eventversion',
  'eventid',
  'eventtime',
  'requestparameters',
  'useridentity',
]);

/** Whether it is a call, in CloudTrail's own spelling, that is none of ours: the most of what a trail holds. */
export function isOtherCall(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { eventName, eventSource } = value;
  if (typeof eventName !== 'string' || typeof eventSource !== 'string' || 'detail' in value) return false;
  if (!Object.hasOwn(SESSION_EVENT_NAMES, eventName)) return eventSource.endsWith('.com');
  return eventSource !== SESSION_EVENT_SOURCE && eventSource.endsWith('.amazonaws.com');
}

/** What EventBridge would have wrapped around a record, and the record as CloudTrail would have written it. */
export function toEnvelope(value: Json): EventBridgeEvent<string, Json> {
  const detail = asWritten(value);
  const text = (field: string) => (typeof detail[field] === 'string' ? detail[field] : '');
  return {
    version: '0',
    id: text('eventID'),
    'detail-type': 'AWS API Call via CloudTrail',
    source: `aws.${text('eventSource').split('.')[0]}`,
    account: text('recipientAccountId'),
    time: text('eventTime'),
    region: text('awsRegion'),
    resources: [],
    detail,
  };
}

/** In the spelling that a rule knows: it compares fields, and reads no text. */
function asWritten(value: Json): Json {
  const record = withNames(value, FIELDS);
  const within = (field: string, names: typeof FIELDS) => {
    const inner = toObject(record[field]);
    return inner === undefined ? {} : { [field]: withNames(inner, names) };
  };
  const written: Record<string, unknown> = {
    ...record,
    ...within('requestParameters', REQUEST),
    ...within('responseElements', REQUEST),
    ...within('userIdentity', IDENTITY),
  };
  for (const field of ['errorCode', 'errorMessage']) if (isNothing(written[field])) delete written[field];
  return written;
}
