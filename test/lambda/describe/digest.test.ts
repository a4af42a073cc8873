import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compose, composeDigest } from '../../../lambda/compose.ts';
import { parse } from '../../../lambda/parse/parse.ts';
import { DEFAULT_SETTINGS } from '../../../lambda/settings.ts';
import { variant } from '../../support/fixtures.ts';

// The same cases in every run, so that a change is what turns a test red. FC_SEED tries others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20260504) });

/** What people, tools and attackers put into an identity. */
const name = fc.oneof(
  fc.constantFrom('alice', 'Alice', 'alicе', 'alice\u200b', 'root', 'alice (IAM user)', 'a'.repeat(90), ''),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
);

const identity = fc.record({
  type: fc.constantFrom('IAMUser', 'AssumedRole', 'FederatedUser', 'SAMLUser', 'AWSAccount', 'Root', 'Odd'),
  principalId: name,
  userName: name,
  accountId: fc.constantFrom('111122223333', '444455556666'),
  invokedBy: fc.constantFrom(undefined, 'ssm-guiconnect.amazonaws.com'),
  arn: name.map((text) => `arn:aws:sts::111122223333:assumed-role/Ops/${text}`),
  sessionContext: fc.record({
    sessionIssuer: fc.record({ userName: fc.constantFrom('Ops', 'Admin') }),
    sourceIdentity: fc.constantFrom(undefined, 'alice', 'mallory'),
  }),
});

const start = (userIdentity: object, number: number, denied = false) =>
  compose(
    parse(
      variant('start-iam-user', {
        eventID: `event-${number}`,
        userIdentity,
        responseElements: denied ? null : { sessionId: `session-${number}-abcdefgh23456789` },
        ...(denied && { errorCode: 'AccessDenied', errorMessage: 'explicit deny' }),
      }),
    ),
    DEFAULT_SETTINGS,
  );

const headingsOf = (text: string) => text.split('\n').filter((line) => line.startsWith('By '));

describe('in a digest', () => {
  test('no two identities have the same heading, in mail or chat', () => {
    fc.assert(
      fc.property(identity, identity, (one, another) => {
        const alerts = [start(one, 1), start(another, 2)];
        const identities = new Set(alerts.map(({ event }) => JSON.stringify({ ...event.actor, mfa: null })));
        const { bodies } = composeDigest(alerts, DEFAULT_SETTINGS);
        for (const text of [bodies.email, JSON.parse(bodies.https).content.description]) {
          const headings = headingsOf(text).map((line) => line.replace(/: \d+( \(\w+\))?$/, ''));
          expect(new Set(headings).size).toBe(identities.size);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a session that was opened is named in every body, whoever was refused beside it', () => {
    fc.assert(
      fc.property(identity, fc.array(identity, { minLength: 1, maxLength: 40 }), (opener, refused) => {
        const alerts = [...refused.map((each, number) => start(each, number, true)), start(opener, 99)];
        const { subject, bodies } = composeDigest(alerts, DEFAULT_SETTINGS);
        for (const text of [subject, bodies.sms]) expect(text).toContain('1 STARTED');
        for (const text of [bodies.email, bodies.https, bodies.sqs])
          expect(text).toContain('session-99-abcdefgh');
      }),
      { numRuns: 200 },
    );
  });
});
