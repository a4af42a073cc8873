import { describe, expect, test } from '@jest/globals';
import { fixture, fixtureNames } from '../support/fixtures.ts';
import { startFunction, TOPIC_ARN } from '../support/local-sns.ts';
import { only } from '../support/only.ts';

describe('the handler', () => {
  test.each([...fixtureNames('.'), ...fixtureNames('decoys')])(
    'publishes events/%s.json as exactly one message that SNS accepts',
    async (name) => {
      const { sns, handler } = await startFunction();

      await handler(fixture(name));

      expect(sns.published).toHaveLength(1);
      expect(sns.attempts).toBe(1);
    },
  );

  test.each(fixtureNames('invalid').filter((name) => !name.endsWith('not-json')))(
    'refuses events/%s.json, and publishes nothing',
    async (name) => {
      const { sns, handler } = await startFunction();

      await expect(handler(fixture(name))).rejects.toMatchObject({ name: 'UnreadableEnvelopeError' });

      expect(sns.attempts).toBe(0);
    },
  );

  test('publishes to the topic a body for each protocol', async () => {
    const { sns, handler } = await startFunction();

    await handler(fixture('start-iam-user'));

    const { topicArn, messageStructure, subject, bodies } = only(sns.published);
    expect(topicArn).toBe(TOPIC_ARN);
    expect(messageStructure).toBe('json');
    expect(subject).toBe('[STARTED] freja in 210987654321 -> i-0c3a9b7e5d1f28460 (eu-central-1)');
    expect(bodies.email).toMatch(/^freja opened a shell on i-0c3a9b7e5d1f28460 in account 210987654321\.\n/);
    expect(bodies.sms).toMatch(/^SSM ALERTS> STARTED freja > i-0c3a9b7e5d1f28460 shell, 210987654321 /);
    expect(JSON.parse(bodies.https)).toMatchObject({ version: '1.0', source: 'custom' });
    expect(JSON.parse(bodies.sqs)).toMatchObject({ schemaVersion: 1, kind: 'started' });
    expect(bodies.application).toBe(bodies.email);
  });

  test('answers with the ids of the event and of the message', async () => {
    const { sns, handler } = await startFunction();
    const event = fixture('start-denied-quoted-arn');

    const result = await handler(event);

    const { messageId } = only(sns.published);
    expect(result).toEqual({ eventId: event.detail.eventID, messageId });
  });

  test('logs what it published in one line that an operator can search', async () => {
    const { sns, handler, log } = await startFunction();
    const event = fixture('start-denied-quoted-arn');

    await handler(event);

    expect(only(log)).toEqual({
      message: 'published',
      kind: 'started',
      outcome: 'denied',
      severity: 'notice',
      eventId: event.detail.eventID,
      messageId: only(sns.published).messageId,
    });
  });
});

describe('when SNS does not take the message, the handler throws an error that names the event', () => {
  const event = fixture('start-iam-user');

  test.each([
    ['a refusal', { status: 403, code: 'AuthorizationError' }, 'AuthorizationErrorException'],
    ['a key that is disabled', { status: 400, code: 'KMSDisabled' }, 'KMSDisabledException'],
    ['an answer without a MessageId', { kind: 'empty' } as const, 'without a MessageId'],
    ['an answer that is no XML', { kind: 'nonsense' } as const, 'XML'],
  ])('after %s, and logs no publication', async (_, fault, problem) => {
    const { sns, handler, log } = await startFunction();
    sns.failAlways(fault);

    await expect(handler(event)).rejects.toMatchObject({
      name: 'PublishError',
      eventId: event.detail.eventID,
      message: expect.stringContaining(problem),
    });

    expect(log).toEqual([]);
  });

  test('after three attempts at a server that is broken', async () => {
    const { sns, handler } = await startFunction();
    sns.failAlways({ status: 500, code: 'InternalError' });

    await expect(handler(event)).rejects.toMatchObject({ name: 'PublishError' });

    expect(sns.attempts).toBe(3);
  });

  test.each(['hang', 'hang-after-headers'] as const)('after %s, within its time', async (kind) => {
    const { sns, handler } = await startFunction({ timeouts: { connect: 100, attempt: 100 } });
    sns.failAlways({ kind });

    await expect(handler(event)).rejects.toMatchObject({ name: 'PublishError' });
  });
});

test('when a fault passes within three attempts, the handler publishes after all', async () => {
  const { sns, handler } = await startFunction();
  sns.failNext({ kind: 'reset' });
  sns.failNext({ status: 503, code: 'ServiceUnavailable' });

  await handler(fixture('start-iam-user'));

  expect(sns.published).toHaveLength(1);
  expect(sns.attempts).toBe(3);
});
