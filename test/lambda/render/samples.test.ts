import { describe, expect, test } from '@jest/globals';
import { fixture, fixtureNames } from '../../support/fixtures.ts';
import { DISPLAY_NAME, messageOf } from '../../support/message-of.ts';
import { expectSafeMessage } from '../../support/safe-message.ts';

/** Tokens of the samples that are not masked, and what opens a session to whoever holds it. */
const SECRETS = /AEAAAcretTokenForTestsOnly|wss:|data-channel/;

const WORDS = {
  succeeded: { started: 'STARTED', resumed: 'RESUMED', ended: 'ENDED' },
  denied: { started: 'DENIED', resumed: 'DENIED', ended: 'DENIED' },
  failed: { started: 'FAILED', resumed: 'FAILED', ended: 'FAILED' },
} as const;

interface SessionCallRecord {
  readonly kind: 'started' | 'resumed' | 'ended';
  readonly outcome: { readonly kind: keyof typeof WORDS };
  readonly session?: unknown;
}

/** What a record says of how a session call ended. */
function wordOf({ kind, outcome, session }: SessionCallRecord): string {
  const isUnconfirmed = kind === 'started' && outcome.kind === 'succeeded' && session === undefined;
  return isUnconfirmed ? 'UNCONFIRMED' : WORDS[outcome.kind][kind];
}

describe.each([...fixtureNames('.'), ...fixtureNames('decoys')])('the message of events/%s.json', (name) => {
  test('is safe for every reader', () => {
    expectSafeMessage(messageOf(fixture(name)), DISPLAY_NAME);
  });

  test('carries no secret', () => {
    expect(JSON.stringify(messageOf(fixture(name)))).not.toMatch(SECRETS);
  });

  test('is the mail where a protocol has no body of its own', () => {
    const { bodies } = messageOf(fixture(name));

    expect(bodies.default).toBe(bodies.email);
  });

  test('is the record for every protocol that programs receive', () => {
    const { bodies } = messageOf(fixture(name));

    for (const protocol of ['http', 'email-json', 'lambda', 'firehose'] as const) {
      expect(bodies[protocol]).toBe(bodies.sqs);
    }
  });
});

describe.each(fixtureNames('.'))('the session call of events/%s.json', (name) => {
  test('is known by how it ended: the first word of the subject and of the SMS', () => {
    const { subject, bodies } = messageOf(fixture(name));

    const word = wordOf(JSON.parse(bodies.sqs));

    expect(/^\[([A-Z]+)/.exec(subject)?.[1]).toBe(word);
    expect(/^[A-Z]+/.exec(bodies.sms)?.[0]).toBe(word);
  });

  test('has an actor of a kind', () => {
    const { actor } = JSON.parse(messageOf(fixture(name)).bodies.sqs);

    expect(actor.kind).toMatch(/^[a-z-]+$/);
  });
});

/** The hostile ones hide or disguise what they name, and have tests of their own. */
const HONEST = fixtureNames('.').filter((name) => !name.startsWith('hostile'));

describe.each(HONEST)('of the session call of events/%s.json', (name) => {
  test('the mail names the session, as far as it is known', () => {
    const { bodies } = messageOf(fixture(name));

    const { session } = JSON.parse(bodies.sqs);

    expect(bodies.email).toContain(session?.id ?? '');
  });

  test('the subject, the SMS and the mail name the EC2 instance, as far as it is known', () => {
    const { subject, bodies } = messageOf(fixture(name));

    const { target } = JSON.parse(bodies.sqs);

    const id = target?.kind === 'ec2-instance' ? target.id : '';
    expect(subject).toContain(id);
    expect(bodies.sms).toContain(id);
    expect(bodies.email).toContain(id);
  });
});
