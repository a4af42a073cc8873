import * as v from 'valibot';
import type { TestEvent } from '../domain/session-event.ts';
import { TEST_EVENT_DETAIL_TYPE, TEST_EVENT_SOURCE } from '../domain/test-event.ts';
import { anything, fields, text } from './detail.ts';
import type { Envelope } from './envelope.ts';
import { partitionOf } from './partition.ts';
import { toIsoTime } from './time.ts';

const TestDetail = fields({ id: text, requestedBy: text, time: anything });

export function isTestEvent(envelope: Envelope): boolean {
  return envelope.source === TEST_EVENT_SOURCE && envelope['detail-type'] === TEST_EVENT_DETAIL_TYPE;
}

/** A test names whoever sent it, and nothing of a session. */
export function toTestEvent({ account, region, time: sentAt, detail }: Envelope): TestEvent {
  const { id, requestedBy, time } = v.parse(TestDetail, detail);
  return {
    kind: 'test',
    eventId: id,
    time: toIsoTime(time) ?? toIsoTime(sentAt),
    account,
    region,
    partition: partitionOf(region),
    outcome: { kind: 'succeeded' },
    actor: { kind: 'other', type: 'test', name: requestedBy ?? 'somebody' },
    parameters: [],
    origin: { kind: 'unknown' },
  };
}
