import { BROKERS } from './brokers.ts';
import { CLOUDTRAIL } from './cloudtrail.ts';
import { cloudTrailRecord, isOtherCall, toEnvelope } from './cloudtrail-record.ts';
import { CLOUDWATCH_LOGS } from './cloudwatch-logs.ts';
import { type Container, type Item, isObject, type Json } from './container.ts';
import { DATADOG } from './datadog.ts';
import { DYNAMODB } from './dynamodb.ts';
import { ELASTIC } from './elastic.ts';
import { EVENTBRIDGE } from './eventbridge.ts';
import { KINESIS } from './kinesis.ts';
import { LAMBDA } from './lambda.ts';
import { OWN_ALERTS } from './own-alerts.ts';
import { QUERIES } from './queries.ts';
import { RAW_TEXT } from './raw-text.ts';
import { S3 } from './s3.ts';
import { SECURITY_LAKE } from './security-lake.ts';
import { SENTINEL } from './sentinel.ts';
import { SNS } from './sns.ts';
import { SPLUNK } from './splunk.ts';
import { SQS } from './sqs.ts';
import { readText } from './text.ts';
import { WAZUH } from './wazuh.ts';

/** The first that recognises a value opens it: what AWS wraps records in, the record, and what others keep it in. */
const CONTAINERS: readonly Container[] = [
  ...SNS,
  ...KINESIS,
  ...BROKERS,
  ...DYNAMODB,
  ...S3,
  ...SENTINEL,
  ...EVENTBRIDGE,
  ...CLOUDTRAIL,
  ...CLOUDWATCH_LOGS,
  ...SQS,
  ...LAMBDA,
  ...ELASTIC,
  ...RAW_TEXT,
  ...SPLUNK,
  ...DATADOG,
  ...WAZUH,
  ...QUERIES,
  ...SECURITY_LAKE,
  // After those that keep the record as it came beside some of its fields.
  cloudTrailRecord,
  ...OWN_ALERTS,
];

/** An item, and which it is among all that were found, counted from 1. */
export type Numbered = Item & { readonly number: number };

/** What a value of the input holds, in order. */
export interface Contents {
  readonly items: readonly Numbered[];
  /** Calls that are plainly no session calls. Nearly all of a trail are, so they are counted and nothing else. */
  readonly otherCalls: number;
}

/** A list of messages, each the text of what Lambda kept of a list of records, is eight deep. */
const MAX_DEPTH = 16;

/**
 * Opens everything that is around records: a file of a trail, the answers of AWS's commands, the wrappers of its services
 * and the exports of others, within each other, too.
 *
 * @param value parsed from JSON or a table
 * @param countOthers false: calls that are no session calls are given, too
 */
export function open(value: unknown, countOthers = true): Contents {
  const found: Found = { items: [], otherCalls: 0, countOthers };
  collect(value, found, 0);
  return found;
}

interface Found {
  readonly items: Numbered[];
  otherCalls: number;
  readonly countOthers: boolean;
}

function add(found: Found, item: Item): void {
  found.items.push({ ...item, number: found.items.length + found.otherCalls + 1 });
}

function collect(value: unknown, found: Found, depth: number): void {
  if (depth > MAX_DEPTH) {
    add(found, { problem: 'holds lists and messages within each other, too deep to be an event' });
  } else if (Array.isArray(value)) {
    for (const member of value) collect(member, found, depth + 1);
  } else if (typeof value === 'string') {
    const { values, items } = readText(value);
    for (const inner of values) collect(inner, found, depth + 1);
    for (const item of items) add(found, item);
  } else if (isObject(value)) {
    collectObject(value, found, depth);
  } else {
    add(found, {
      problem: `is ${value === null ? 'null' : `a ${typeof value}`}, where a record was expected`,
    });
  }
}

function collectObject(value: Json, found: Found, depth: number): void {
  if (isOtherCall(value)) {
    countOther(value, found);
    return;
  }
  const container = CONTAINERS.find(({ recognises }) => recognises(value));
  const opened = container?.open(value) ?? wrapped(value, depth);
  if (isList(opened)) {
    for (const inner of opened) collect(inner, found, depth + 1);
  } else if ('envelope' in opened && found.countOthers && isOtherCall(detailOf(opened.envelope))) {
    found.otherCalls += 1;
  } else {
    add(found, opened);
  }
}

function countOther(record: Json, found: Found): void {
  if (found.countOthers) found.otherCalls += 1;
  else add(found, { envelope: toEnvelope(record) });
}

/** What no container is known for: the first of its fields in which there is a record, if there is one. */
function wrapped(value: Json, depth: number): readonly unknown[] | Item {
  const keys = Object.keys(value);
  for (const key of keys.slice(0, MAX_FIELDS)) {
    const inner = value[key];
    if (!isObject(inner) && !Array.isArray(inner) && !(typeof inner === 'string' && /[[{]/.test(inner)))
      continue;
    const found: Found = { items: [], otherCalls: 0, countOthers: true };
    collect(inner, found, depth + 1);
    if (found.otherCalls > 0 || found.items.some((item) => 'envelope' in item)) return [inner];
  }
  const names = keys.slice(0, 5).join(', ');
  return {
    problem: `is neither an event nor a record, and holds none that could be found (${keys.length === 0 ? 'it is empty' : `it has ${names}${keys.length > 5 ? ' …' : ''}`})`,
  };
}

/** Wrappers have few fields. */
const MAX_FIELDS = 50;

function detailOf(envelope: unknown): unknown {
  return isObject(envelope) ? envelope.detail : undefined;
}

function isList(opened: readonly unknown[] | Item): opened is readonly unknown[] {
  return Array.isArray(opened);
}
