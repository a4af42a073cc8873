import { describe, expect, test } from '@jest/globals';
import { type Envelope, fixture, testEvent, variant } from '../../support/fixtures.ts';
import { startFunction } from '../../support/local-sns.ts';
import { only } from '../../support/only.ts';

const START = fixture('start-iam-user');

async function publishedAt(now: string, envelope: Envelope = START) {
  const { sns, handler } = await startFunction({ now: () => new Date(now) });
  await handler(envelope);
  return only(sns.published).bodies;
}

describe('the SMS of an event', () => {
  test('of this moment has the time of day alone', async () => {
    const { sms } = await publishedAt('2026-05-04T09:02:00Z');

    expect(sms).toMatch(/ 09:00Z/);
    expect(sms).not.toContain('4 May');
  });

  test.each([
    ['that came hours later', '2026-05-04T13:00:00Z'],
    ['of the day before, however short ago', '2026-05-05T00:00:01Z'],
    ['that was sent again three weeks later', '2026-05-25T09:00:07Z'],
  ])('%s carries its date', async (_, now) => {
    const { sms } = await publishedAt(now);

    expect(sms).toContain('4 May 09:00Z');
  });

  test('that EventBridge replays from an archive carries its date', async () => {
    const { sms } = await publishedAt('2026-05-04T09:02:00Z', { ...START, 'replay-name': 'after-outage' });

    expect(sms).toContain('4 May 09:00Z');
  });
});

describe('the mail of an event', () => {
  test('that came late says how old it is', async () => {
    const { email } = await publishedAt('2026-05-25T10:00:07Z');

    expect(email).toContain('21 d 1 h old');
  });

  test('that EventBridge replays names the replay', async () => {
    const { email } = await publishedAt('2026-05-25T10:00:07Z', { ...START, 'replay-name': 'after-outage' });

    expect(email).toContain('from an archive (replay after-outage)');
  });

  test('of this moment says nothing of its age', async () => {
    const { email } = await publishedAt('2026-05-04T09:02:00Z');

    expect(email).not.toMatch(/ old\b/);
  });
});

test('a correction by CloudTrail is no second session in any body', async () => {
  const addendum = { reason: 'UPDATED_DATA', originalEventID: 'b70b31ac-db53-4e62-91c2-eb065cf73e7b' };
  const { email, sms, sqs } = await publishedAt(
    '2026-05-04T09:02:00Z',
    variant('start-iam-user', { eventID: 'another', addendum }),
  );

  expect(email).toMatch(/^CloudTrail corrects event b70b31ac-db53-4e62-91c2-eb065cf73e7b/);
  expect(sms).toMatch(/^SSM ALERTS> STARTED, corrected /);
  expect(JSON.parse(sqs).correction).toEqual({ eventId: 'b70b31ac-db53-4e62-91c2-eb065cf73e7b' });
});

test('a test has no age', async () => {
  const { email } = await publishedAt('2026-07-04T09:02:00Z', testEvent('test-1'));

  expect(email).not.toMatch(/ old\b/);
});
