import { describe, expect, test } from '@jest/globals';
import { fixture } from '../../support/fixtures.ts';
import { messageOf } from '../../support/message-of.ts';

/**
 * A few samples, one for each kind of message, so that a change of what programs and chats receive is reviewed. All others
 * are held by schema; subject, mail and SMS of all of them by the golden texts beside the events.
 */
const REVIEWED = [
  'start-iam-user',
  'start-denied-quoted-arn',
  'terminate-someone-elses-session',
  'hostile-reason-chat-markup',
  'decoys/athena-start-session',
];

describe.each(REVIEWED)('of events/%s.json', (name) => {
  const { bodies } = messageOf(fixture(name));

  test('the chat message reads as it did when it was last reviewed', () => {
    expect(JSON.parse(bodies.https)).toMatchSnapshot();
  });

  test('the record reads as it did when it was last reviewed', () => {
    expect(JSON.parse(bodies.sqs)).toMatchSnapshot();
  });
});
