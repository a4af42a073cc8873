import { describe, expect, test } from '@jest/globals';
import { fixture, fixtureNames } from '../../support/fixtures.ts';
import { DISPLAY_NAME, messageOf } from '../../support/message-of.ts';
import { expectSafeMessage } from '../../support/safe-message.ts';

const NAMES = [...fixtureNames('.'), ...fixtureNames('decoys')];

/** Tokens of the samples that are not masked, and what opens a session to whoever holds it. */
const SECRETS = /AEAAAcretTokenForTestsOnly|wss:|data-channel/;

/** As text, since a snapshot cannot hold half a character. */
const pretty = (json: string) => JSON.stringify(JSON.parse(json), null, 2);

describe.each(NAMES)('%s', (name) => {
  const message = messageOf(fixture(name));

  test('is safe for every reader', () => {
    expectSafeMessage(message, DISPLAY_NAME);
  });

  test('carries no secret', () => {
    expect(JSON.stringify(message)).not.toMatch(SECRETS);
  });

  test('reads as it did when it was last reviewed', () => {
    const { default: fallback, email, sms, https, sqs, ...others } = message.bodies;
    expect(`\n${message.subject}\n\n${email}\n${sms}\n`).toMatchSnapshot('subject, email, sms');
    expect(pretty(https)).toMatchSnapshot('https');
    expect(pretty(sqs)).toMatchSnapshot('record');
    expect(fallback).toBe(email);
    expect(new Set(Object.values(others))).toEqual(new Set([sqs]));
  });
});

test('a session call says who, on what, and how it ended in the subject, the SMS and the mail', () => {
  for (const name of fixtureNames('.')) {
    const { bodies, subject } = messageOf(fixture(name));
    const { actor, target, session, outcome, kind } = JSON.parse(bodies.sqs);
    const word = {
      succeeded: { started: 'STARTED', resumed: 'RESUMED', ended: 'ENDED' }[kind as 'started'],
      denied: 'DENIED',
      failed: 'FAILED',
    }[outcome.kind as 'denied'];
    const first = (text: string) => text.replace(/^\[|\]/g, '').split(' ')[0];
    expect([name, first(subject), first(bodies.sms)]).toEqual([name, word, word]);
    expect(actor.kind).toBeTruthy();
    if (!name.startsWith('hostile') && session) expect(bodies.email).toContain(session.id);
    if (!name.startsWith('hostile') && target?.kind === 'ec2-instance') {
      for (const text of [subject, bodies.sms, bodies.email])
        expect([name, text]).toEqual([name, expect.stringContaining(target.id)]);
    }
  }
});
