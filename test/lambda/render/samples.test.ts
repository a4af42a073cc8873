import { describe, expect, test } from '@jest/globals';
import { fixture, fixtureNames } from '../../support/fixtures.ts';
import { DISPLAY_NAME, messageOf } from '../../support/message-of.ts';
import { expectSafeMessage } from '../../support/safe-message.ts';

/** Tokens of the samples that are not masked, and what opens a session to whoever holds it. */
const SECRETS = /AEAAAcretTokenForTestsOnly|wss:|data-channel/;

/** Of the samples whose texts do not try to deceive: their names may stand in the message as they are. */
const HONEST = fixtureNames('.').filter((name) => !name.startsWith('hostile'));

const WORDS = {
  succeeded: { started: 'STARTED', resumed: 'RESUMED', ended: 'ENDED' },
  denied: { started: 'DENIED', resumed: 'DENIED', ended: 'DENIED' },
  failed: { started: 'FAILED', resumed: 'FAILED', ended: 'FAILED' },
} as const;

const recordOf = (name: string) => JSON.parse(messageOf(fixture(name)).bodies.sqs);

const wordOf = (name: string) => {
  const { kind, outcome } = recordOf(name);
  return WORDS[outcome.kind as 'denied'][kind as 'started'];
};

describe.each([...fixtureNames('.'), ...fixtureNames('decoys')])('the message of events/%s.json', (name) => {
  const message = messageOf(fixture(name));

  test('is safe for every reader', () => {
    expectSafeMessage(message, DISPLAY_NAME);
  });

  test('carries no secret', () => {
    expect(JSON.stringify(message)).not.toMatch(SECRETS);
  });

  test('is the mail for a protocol without a body of its own', () => {
    const { default: fallback, email } = message.bodies;

    expect(fallback).toBe(email);
  });

  test.each(['http', 'email-json', 'lambda', 'firehose'] as const)('is the record for %s', (protocol) => {
    expect(message.bodies[protocol]).toBe(message.bodies.sqs);
  });
});

describe.each(fixtureNames('.'))('the session call events/%s.json', (name) => {
  const { subject, bodies } = messageOf(fixture(name));

  test('says first in the subject how it ended', () => {
    expect(subject.split(' ')[0]).toBe(`[${wordOf(name)}]`);
  });

  test('says first in the SMS how it ended', () => {
    expect(bodies.sms.split(' ')[0]).toBe(wordOf(name));
  });

  test('says in the record what kind of actor it was', () => {
    expect(recordOf(name).actor.kind).toMatch(/^[a-z-]+$/);
  });
});

test.each(HONEST.filter((name) => recordOf(name).session !== undefined))(
  'the mail of events/%s.json names the session',
  (name) => {
    expect(messageOf(fixture(name)).bodies.email).toContain(recordOf(name).session.id);
  },
);

describe.each(HONEST.filter((name) => recordOf(name).target?.kind === 'ec2-instance'))(
  'the EC2 instance of events/%s.json',
  (name) => {
    const { subject, bodies } = messageOf(fixture(name));
    const { id } = recordOf(name).target;

    test.each([
      ['the subject', subject],
      ['the SMS', bodies.sms],
      ['the mail', bodies.email],
    ])('is named in %s', (_, text) => {
      expect(text).toContain(id);
    });
  },
);
