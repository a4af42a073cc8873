import { describe, expect, test } from '@jest/globals';
import type { SQSBatchResponse } from 'aws-lambda';
import { type Envelope, testEvent, variant } from '../support/fixtures.ts';
import { startFunction } from '../support/local-sns.ts';
import { only } from '../support/only.ts';

const start = (number: number, name = 'start-iam-user', detail: object = {}) =>
  variant(name, {
    eventID: `event-${number}`,
    responseElements: { sessionId: `freja-${String(number).padStart(26, 'a')}` },
    ...detail,
  });
const many = (count: number, make: (number: number) => Envelope) =>
  Array.from({ length: count }, (_, number) => make(number));

async function deliver(envelopes: readonly Envelope[]) {
  const Records = envelopes.map((envelope, index) => ({
    eventSource: 'aws:sqs',
    messageId: `message-${index}`,
    body: JSON.stringify(envelope),
  }));
  const local = await startFunction();
  const response = (await local.handler({ Records })) as SQSBatchResponse;
  return { ...local, response, subjects: local.sns.published.map(({ subject }) => subject) };
}

const denied = (number: number) => variant('start-denied-quoted-arn', { eventID: `denied-${number}` });

describe('tests among the events of a batch', () => {
  test('are sent once, after everything else, and the others are logged', async () => {
    const tests = many(78, (number) => testEvent(`test-${number}`));

    const { subjects, log } = await deliver([...tests, start(1), start(2)]);

    expect(subjects.map((subject) => subject?.split(' ')[0])).toEqual(['[STARTED]', '[STARTED]', '[TEST]']);
    expect(log.filter((entry) => 'message' in entry && entry.message === 'surplus test')).toHaveLength(77);
  });

  test('keep no session out of a batch, also when they bear its id', async () => {
    const { subjects, response } = await deliver([testEvent('event-1'), start(1, 'start-root')]);

    expect(subjects[0]).toMatch(/^\[STARTED\] .*\(high: /);
    expect(response).toEqual({ batchItemFailures: [] });
  });
});

describe('a message of its own', () => {
  test('is for what succeeded before what was denied, whichever came first', async () => {
    const deniedRoot = many(12, (number) =>
      variant('start-root', {
        eventID: `denied-root-${number}`,
        errorCode: 'AccessDenied',
        errorMessage: 'explicit deny',
        responseElements: null,
      }),
    );

    const { subjects } = await deliver([...deniedRoot, start(99, 'start-root')]);

    expect(subjects[0]).toMatch(/^\[STARTED\] /);
  });
});

describe('a digest', () => {
  test('names a session that was opened in every body, however many calls were denied', async () => {
    const { sns } = await deliver([...many(79, denied), start(1)]);

    const { subject, bodies } = only(sns.published);
    expect(subject).toContain('freja');
    expect(bodies.sms).toContain('freja');
    expect(bodies.https).toContain('freja-aaaa');
    expect(bodies.email).toContain('freja-aaaa');
    expect(bodies.sqs).toContain('freja-aaaa');
  });

  test('folds the denied calls of an actor into one line with their number', async () => {
    const { sns } = await deliver([...many(79, denied), start(1)]);

    const lines = only(sns.published).bodies.email.split('\n');
    expect(lines.filter((line) => line.includes('craig'))).toEqual([
      expect.stringMatching(/^craig \(IAM user\) in 444455556666: 79 DENIED/),
    ]);
  });

  test('keeps people apart who share a role session', async () => {
    const as = (sourceIdentity: string) => (number: number) => {
      const { detail } = variant('start-role-chain-source-identity', {});
      const userIdentity = detail.userIdentity as { sessionContext: object };
      return start(number, 'start-role-chain-source-identity', {
        eventID: `${sourceIdentity}-${number}`,
        userIdentity: {
          ...userIdentity,
          sessionContext: { ...userIdentity.sessionContext, sourceIdentity },
        },
      });
    };

    const { sns } = await deliver([...many(6, as('alice')), as('mallory')(7)]);

    const headings = only(sns.published).bodies.email.match(/^By \S+/gm);
    expect(headings).toEqual(['By alice', 'By mallory']);
  });

  test('lists the start of a session before its end, also within one second', async () => {
    const sessionId = 'freja-zzzzzzzzzzzzzzzzzzzzzzzzzz';
    const end = variant('terminate-own-session', {
      eventID: 'the-end',
      eventTime: '2026-05-04T09:00:07Z',
      userIdentity: start(0).detail.userIdentity,
      requestParameters: { sessionId },
      responseElements: { sessionId },
    });
    const begin = start(9, 'start-iam-user', { responseElements: { sessionId } });

    const { sns } = await deliver([end, ...many(6, start), begin]);

    const lines = only(sns.published)
      .bodies.email.split('\n')
      .filter((line) => line.includes(sessionId));
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['STARTED', 'ENDED']);
  });

  test('is followed by another where one has no room, so that the record and the mail omit nothing', async () => {
    const wide = (number: number) =>
      start(number, 'start-iam-user', { requestParameters: { target: `${number}-${'ü'.repeat(390)}` } });

    const { sns } = await deliver(many(80, wide));

    const records = sns.published.map(({ bodies }) => JSON.parse(bodies.sqs));
    expect(records.flatMap(({ events }) => events)).toHaveLength(80);
    expect(sns.published.filter(({ bodies }) => bodies.email.includes('which CloudTrail has'))).toEqual([]);
  });
});
