import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fixture, fixtureNames } from '../../support/fixtures.ts';
import { DISPLAY_NAME, messageOf } from '../../support/message-of.ts';
import { expectSafeMessage } from '../../support/safe-message.ts';

/** Text that attacks layout, links, mentions and limits, among any other text. */
const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 5 }),
        fc.constantFrom(
          '\n',
          '\r\n',
          '\u2028',
          '\u0085',
          '\u001b[2J',
          '\u202e',
          '\u200b',
          '\ud800',
          'Who      nobody',
          'https://evil.example',
          'www.evil.example',
          'evil.com',
          'evil.com.com/x',
          '@evil.org',
          'https\uff1a\uff0f\uff0fevil\uff0ecom',
          'evil\u2024com',
          'evil\u3002com',
          'evil\uff61com/x',
          'evil·com',
          'evil.ćom',
          'evil.com_x',
          'evil.com中',
          '💩.la',
          'пример.рф',
          'evil.xn--p1ai',
          'a.comfortable',
          'evil.',
          '.com',
          'org',
          'x@evil.com/path',
          'evil.com@x',
          'db.internal:5432',
          '10.0.0.1:80',
          '10.0.0.1/x',
          '\\\\host\\share',
          'file:',
          '//',
          'www',
          'x@here',
          '@everyone',
          '-@channel',
          '\u{1d159}',
          '\u{13441}',
          '\u{16fe4}',
          '\u2800',
          '\u17d2',
          '»',
          '’’',
          '<!channel>',
          '@here',
          '<@U1>',
          '**',
          '`',
          '](',
          '"',
          '\\',
          'x'.repeat(500),
          '👩‍👩‍👧',
          'é',
          '[DENIED]',
        ),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

// The same cases in every run, so that a change is what turns a test red. FC_SEED tries others, FC_TIMES so many times more.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20260504) });

const TIMES = Number(process.env.FC_TIMES ?? 1);

const anything = fc.oneof(hostileText, fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined));

/** The fields that are read, each of which may hold anything. */
const detail = fc.record(
  {
    eventName: fc.oneof(fc.constantFrom('StartSession', 'ResumeSession', 'TerminateSession'), anything),
    eventSource: fc.oneof(fc.constant('ssm.amazonaws.com'), anything),
    eventTime: anything,
    eventID: anything,
    awsRegion: fc.oneof(fc.constant('eu-west-1'), anything),
    recipientAccountId: anything,
    sourceIPAddress: anything,
    userAgent: anything,
    errorCode: fc.oneof(fc.constant('AccessDenied'), anything),
    errorMessage: fc.oneof(
      hostileText.map(
        (text) => `User: x is not authorized to perform: ssm:StartSession on resource: ${text}`,
      ),
      anything,
    ),
    userIdentity: fc.oneof(
      anything,
      fc.record(
        {
          type: fc.constantFrom(
            'IAMUser',
            'AssumedRole',
            'Root',
            'FederatedUser',
            'AWSAccount',
            'SAMLUser',
            'New',
          ),
          arn: fc.oneof(
            hostileText.map((text) => `arn:aws:sts::1:assumed-role/${text}`),
            anything,
          ),
          principalId: anything,
          accountId: anything,
          userName: anything,
          invokedBy: anything,
          identityProvider: anything,
          sessionContext: fc.record(
            { sourceIdentity: anything, sessionIssuer: fc.record({ userName: anything, arn: anything }) },
            { requiredKeys: [] },
          ),
        },
        { requiredKeys: [] },
      ),
    ),
    requestParameters: fc.oneof(
      anything,
      fc.record(
        {
          target: fc.oneof(
            hostileText.map((text) => `ecs:${text}_${text}_${text}`),
            anything,
          ),
          documentName: fc.oneof(
            fc.constant('AWS-StartSSHSession'),
            hostileText.map((text) => `arn:aws:ssm:r:1:document/${text}`),
            anything,
          ),
          parameters: fc.oneof(anything, fc.dictionary(hostileText, fc.array(hostileText))),
          reason: anything,
          sessionId: anything,
        },
        { requiredKeys: [] },
      ),
    ),
    responseElements: fc.oneof(anything, fc.record({ sessionId: anything })),
  },
  { requiredKeys: [] },
);

describe('for any text in any field', () => {
  test('the message is one that every reader can trust', () => {
    fc.assert(
      fc.property(detail, (fields) => expectSafeMessage(messageOf({ detail: fields }), DISPLAY_NAME)),
      { numRuns: 500 * TIMES },
    );
  });

  test('an SMS is one segment and names outcome, actor and target under any display name', () => {
    const displayName = fc.string({ unit: fc.constantFrom(...'ABCdef 123-é{}'), maxLength: 40 });
    fc.assert(
      fc.property(displayName, detail, (name, fields) =>
        expectSafeMessage(messageOf({ detail: fields }, name), name),
      ),
      { numRuns: 100 * TIMES },
    );
  });

  test('a valid event with any one field replaced still becomes one safe message', () => {
    const names = fc.constantFrom(...fixtureNames('.'));
    fc.assert(
      fc.property(names, fc.nat(), anything, (name, position, value) => {
        const envelope = fixture(name);
        const fields = Object.keys(envelope.detail);
        const field = fields[position % fields.length] ?? '';
        expectSafeMessage(
          messageOf({ ...envelope, detail: { ...envelope.detail, [field]: value } }),
          DISPLAY_NAME,
        );
      }),
      { numRuns: 300 * TIMES },
    );
  });

  test('a huge event stays under the limit of SNS', () => {
    const huge = '\u0001"\\👩‍👩‍👧 '.repeat(2000);
    const parameters = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        `${index}${huge.slice(0, 100)}`,
        Array(20).fill(huge.slice(0, 200)),
      ]),
    );
    const fields = {
      eventName: 'StartSession',
      eventSource: 'ssm.amazonaws.com',
      errorMessage: huge,
      userAgent: huge,
      userIdentity: huge,
    };
    const request = { target: huge, documentName: huge, reason: huge, parameters };
    expectSafeMessage(messageOf({ detail: { ...fields, requestParameters: request } }), DISPLAY_NAME);
    expectSafeMessage(
      messageOf({ detail: { ...fields, eventName: huge, requestParameters: request } }),
      DISPLAY_NAME,
    );
  });
});

test('what a record escapes, a JSON parser gives back unchanged', () => {
  const reason = '\u202e\u200b"\\\n https://x';
  const envelope = fixture('start-iam-user');
  const requestParameters = { target: 'i-0abc', reason };
  const { bodies } = messageOf({ ...envelope, detail: { ...envelope.detail, requestParameters } });
  expect(JSON.parse(bodies.sqs).reason).toBe(reason);
});
