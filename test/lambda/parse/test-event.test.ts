import { expect, test } from '@jest/globals';
import { TEST_EVENT_DETAIL_TYPE, TEST_EVENT_SOURCE } from '../../../lambda/domain/test-event.ts';
import { startFunction } from '../../support/local-sns.ts';
import { DISPLAY_NAME, messageOf } from '../../support/message-of.ts';
import { only } from '../../support/only.ts';
import { expectSafeMessage } from '../../support/safe-message.ts';

const TEST_EVENT = {
  source: TEST_EVENT_SOURCE,
  'detail-type': TEST_EVENT_DETAIL_TYPE,
  account: '123456789012',
  region: 'eu-central-1',
  time: '2026-05-04T09:00:07Z',
  detail: {
    id: '0f1e2d3c-test',
    requestedBy: 'freja@laptop',
    time: '2026-05-04T09:00:06Z',
    marker: 'a test',
  },
};

test('a test event becomes an alert that nobody can take for a session', () => {
  const message = messageOf(TEST_EVENT);

  expectSafeMessage(message, DISPLAY_NAME);
  expect(message.subject).toBe('[TEST] freja@laptop in 123456789012 -> no session (eu-central-1)');
  expect(message.bodies.sms).toMatch(/^TEST freja@laptop > no session, 123456789012/);
  expect(message.bodies.email).toBe(
    [
      'This is a test of the session notifier, sent by freja@laptop. No session was opened, resumed or ended.',
      '',
      'When: Mon, 4 May 2026, 09:00:06 UTC',
      'Account: 123456789012, eu-central-1',
      'Test: 0f1e2d3c-test',
      '',
    ].join('\n'),
  );
});

test('a test event also reaches an audience that wants nothing below high', async () => {
  const { sns, handler } = await startFunction({ settings: { minimumSeverity: 'high' } });

  await handler(TEST_EVENT);

  expect(only(sns.published).subject).toMatch(/^\[TEST\]/);
});

test('a session call cannot pass for a test', () => {
  const { subject } = messageOf({ ...TEST_EVENT, source: 'aws.ssm' });

  expect(subject).toMatch(/^\[UNRECOGNISED\]/);
});
