import { afterEach, describe, expect, test } from '@jest/globals';
import { parse } from '../../../lambda/parse/parse.ts';
import { identityOf } from '../../../lambda/publish/identity.ts';
import { createLedger } from '../../../lambda/publish/ledger.ts';
import { createOnce } from '../../../lambda/publish/once.ts';
import type { Fault } from '../../../stand-in/fault.ts';
import { type DynamoDbStandIn, startDynamoDb } from '../../aws/dynamodb.ts';
import { fixture, testEvent, variant } from '../../support/fixtures.ts';
import { keptLog } from '../../support/kept-log.ts';
import { startFunction } from '../../support/local-sns.ts';
import { only } from '../../support/only.ts';

const EVENT = fixture('start-iam-user');
const EVENT_ID = String(EVENT.detail.eventID);
/** The id under which the table knows an event. */
const identity = (envelope: unknown) => identityOf(parse(envelope)) ?? '';
const IDENTITY = identity(EVENT);

const toClose: DynamoDbStandIn[] = [];
afterEach(async () => {
  await Promise.all(toClose.splice(0).map((table) => table.close()));
});

/** The function, as it is deployed, with a table that remembers what was sent. */
async function startOnce() {
  const table = await startDynamoDb();
  toClose.push(table);
  const ledger = createLedger('sent-events', {
    endpoint: table.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { log, entries: failures } = keptLog();
  const once = createOnce(ledger, log);
  return { table, failures, ...(await startFunction({ once })) };
}

const inAMinute = () => String(Math.floor(Date.now() / 1000) + 60);
const leased = (id: string, leasedUntil: string) => ({
  id: { S: id },
  state: { S: 'leased' },
  leasedUntil: { N: leasedUntil },
});
const queued = (number: number) => variant('start-iam-user', { eventID: `event-${number}` });
const batchOf = (count: number) => ({
  Records: Array.from({ length: count }, (_, number) => ({
    eventSource: 'aws:sqs',
    messageId: String(number),
    body: JSON.stringify(queued(number)),
  })),
});

describe('an event that is delivered twice', () => {
  test('is sent once', async () => {
    const { sns, handler } = await startOnce();
    await handler(EVENT);

    const second = await handler(EVENT);

    expect(second).toEqual({ eventId: EVENT_ID, duplicate: true });
    expect(sns.published).toHaveLength(1);
  });

  test('is logged as a duplicate the second time', async () => {
    const { handler, log } = await startOnce();
    await handler(EVENT);

    await handler(EVENT);

    expect(log.at(-1)).toMatchObject({ message: 'duplicate', eventId: EVENT_ID });
  });

  test('is sent twice without deduplication', async () => {
    const { sns, handler } = await startFunction();
    await handler(EVENT);

    await handler(EVENT);

    expect(sns.published).toHaveLength(2);
  });

  test('is remembered as sent, whatever becomes of the second delivery', async () => {
    const { sns, handler, table } = await startOnce();
    await handler(EVENT);
    table.failNext({ status: 500, code: 'InternalServerError' }, 2);
    sns.failNext({ status: 403, code: 'AuthorizationError' });
    await expect(handler(EVENT)).rejects.toMatchObject({ name: 'PublishError' });

    const third = await handler(EVENT);

    expect(third).toEqual({ eventId: EVENT_ID, duplicate: true });
    expect(sns.published).toHaveLength(1);
  });
});

describe('an event', () => {
  test('whose publication fails is sent by the next attempt', async () => {
    const { sns, handler } = await startOnce();
    sns.failNext({ status: 403, code: 'AuthorizationError' });
    await expect(handler(EVENT)).rejects.toMatchObject({ name: 'PublishError' });

    await handler(EVENT);

    expect(sns.published).toHaveLength(1);
  });

  test('that another invocation is sending comes again instead of being dropped', async () => {
    const { sns, handler, table } = await startOnce();
    table.items.set(IDENTITY, leased(IDENTITY, inAMinute()));

    await expect(handler(EVENT)).rejects.toMatchObject({ name: 'EventHeldError', eventId: EVENT_ID });

    expect(sns.attempts).toBe(0);
  });

  test('with the id of one that was sent, and other content, is sent', async () => {
    const { sns, handler } = await startOnce();
    await handler(EVENT);

    await handler(variant('start-iam-user', { requestParameters: { target: 'i-0aaaaaaaaaaaaaaaa' } }));

    expect(sns.published).toHaveLength(2);
  });

  test('is sent after a test that bears its id', async () => {
    const { sns, handler } = await startOnce();
    await handler(testEvent(EVENT_ID));

    await handler(EVENT);

    expect(sns.published.map(({ subject }) => subject?.split(' ')[0])).toEqual(['[TEST]', '[STARTED]']);
  });
});

describe('the table of sent events', () => {
  test('gives over a lease that its holder did not live to use', async () => {
    const { sns, handler, table } = await startOnce();
    table.items.set(IDENTITY, leased(IDENTITY, '1'));

    await handler(EVENT);

    expect(sns.published).toHaveLength(1);
  });

  test('lets an alert be repeated after a crash, once the lease is over, and loses none', async () => {
    const { sns, handler, table } = await startOnce();
    table.failWhen(({ attempt }) => (attempt > 1 ? { kind: 'reset' } : undefined));
    await handler(EVENT);
    table.heal();
    table.items.set(IDENTITY, { ...table.items.get(IDENTITY), leasedUntil: { N: '1' } });

    await handler(EVENT);

    expect(sns.published).toHaveLength(2);
  });

  test('keeps nobody waiting when one of its answers is lost', async () => {
    const { sns, handler, table } = await startOnce();
    table.failNext({ kind: 'performed-then-reset' });

    await handler(EVENT);

    // The lease twice, and the commit.
    expect(table.attempts).toBe(3);
    expect(sns.published).toHaveLength(1);
  });

  test('keeps no alert back with an item that says nothing', async () => {
    const { sns, handler, table } = await startOnce();
    table.items.set(IDENTITY, { id: { S: IDENTITY } });

    await handler(EVENT);

    expect(sns.published).toHaveLength(1);
  });

  test.each<[string, Fault]>([
    ['hangs', { kind: 'hang' }],
    ['refuses', { status: 400, code: 'AccessDeniedException' }],
    ['throttles', { status: 400, code: 'ProvisionedThroughputExceededException' }],
    ['is gone', { status: 400, code: 'ResourceNotFoundException' }],
    ['answers nonsense', { kind: 'nonsense' }],
  ])('stops no alert when it %s, and the failure is logged', async (_, fault) => {
    const { sns, handler, table, failures } = await startOnce();
    table.failAlways(fault);

    await handler(EVENT);

    expect(sns.published).toHaveLength(1);
    expect(failures[0]).toMatchObject({ message: 'ledger failed', step: 'lease', id: IDENTITY });
  });

  test('delays a digest of 80 events by no more than one event when it hangs', async () => {
    const { sns, handler, table } = await startOnce();
    table.failAlways({ kind: 'hang' });

    const started = performance.now();
    await handler(batchOf(80));
    const elapsed = performance.now() - started;

    // A second for the leases and one for the commits. One after the other would be 160.
    expect(elapsed).toBeLessThan(10_000);
    expect(sns.published).toHaveLength(1);
  });
});

describe('a digest', () => {
  test('leaves out an event that another invocation is sending, which comes again', async () => {
    const { sns, handler, table } = await startOnce();
    const third = identity(queued(3));
    table.items.set(third, leased(third, inAMinute()));

    const response = await handler(batchOf(8));

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '3' }] });
    expect(only(sns.published).subject).toBe('[7 EVENTS] in 210987654321 by freja: 7 STARTED');
  });

  test('logs an event that another invocation is sending', async () => {
    const { handler, table, log } = await startOnce();
    const third = identity(queued(3));
    table.items.set(third, leased(third, inAMinute()));

    await handler(batchOf(8));

    expect(log).toContainEqual(expect.objectContaining({ message: 'held', eventId: 'event-3' }));
  });

  test('that SNS refuses is sent by the next attempt, at once', async () => {
    const { sns, handler } = await startOnce();
    sns.failNext({ status: 403, code: 'AuthorizationError' });
    await handler(batchOf(8));

    const response = await handler(batchOf(8));

    expect(response).toEqual({ batchItemFailures: [] });
    expect(sns.published).toHaveLength(1);
  });
});
