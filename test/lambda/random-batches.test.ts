import { afterEach, describe, expect, test } from '@jest/globals';
import type { SQSBatchResponse } from 'aws-lambda';
import { createLedger } from '../../lambda/publish/ledger.ts';
import { createOnce } from '../../lambda/publish/once.ts';
import { type DynamoDbStandIn, startDynamoDb } from '../aws/dynamodb.ts';
import { type Envelope, testEvent, variant } from '../support/fixtures.ts';
import { keptLog } from '../support/kept-log.ts';
import { startFunction } from '../support/local-sns.ts';
import { seeded } from '../support/seeded.ts';

/** With and without deduplication: 500 together. */
const BATCHES = 250;

const toClose: DynamoDbStandIn[] = [];
afterEach(async () => {
  await Promise.all(toClose.splice(0).map((table) => table.close()));
});

/** A session call, and the id by which its session is found in a mail. */
interface Sample {
  readonly envelope: Envelope;
  readonly sessionId: string;
}

describe.each([
  ['with', true],
  ['without', false],
])('%s deduplication', (_, deduplicate) => {
  test(`of ${BATCHES} random batches with repeated ids, other content and forged tests, every session is in one message or reported as failed`, async () => {
    const random = seeded(deduplicate ? 1 : 2);
    const misplaced: object[] = [];
    const { sns, handler } = await startFunction(deduplicate ? { once: await startOnce() } : {});

    for (let batch = 0; batch < BATCHES; batch += 1) {
      const samples = randomSamples(random, batch);
      const records = toRecords(random, samples);
      if (random() < 0.2) sns.failNext({ status: 403, code: 'AuthorizationError' });
      const before = sns.published.length;
      const { batchItemFailures } = (await handler({ Records: records })) as SQSBatchResponse;
      sns.heal();

      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      const mails = sns.published.slice(before).map(({ bodies }) => bodies.email);
      for (const { sessionId, envelope } of samples) {
        const body = JSON.stringify(envelope);
        const carriers = records.filter((record) => record.body === body);
        const isFailed = carriers.some(({ messageId }) => failed.has(messageId));
        const inMails = mails.filter((mail) => mail.includes(sessionId)).length;
        if (inMails !== (isFailed ? 0 : 1)) misplaced.push({ batch, sessionId, isFailed, inMails });
      }
    }

    expect(misplaced).toEqual([]);
  }, 120_000);
});

async function startOnce() {
  const table = await startDynamoDb();
  toClose.push(table);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const ledger = createLedger('sent', { endpoint: table.endpoint, region: 'eu-central-1', credentials });
  return createOnce(ledger, keptLog().log);
}

/** Sessions of which some share an event id, as only somebody who may put events on the bus can make them. */
function randomSamples(random: () => number, batch: number): readonly Sample[] {
  const ids: string[] = [];
  return Array.from({ length: 1 + Math.floor(random() * 30) }, (_, index) => {
    const repeated = random() < 0.3 ? ids[Math.floor(random() * ids.length)] : undefined;
    const eventID = repeated ?? `event-${batch}-${index}`;
    ids.push(eventID);
    const sessionId = `freja-${String(batch).padStart(8, 'b')}${String(index).padStart(18, 'c')}`;
    const name = random() < 0.2 ? 'start-root' : 'start-iam-user';
    return { sessionId, envelope: variant(name, { eventID, responseElements: { sessionId } }) };
  });
}

/** Every sample at least once, some twice, in any order, and among them tests that bear the ids of sessions. */
function toRecords(random: () => number, samples: readonly Sample[]) {
  const tests = samples
    .filter(() => random() < 0.3)
    .map(({ envelope }) => testEvent(String(envelope.detail.eventID)));
  const repeated = samples.filter(() => random() < 0.2);
  const bodies = [...[...samples, ...repeated].map(({ envelope }) => envelope), ...tests];
  return bodies
    .map((envelope) => ({ envelope, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ envelope }, index) => ({
      eventSource: 'aws:sqs',
      messageId: `message-${index}`,
      body: JSON.stringify(envelope),
    }));
}
