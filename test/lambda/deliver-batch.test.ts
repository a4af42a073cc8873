import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Enrich } from '../../lambda/enrich/enrich.ts';
import { type Envelope, testEvent, variant } from '../support/fixtures.ts';
import { type LocalFunction, type Setup, startFunction } from '../support/local-sns.ts';
import { only } from '../support/only.ts';

const record = (body: string, messageId: string = randomUUID()) =>
  ({ messageId, body, eventSource: 'aws:sqs' }) as SQSRecord;
const batchOf = (envelopes: readonly Envelope[]): SQSEvent => ({
  Records: envelopes.map((envelope) => record(JSON.stringify(envelope))),
});

/** Another event, session and machine for each number. */
const start = (number: number, name = 'start-iam-user') =>
  variant(name, {
    eventID: `event-${number}`,
    requestParameters: { target: `i-${String(number).padStart(17, '0')}` },
    responseElements: { sessionId: `freja-${String(number).padStart(26, 'a')}` },
  });
const starts = (count: number, from = 0) => Array.from({ length: count }, (_, index) => start(from + index));

async function deliver(
  envelopes: readonly Envelope[],
  setup: Setup = {},
): Promise<LocalFunction & { response: SQSBatchResponse }> {
  const local = await startFunction(setup);
  const response = (await local.handler(batchOf(envelopes))) as SQSBatchResponse;
  return { ...local, response };
}

const subjectsOf = ({ sns }: LocalFunction) => sns.published.map(({ subject }) => subject);

describe('a few queued events', () => {
  test('are sent one by one', async () => {
    const local = await deliver(starts(5));

    expect(subjectsOf(local)).toEqual(
      Array(5).fill(expect.stringMatching(/^\[STARTED\] freja in 210987654321 -> i-0/)),
    );
  });

  test('are all taken off the queue', async () => {
    const { response } = await deliver(starts(5));

    expect(response).toEqual({ batchItemFailures: [] });
  });

  test('are sent one by one, too, when they are what is left of many after the rest is withheld', async () => {
    const ignoreActors = [{ actor: 'freja', because: 'she may' }];

    const { sns, log } = await deliver([...starts(5), start(9, 'start-root')], {
      settings: { ignoreActors },
    });

    expect(only(sns.published).subject).toMatch(/^\[STARTED\] in 210987654321 \(high: root\): root/);
    expect(log).toHaveLength(6);
  });
});

describe('many queued events', () => {
  test('become one digest', async () => {
    const { sns } = await deliver(starts(80));

    const { email, sms, sqs } = only(sns.published).bodies;
    expect(email).toMatch(/^80 session events: 80 STARTED\.\n\nBy freja \(IAM user\) in 210987654321: 80\n/);
    expect(sms).toBe('SSM ALERTS> 80 EVENTS in 210987654321 by freja: 80 STARTED');
    expect(JSON.parse(sqs)).toMatchObject({ kind: 'digest', total: 80, omitted: 0 });
  });

  test('each stand in the digest once', async () => {
    const { sns } = await deliver(starts(80));

    const sessions = only(sns.published).bodies.email.match(/freja-a+\d+/g) ?? [];
    expect(sessions).toHaveLength(80);
    expect(new Set(sessions).size).toBe(80);
  });

  test('have a title in chat that shows the severity at a glance, and the account', async () => {
    const denials = Array.from({ length: 6 }, (_, number) =>
      variant('start-denied-quoted-arn', { eventID: `denied-${number}` }),
    );

    const { sns } = await deliver(denials);

    const { content } = JSON.parse(only(sns.published).bodies.https);
    expect(content.title).toBe('🟠 6 EVENTS in 444455556666: 6 DENIED');
  });

  test('count corrections apart from what they correct', async () => {
    const { sns } = await deliver([...starts(6), variant('start-corrected-by-addendum', {})]);

    const { subject } = only(sns.published);
    expect(subject).toMatch(/: 6 STARTED, 1 STARTED \(corrected\)$/);
  });

  test('are grouped by actor and account, those that succeeded first', async () => {
    const denials = [1, 2, 3].map((number) =>
      variant('start-denied-quoted-arn', { eventID: `denied-${number}` }),
    );

    const { sns } = await deliver([...starts(6), ...denials]);

    const { subject, bodies } = only(sns.published);
    expect(subject).toBe('[9 EVENTS] in 2 accounts by freja and 1 more actor: 6 STARTED, 3 DENIED');
    expect(bodies.email.split('\n').filter((line) => line.startsWith('By '))).toEqual([
      'By freja (IAM user) in 210987654321: 6',
    ]);
    expect(bodies.email).toContain(
      'craig (IAM user) in 444455556666: 3 DENIED, i-0d4f6b8a2c1e35790, 6 Jun 04:54:49Z',
    );
  });

  test('leave those of high severity a message of their own', async () => {
    const local = await deliver([...starts(6), start(99, 'start-root')]);

    expect(subjectsOf(local)).toEqual([
      expect.stringMatching(/^\[STARTED\] in 210987654321 \(high: root\): root -> /),
      '[6 EVENTS] in 210987654321 by freja: 6 STARTED',
    ]);
  });

  test('of which too many are of high severity keep to the rate: the rest heads the digest', async () => {
    const { sns } = await deliver(Array.from({ length: 15 }, (_, number) => start(number, 'start-root')));

    expect(sns.published).toHaveLength(11);
    expect(sns.published.at(-1)?.subject).toMatch(/^\[5 EVENTS\] in 210987654321 \(high: root\) by root:/);
  });

  test('that one digest does not hold are in several, each in one', async () => {
    const { sns } = await deliver(starts(400));

    const sessions = sns.published.flatMap(({ bodies }) => bodies.email.match(/freja-a+\d+/g) ?? []);
    expect(sessions).toHaveLength(400);
    expect(new Set(sessions).size).toBe(400);
  });

  test('are withheld only after what a resumption leaves out was looked up', async () => {
    const enrich: Enrich = async (event) => ({
      ...event,
      document: {
        source: 'look-up',
        value: { kind: 'custom', name: 'Debug', arn: 'arn', account: '999999999999' },
      },
    });
    const resumptions = Array.from({ length: 6 }, (_, number) =>
      variant('resume-own-session', { eventID: `event-${number}` }),
    );

    const { sns } = await deliver(resumptions, { settings: { minimumSeverity: 'high' }, enrich });

    expect(sns.published).toHaveLength(6);
  });

  test('are withheld like single ones, and each is logged', async () => {
    const { sns, log } = await deliver(starts(8), { settings: { minimumSeverity: 'notice' } });

    expect(sns.attempts).toBe(0);
    expect(log).toEqual(Array(8).fill(expect.objectContaining({ message: 'withheld' })));
  });
});

describe('a digest of long names', () => {
  /** Whoever opens sessions may choose these names. */
  const named = (number: number, actor: string, target: string) =>
    variant('start-iam-user', {
      eventID: `event-${number}`,
      userIdentity: { type: 'IAMUser', userName: actor, accountId: '210987654321' },
      requestParameters: { target },
      responseElements: { sessionId: `freja-${String(number).padStart(26, 'a')}` },
    });
  const many = (count: number, actor: string, target: string) =>
    Array.from({ length: count }, (_, number) => named(number, actor, target));

  test.each(['統', '"', '\\', '\u2028', '\ud800', '_'])('of %j is taken by SNS', async (character) => {
    const { sns, response } = await deliver(many(80, character.repeat(400), character.repeat(400)));

    expect(response).toEqual({ batchItemFailures: [] });
    expect(sns.published.at(-1)?.subject).toContain('EVENTS]');
  });

  test('still says of each session where, when and which it is', async () => {
    const { sns } = await deliver(many(6, 'freja', `i-${'0'.repeat(300)}`));

    const { email, https } = only(sns.published).bodies;
    const sessions = /i-0+.*?eu.central.1.*?Z.*?freja-a+\d/g;
    expect(email.match(sessions)).toHaveLength(6);
    expect(https.match(sessions)).toHaveLength(6);
  });

  test('has a subject and an SMS that still count the events and the actors', async () => {
    const events = [...many(6, 'a'.repeat(64), 'i-1'), named(99, 'freja', 'i-2')];

    const { sns } = await deliver(events);

    const { subject, bodies } = only(sns.published);
    expect(subject).toMatch(
      /^\[7 EVENTS\] in 210987654321 by a+\.\.a+#[0-9a-f]{6} and 1 more actor: 7 STARTED$/,
    );
    expect(bodies.sms).toMatch(/7 EVENTS in 210987654321 by a+ and 1 more actor: 7 STARTED$/);
  });
});

test('a test event has a message of its own, with its id, in whatever company it comes', async () => {
  const { sns } = await deliver([testEvent('test-1'), ...starts(6)]);

  const [digest, alert] = sns.published;
  expect(digest?.subject).toBe('[6 EVENTS] in 210987654321 by freja: 6 STARTED');
  expect(alert?.subject).toMatch(/^\[TEST\]/);
  expect(alert?.bodies.email).toContain('test-1');
});

test('of a digest, the log has a line for each event, with what it was', async () => {
  const denied = variant('start-denied-quoted-arn', { eventID: 'denied' });

  const { log } = await deliver([...starts(6), denied]);

  const lines = log.filter((line) => 'message' in line && line.message === 'published in digest');
  expect(lines).toHaveLength(7);
  expect(lines).toContainEqual(
    expect.objectContaining({ eventId: 'denied', outcome: 'denied', messageId: expect.any(String) }),
  );
});

test('an event that comes twice in a window is one event', async () => {
  const { sns } = await deliver([start(1), start(1), start(2)]);

  expect(sns.published).toHaveLength(2);
});

describe('when the time of the invocation is nearly over', () => {
  /** Enough for two messages. */
  const runningOut = () => {
    let remaining = 60_000;
    return { getRemainingTimeInMillis: () => (remaining -= 20_000) };
  };

  test('what is left comes again, and what was sent does not', async () => {
    const { handler, sns } = await startFunction();
    const { Records } = batchOf(starts(4));

    const response = await handler({ Records }, runningOut());

    expect(sns.published).toHaveLength(2);
    expect(response).toEqual({
      batchItemFailures: Records.slice(2).map(({ messageId }) => ({ itemIdentifier: messageId })),
    });
  });

  test('what is left is logged as an error that says so', async () => {
    const { handler, errors } = await startFunction();

    await handler(batchOf(starts(4)), runningOut());

    expect(errors).toEqual([
      expect.objectContaining({ eventIds: ['event-2'], error: expect.stringContaining('no time left') }),
      expect.objectContaining({ eventIds: ['event-3'], error: expect.stringContaining('no time left') }),
    ]);
  });

  test('a digest comes again as a whole', async () => {
    const { handler, sns } = await startFunction();
    const batch = batchOf(starts(7));

    const response = await handler(batch, { getRemainingTimeInMillis: () => 5000 });

    expect(sns.attempts).toBe(0);
    expect(response).toEqual({
      batchItemFailures: batch.Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
    });
  });
});

describe('a queued message that cannot be read', () => {
  const good = batchOf(starts(2)).Records;
  const broken = [record('{"broken', 'broken-1'), record('null', 'broken-2')];

  test('is reported, and the others are sent', async () => {
    const { handler, sns } = await startFunction();

    const response = await handler({ Records: [...good, ...broken] });

    expect(response).toEqual({
      batchItemFailures: [{ itemIdentifier: 'broken-1' }, { itemIdentifier: 'broken-2' }],
    });
    expect(sns.published).toHaveLength(2);
  });

  test('is logged as an error', async () => {
    const { handler, errors } = await startFunction();

    await handler({ Records: [...good, ...broken] });

    expect(errors).toEqual([
      expect.objectContaining({ message: 'unreadable', messageId: 'broken-1' }),
      expect.objectContaining({ message: 'unreadable', messageId: 'broken-2' }),
    ]);
  });
});

describe('what SNS refuses', () => {
  const refusal = { status: 403, code: 'AuthorizationError' };

  test('is reported alone when it is one of a few', async () => {
    const { handler, sns } = await startFunction();
    sns.failNext(refusal);
    const batch = batchOf(starts(3));

    const response = await handler(batch);

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: batch.Records[0]?.messageId }] });
    expect(sns.published).toHaveLength(2);
  });

  test('is logged as an error', async () => {
    const { handler, sns, errors } = await startFunction();
    sns.failNext(refusal);

    await handler(batchOf(starts(3)));

    expect(only(errors)).toMatchObject({ message: 'not published', eventIds: ['event-0'] });
  });

  test('is reported whole when it is a digest, with every message that carried an event', async () => {
    const { handler, sns } = await startFunction();
    sns.failNext(refusal);

    const response = (await handler(batchOf([...starts(7), start(1)]))) as SQSBatchResponse;

    expect(response.batchItemFailures).toHaveLength(8);
    expect(sns.published).toEqual([]);
  });
});
