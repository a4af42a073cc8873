import { expect, describe as suite, test } from '@jest/globals';
import fc from 'fast-check';
import { compose, composeDigest } from '../../../lambda/compose.ts';
import { parse } from '../../../lambda/parse/parse.ts';
import { DEFAULT_SETTINGS } from '../../../lambda/settings.ts';
import { variant } from '../../support/fixtures.ts';
import { messageOf } from '../../support/message-of.ts';

const ACCOUNT = '210987654321';
const SSO_PATH = 'aws-reserved/sso.amazonaws.com/';

const iamUser = (userName: string) => ({ type: 'IAMUser', userName, accountId: ACCOUNT });
const federatedUser = (name: string, userName: string) => ({
  type: 'FederatedUser',
  principalId: `${ACCOUNT}:${name}`,
  sessionContext: { sessionIssuer: { type: 'IAMUser', userName } },
});
const roleSession = (role: string, name: string, sourceIdentity?: string, path = '') => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${name}`,
  principalId: `AROAEXAMPLE:${name}`,
  accountId: ACCOUNT,
  sessionContext: {
    sessionIssuer: { userName: role, arn: `arn:aws:iam::${ACCOUNT}:role/${path}${role}` },
    sourceIdentity,
  },
});
const directoryUser = (set: string, name: string) =>
  roleSession(`AWSReservedSSO_${set}_0a1b2c3d4e5f6071`, name, undefined, SSO_PATH);

/** What the three short forms of an alert say of the actor, everything else being equal. */
function readings(userIdentity: unknown): Readonly<Record<'subject' | 'sms' | 'headline', string>> {
  const { subject, bodies } = messageOf(variant('start-iam-user', { userIdentity }));
  return { subject, sms: bodies.sms, headline: bodies.email.split('\n')[0] ?? '' };
}

/** A subject whose actor is called so, wherever it has room for the account. */
function byActor(name: string): RegExp {
  return new RegExp(String.raw`^\[STARTED\] (?:in \d{12}(?: \([^)]*\))?: )?${name}(?: in \d{12})? -> `);
}

suite('in subject, SMS and headline', () => {
  test.each([
    ['an IAM user', iamUser('freja'), 'freja'],
    ['a user of Identity Center', directoryUser('Admin', 'freja'), 'freja'],
    ['a session of a role', roleSession('Ops', 'freja'), 'Ops/freja'],
    ['a session called root', roleSession('Ops', 'root'), 'Ops/root'],
    ['a person at the start of a chain', roleSession('Ops', 'freja', 'carol'), 'carol as Ops/freja'],
    [
      'a person behind a tool',
      roleSession('Ops', 'botocore-session-1780387000', 'carol'),
      'carol as role Ops',
    ],
  ])('%s stands as one', (_, identity, name) => {
    const { subject, sms, headline } = readings(identity);

    expect(subject).toMatch(byActor(name));
    expect(sms).toContain(`STARTED ${name} > `);
    expect(headline).toMatch(new RegExp(`^${name} opened a shell on `));
  });

  test.each([
    'botocore-session-1780387000',
    'aws-sdk-js-1780387000123',
    'aws-go-sdk-1780387000123456789',
    '1780387000',
    '1234567890123456789',
    'GitHubActions',
    'i-0123456789abcdef0',
  ])('the role stands for %s, which a tool made', (name) => {
    const { subject, sms, headline } = readings(roleSession('Operations', name));

    expect(subject).toMatch(byActor('someone with role Operations'));
    expect(sms).toContain(' someone with role Operations > ');
    expect(headline).toMatch(/^Someone with role Operations opened a shell on /);
  });

  test('an IAM user called root is not taken for root', () => {
    expect(readings(iamUser('root')).subject).toMatch(byActor('user root'));
  });

  test('a name that transliteration empties keeps its mark', () => {
    const { subject } = readings(iamUser('\u0444\u0435\u0434\u044f'));

    expect(subject).toMatch(byActor(String.raw`user \?{4}#[0-9a-f]{6}`));
  });
});

/** Names that are easily taken for one another. */
const alike = fc.oneof(
  fc.constantFrom(
    ...[
      'freja',
      'Freja',
      'freja ',
      'freja.',
      'fr\u0435ja',
      '\uff46reja',
      'freja\u200b',
      'fre\u0301ja',
      'fr\u00e9ja',
    ],
    ...['root', 'ROOT', 'r\u043eot', 'root of 210987654321', 'Ops/freja', 'freja#5f3a91', 'user freja'],
    ...['session freja', 'freja as Ops', 'someone with role Ops', 'federated user freja', 'Ops', 'kim'],
    ...[
      '\u0444\u0435\u0434\u044f',
      '\u0438\u0432\u0430\u043d',
      '\u5c71\u7530',
      '\u7530\u4e2d',
      '\u2066',
      '\u2067',
      '??',
    ],
  ),
  fc
    .tuple(fc.constantFrom('x', '\u044f'), fc.integer({ min: 0, max: 63 }))
    .map(([letter, at]) => [...letter.repeat(64)].map((each, index) => (index === at ? 'y' : each)).join('')),
  fc
    .string({ unit: fc.constantFrom(...'ab\u0430\u044c-@.= '), minLength: 1, maxLength: 5 })
    .filter((name) => name.trim() !== ''),
);

/** A slash would part them. */
const inArn = alike.filter((name) => !name.includes('/'));

/** An identity, and who that is. Users of IAM and of Identity Center keep their names, which administrators give. */
const identity = fc.oneof(
  alike.map((name) => ({ person: `user ${name}`, userIdentity: iamUser(name) as object })),
  fc.tuple(fc.constantFrom('Admin', 'Read_Only'), inArn).map(([set, name]) => ({
    person: `user ${name}`,
    userIdentity: directoryUser(set, name),
  })),
  fc
    .tuple(inArn, inArn, fc.option(alike, { nil: undefined }))
    .filter(([role, name]) => role !== name)
    .map(([role, name, source]) => ({
      person: JSON.stringify([role, name, source]),
      userIdentity: roleSession(role, name, source),
    })),
  fc.tuple(alike, alike).map(([name, by]) => ({
    person: JSON.stringify(['federated', name, by]),
    userIdentity: federatedUser(name, by),
  })),
  fc.constant({ person: 'root', userIdentity: { type: 'Root', accountId: ACCOUNT } }),
);

suite('programs, too, can tell a role session called root from root', () => {
  const event = variant('start-iam-user', { userIdentity: roleSession('Ops', 'root') });

  test('by what the chat message adds', () => {
    const { metadata } = JSON.parse(messageOf(event).bodies.https);

    expect(metadata.additionalContext.actor).toBe('Ops/root');
  });

  test('by the kind of actor in the record of a digest', () => {
    const { bodies } = composeDigest([compose(parse(event), DEFAULT_SETTINGS)], DEFAULT_SETTINGS);

    expect(JSON.parse(bodies.sqs).events).toMatchObject([{ actor: 'root', actorKind: 'role-session' }]);
  });
});

suite('of any two identities that differ', () => {
  const identities = fc.sample(identity, { numRuns: 3000, seed: Number(process.env.FC_SEED ?? 20260504) });
  const read = identities.map(({ person, userIdentity }) => ({ person, ...readings(userIdentity) }));

  test.each(['subject', 'sms', 'headline'] as const)('none reads like the other in the %s', (reader) => {
    const people = new Map<string, Set<string>>();
    for (const each of read) {
      people.set(each[reader], (people.get(each[reader]) ?? new Set()).add(each.person));
    }

    const mistaken = [...people]
      .filter(([, same]) => same.size > 1)
      .map(([reading, same]) => [reading, ...same]);

    expect(mistaken).toEqual([]);
  });
});
