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

const EVENT = fixture('start-iam-user');
const EVENT_ID = String(EVENT.detail.eventID);
/** Under which the table knows an event. */
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

describe('with deduplication', () => {
  test('an event that is delivered twice is sent once, and the second time is logged', async () => {
    const { sns, handler, log } = await startOnce();
    await handler(EVENT);
    expect(await handler(EVENT)).toEqual({ eventId: EVENT_ID, duplicate: true });
    expect(sns.published).toHaveLength(1);
    expect(log.at(-1)).toMatchObject({ message: 'duplicate', eventId: EVENT_ID });
  });

  test('a failed publication is sent by the next attempt', async () => {
    const { sns, handler } = await startOnce();
    sns.failNext({ status: 403, code: 'AuthorizationError' });
    await expect(handler(EVENT)).rejects.toMatchObject({ name: 'PublishError' });
    await handler(EVENT);
    expect(sns.published).toHaveLength(1);
  });

  test('an event that another invocation is sending comes again instead of being dropped', async () => {
    const { sns, handler, table } = await startOnce();
    const inAMinute = String(Math.floor(Date.now() / 1000) + 60);
    table.items.set(IDENTITY, { id: { S: IDENTITY }, state: { S: 'leased' }, leasedUntil: { N: inAMinute } });
    await expect(handler(EVENT)).rejects.toMatchObject({ name: 'EventHeldError', eventId: EVENT_ID });
    expect(sns.attempts).toBe(0);
  });

  test('a lease that its holder did not live to use is taken over', async () => {
    const { sns, handler, table } = await startOnce();
    table.items.set(IDENTITY, { id: { S: IDENTITY }, state: { S: 'leased' }, leasedUntil: { N: '1' } });
    await handler(EVENT);
    expect(sns.published).toHaveLength(1);
  });

  test('a crash after publishing repeats the alert once the lease is over, and loses none', async () => {
    const { sns, handler, table } = await startOnce();
    table.failWhen(({ attempt }) => (attempt > 1 ? { kind: 'reset' } : undefined));
    await handler(EVENT);
    table.heal();
    table.items.set(IDENTITY, { ...table.items.get(IDENTITY), leasedUntil: { N: '1' } });
    await handler(EVENT);
    expect(sns.published).toHaveLength(2);
  });

  test('an answer of the table that is lost keeps nobody waiting', async () => {
    const { sns, handler, table } = await startOnce();
    table.failNext({ kind: 'performed-then-reset' });
    await handler(EVENT);
    expect(table.attempts).toBe(3);
    expect(sns.published).toHaveLength(1);
  });

  test('an event with the id of one that was sent, and other content, is sent', async () => {
    const { sns, handler } = await startOnce();
    await handler(EVENT);

    await handler(variant('start-iam-user', { requestParameters: { target: 'i-0aaaaaaaaaaaaaaaa' } }));

    expect(sns.published).toHaveLength(2);
  });

  test('a test with the id of a session does not count as that session', async () => {
    const { sns, handler } = await startOnce();
    await handler(testEvent(EVENT_ID));

    await handler(EVENT);

    expect(sns.published.map(({ subject }) => subject?.split(' ')[0])).toEqual(['[TEST]', '[STARTED]']);
  });

  test('an item of the table that says nothing keeps no alert back', async () => {
    const { sns, handler, table } = await startOnce();
    table.items.set(IDENTITY, { id: { S: IDENTITY } });

    await handler(EVENT);

    expect(sns.published).toHaveLength(1);
  });

  test('what was sent is remembered, whatever becomes of a second delivery', async () => {
    const { sns, handler, table } = await startOnce();
    await handler(EVENT);
    table.failNext({ status: 500, code: 'InternalServerError' }, 2);
    sns.failNext({ status: 403, code: 'AuthorizationError' });
    await expect(handler(EVENT)).rejects.toMatchObject({ name: 'PublishError' });
    expect(await handler(EVENT)).toEqual({ eventId: EVENT_ID, duplicate: true });
    expect(sns.published).toHaveLength(1);
  });

  const queued = (number: number) => variant('start-iam-user', { eventID: `event-${number}` });

  const batchOf = (count: number) => ({
    Records: Array.from({ length: count }, (_, number) => ({
      eventSource: 'aws:sqs',
      messageId: String(number),
      body: JSON.stringify(queued(number)),
    })),
  });

  test('an event of a digest that another invocation is sending comes again, and the others are told', async () => {
    const { sns, handler, table, log } = await startOnce();
    const inAMinute = String(Math.floor(Date.now() / 1000) + 60);
    const third = identity(queued(3));
    table.items.set(third, {
      id: { S: third },
      state: { S: 'leased' },
      leasedUntil: { N: inAMinute },
    });
    expect(await handler(batchOf(8))).toEqual({ batchItemFailures: [{ itemIdentifier: '3' }] });
    expect(sns.published.map(({ subject }) => subject)).toEqual(['[7 EVENTS] freja: 7 STARTED']);
    expect(log).toContainEqual(expect.objectContaining({ message: 'held', eventId: 'event-3' }));
  });

  test('a digest that SNS refuses is told by the next attempt, at once', async () => {
    const { sns, handler } = await startOnce();
    sns.failNext({ status: 403, code: 'AuthorizationError' });
    await handler(batchOf(8));
    expect(await handler(batchOf(8))).toEqual({ batchItemFailures: [] });
    expect(sns.published).toHaveLength(1);
  });

  test('a table that hangs delays a digest of 80 events by a second or two, not by one for each', async () => {
    const { sns, handler, table } = await startOnce();
    table.failAlways({ kind: 'hang' });
    expect(await handler(batchOf(80))).toEqual({ batchItemFailures: [] });
    expect(sns.published).toHaveLength(1);
  }, 20_000);

  test.each<[string, Fault]>([
    ['hangs', { kind: 'hang' }],
    ['refuses', { status: 400, code: 'AccessDeniedException' }],
    ['throttles', { status: 400, code: 'ProvisionedThroughputExceededException' }],
    ['is gone', { status: 400, code: 'ResourceNotFoundException' }],
    ['answers nonsense', { kind: 'nonsense' }],
  ])('a table that %s stops no alert, and is logged', async (_, fault) => {
    const { sns, handler, table, failures } = await startOnce();
    table.failAlways(fault);
    await handler(EVENT);
    expect(sns.published).toHaveLength(1);
    expect(failures[0]).toMatchObject({ message: 'ledger failed', step: 'lease', id: IDENTITY });
  });
});

test('without deduplication an event that is delivered twice is sent twice', async () => {
  const { sns, handler } = await startFunction();
  await handler(EVENT);
  await handler(EVENT);
  expect(sns.published).toHaveLength(2);
});
