import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ACTIONS, type AudienceFilter, OUTCOMES } from '../../../infra/config/filter.ts';
import {
  patternLength,
  rulePattern,
  sessionEventPattern,
} from '../../../infra/event-pattern/event-pattern.ts';
import { matchesRule, type RulePattern, toRulePattern } from '../../../infra/event-pattern/matcher.ts';
import { FAILED_CODES } from '../../../infra/event-pattern/outcome.ts';
import { DENIED_CODES } from '../../../lambda/domain/denial.ts';
import { SESSION_EVENT_NAMES, type SessionEvent } from '../../../lambda/domain/session-event.ts';
import { TEST_EVENT_DETAIL_TYPE, TEST_EVENT_SOURCE } from '../../../lambda/domain/test-event.ts';
import { toOutcome } from '../../../lambda/parse/outcome.ts';
import { parse } from '../../../lambda/parse/parse.ts';
import { type Envelope, fixture, fixtureNames, variant } from '../../support/fixtures.ts';
import { selects } from '../../support/plain-filter.ts';

/** What the test events of a deployment carry. */
const TOKEN = '5f0c6a30-3d21-11f1-8e0b-0a1b2c3d4e5f';

const SAMPLES = fixtureNames('.').map((name) => ({ name, envelope: fixture(name) }));

const detailOf = (filter: AudienceFilter) => sessionEventPattern(filter).detail ?? {};
const passes = (filter: AudienceFilter, envelope: Envelope) =>
  matchesRule(toRulePattern(sessionEventPattern(filter)), envelope);

describe('without a filter', () => {
  test('the rule matches the three session calls of Systems Manager, as CloudTrail reports them, and nothing else', () => {
    expect(sessionEventPattern()).toEqual({
      source: ['aws.ssm'],
      detailType: ['AWS API Call via CloudTrail'],
      detail: {
        eventSource: ['ssm.amazonaws.com'],
        eventName: ['StartSession', 'ResumeSession', 'TerminateSession'],
      },
    });
  });

  test('severity and ignored actors change nothing: the function decides, so that it can log what it withholds', () => {
    const filter: AudienceFilter = {
      minimumSeverity: 'high',
      ignoreActors: [{ actor: 'deploy-*', because: 'they deploy' }],
    };

    expect(sessionEventPattern(filter)).toEqual(sessionEventPattern());
  });
});

describe('typed words become', () => {
  test('actions: the names of the calls', () => {
    expect(detailOf({ actions: ['end', 'start'] }).eventName).toEqual(['TerminateSession', 'StartSession']);
  });

  test('accounts and regions: the fields of the envelope', () => {
    expect(sessionEventPattern({ accounts: ['123456789012'], regions: ['eu-central-1'] })).toMatchObject({
      account: ['123456789012'],
      region: ['eu-central-1'],
    });
  });

  test('outcomes that succeeded: no error that says anything', () => {
    const nothing = [{ exists: false }, null, ''];

    expect(detailOf({ outcomes: ['succeeded'] })).toMatchObject({
      errorCode: nothing,
      errorMessage: nothing,
    });
  });

  test('all outcomes: no condition', () => {
    expect(sessionEventPattern({ outcomes: ['failed', 'succeeded', 'denied'] })).toEqual(
      sessionEventPattern(),
    );
  });

  test('targets: exact, prefix and suffix where they suffice, for a bus takes 30 rules with wildcards', () => {
    const targets = ['i-0c3a9b7e5d1f28460', 'mi-*', '*460', 'ecs:*_web'];

    expect(detailOf({ targets })).toMatchObject({
      eventName: ['StartSession'],
      requestParameters: {
        target: [
          'i-0c3a9b7e5d1f28460',
          { prefix: 'mi-' },
          { suffix: '460' },
          { wildcard: 'ecs:*_web' },
          { exists: false },
          null,
          '',
        ],
      },
    });
  });

  test('a backslash and several asterisks: what the wildcard of EventBridge takes', () => {
    expect(detailOf({ targets: ['a\\**b*'] }).requestParameters.target[0]).toEqual({ wildcard: 'a\\\\*b*' });
  });

  test('everybody: no condition', () => {
    expect(sessionEventPattern({ actors: ['freja', '*'] })).toEqual(sessionEventPattern());
  });
});

/** Each setting, what it has to pass on, and what it has to hold back. */
describe('a rule passes on what its filter selects, and holds back the rest', () => {
  test.each<[AudienceFilter, { passed: string[]; heldBack: string[] }]>([
    [
      { outcomes: ['succeeded'] },
      {
        passed: ['start-iam-user', 'terminate-own-session', 'start-no-response'],
        heldBack: [
          'start-denied-explicit-deny',
          'start-failed-throttled',
          'start-failed-message-without-code',
        ],
      },
    ],
    [
      { outcomes: ['denied'] },
      {
        passed: ['start-denied-explicit-deny', 'resume-denied', 'terminate-denied-session-in-message'],
        heldBack: [
          'start-iam-user',
          'start-failed-throttled',
          'start-failed-target-not-connected',
          'start-failed-invalid-document',
          'resume-failed-does-not-exist',
          'terminate-failed-internal-server-error',
        ],
      },
    ],
    [
      { outcomes: ['failed'] },
      {
        passed: ['start-failed-throttled', 'start-failed-message-without-code', 'start-error-code-200'],
        heldBack: ['start-iam-user', 'start-denied-explicit-deny', 'resume-denied'],
      },
    ],
    [
      { outcomes: ['denied', 'failed'] },
      {
        passed: ['start-denied-explicit-deny', 'start-failed-throttled', 'start-failed-message-without-code'],
        heldBack: ['start-iam-user', 'terminate-own-session'],
      },
    ],
    [
      { outcomes: ['succeeded', 'denied'] },
      {
        passed: ['start-iam-user', 'start-denied-explicit-deny'],
        heldBack: ['start-failed-throttled', 'start-failed-target-not-connected'],
      },
    ],
    [
      { actors: ['*@example.org'] },
      {
        // An SSO user, and the person at the start of a chain of roles.
        passed: ['start-sso-user', 'start-role-chain-source-identity', 'start-unknown-identity-with-name'],
        heldBack: ['start-iam-user', 'start-port-forwarding', 'start-root', 'terminate-aws-service'],
      },
    ],
    [
      { actors: ['freja', 'bob', 'partner-nils'] },
      {
        // An IAM user, a role session and a federated user.
        passed: ['start-iam-user', 'start-assumed-role', 'start-federated-user'],
        heldBack: ['start-sso-user', 'start-iam-user-with-path', 'start-ecs-task'],
      },
    ],
    [
      { actors: ['root'] },
      {
        passed: [
          'start-root',
          'start-root-with-alias',
          'start-denied-assumed-root',
          'hostile-session-name-root',
        ],
        heldBack: ['start-iam-user-named-root', 'start-iam-user'],
      },
    ],
    [
      { actors: ['nobody-has-this-name'] },
      {
        // An identity that names nobody may be anybody's.
        passed: [
          'start-identity-absent',
          'start-identity-is-text',
          'start-other-account',
          'start-denied-identity-empty-strings',
          'start-denied-iam-user-hidden-name',
        ],
        heldBack: ['start-iam-user', 'start-saml-user', 'terminate-aws-service'],
      },
    ],
    [
      { documents: ['AWS-StartPortForwardingSession*'] },
      {
        passed: ['start-port-forwarding', 'start-port-forwarding-remote-host', 'start-denied-explicit-deny'],
        heldBack: [
          'start-iam-user',
          'start-ssh-to-managed-node',
          'start-document-null',
          'terminate-own-session',
        ],
      },
    ],
    [
      { documents: ['SSM-SessionManagerRunShell'] },
      {
        passed: [
          'start-iam-user',
          'start-shell-document-by-name',
          'start-document-null',
          'start-failed-throttled',
        ],
        heldBack: ['start-port-forwarding', 'start-custom-document'],
      },
    ],
    [
      { documents: ['Team-*'] },
      {
        passed: [
          'start-document-arn-own-account',
          'start-document-arn-other-account',
          'start-parameters-not-lists',
        ],
        // A document by its ARN, whatever its name.
        heldBack: ['start-iam-user', 'start-custom-document'],
      },
    ],
    [
      { targets: ['mi-*', 'i-0c3a*'] },
      {
        passed: ['start-ssh-to-managed-node', 'start-iam-user', 'start-denied-explicit-deny'],
        heldBack: ['start-sso-user', 'start-failed-target-not-connected', 'resume-own-session'],
      },
    ],
    [
      { documents: ['AWS-StartSSHSession'], targets: ['mi-*'] },
      {
        passed: ['start-ssh-to-managed-node', 'start-denied-explicit-deny', 'start-failed-throttled'],
        heldBack: ['start-iam-user', 'start-port-forwarding'],
      },
    ],
    [
      { accounts: ['012345678901'], actions: ['start'] },
      { passed: ['start-account-with-leading-zero'], heldBack: ['start-iam-user'] },
    ],
    [
      { regions: ['cn-north-1', 'cn-northwest-1'] },
      { passed: ['start-china'], heldBack: ['start-iam-user', 'start-govcloud'] },
    ],
  ])('%j', (filter, { passed, heldBack }) => {
    expect(passed.filter((name) => !passes(filter, fixture(name)))).toEqual([]);
    expect(heldBack.filter((name) => passes(filter, fixture(name)))).toEqual([]);
  });
});

describe('a document is found by any version', () => {
  const versions = ['AWS-StartPortForwardingSession:1', 'AWS-StartPortForwardingSession:$DEFAULT'];
  const names = [
    'AWS-StartPortForwardingSession',
    'AWS-Start*',
    '*ForwardingSession',
    'AWS-*-ForwardingSession',
  ];

  test.each(versions.flatMap((version) => names.slice(0, 3).map((name) => [name, version])))(
    '%s passes %s',
    (name, documentName) => {
      const envelope = variant('start-port-forwarding', {
        requestParameters: { target: 'i-0abc', documentName },
      });

      expect(passes({ documents: [name ?? ''] }, envelope)).toBe(true);
    },
  );

  test.each(versions)('another name does not pass %s', (documentName) => {
    const envelope = variant('start-port-forwarding', {
      requestParameters: { target: 'i-0abc', documentName },
    });

    expect(passes({ documents: ['AWS-StartPort', ...names.slice(3)] }, envelope)).toBe(false);
  });
});

describe('an actor is found wherever the identity has the name, whole or by its beginning', () => {
  const role = { type: 'AssumedRole', principalId: 'AROAAUCHW34WFVEXAMPLE:astrid' };

  test.each<[string, object]>([
    ['at the end of the ARN', { ...role, arn: 'arn:aws:sts::123456789012:assumed-role/Operations/astrid' }],
    ['in the principal id alone', { ...role, arn: 'arn:aws:sts::123456789012:assumed-role/Operations' }],
    [
      'in the ARN, where the principal id names another',
      {
        ...role,
        principalId: 'AROAAUCHW34WFVEXAMPLE:frank',
        arn: 'arn:aws:sts::123456789012:assumed-role/Operations/astrid',
      },
    ],
    [
      'below a path',
      { type: 'IAMUser', userName: 'astrid', arn: 'arn:aws:iam::123456789012:user/ops/astrid' },
    ],
    [
      'as the source identity',
      {
        ...role,
        principalId: 'AROAAUCHW34WFVEXAMPLE:session',
        arn: 'arn:aws:sts::123456789012:assumed-role/Operations/session',
        sessionContext: { sourceIdentity: 'astrid' },
      },
    ],
    [
      'by a provider, without an ARN',
      { type: 'SAMLUser', userName: 'astrid', principalId: 'Rk9PQkFS=:astrid' },
    ],
  ])('%s', (_, userIdentity) => {
    const envelope = variant('start-assumed-role', { userIdentity });

    expect(
      [['astrid'], ['astr*'], ['*rid'], ['a*d']].filter((actors) => !passes({ actors }, envelope)),
    ).toEqual([]);
  });
});

describe('a call whose error is not known', () => {
  test.each([
    ['a code of no list', { errorCode: 'BrandNewException' }],
    ['a denial in other letters', { errorCode: 'ACCESS_DENIED' }],
    ['a message without a code', { errorMessage: 'Something went wrong' }],
  ])('passes both as denied and as failed: %s', (_, error) => {
    const envelope = variant('start-iam-user', error);

    expect(passes({ outcomes: ['denied'] }, envelope)).toBe(true);
    expect(passes({ outcomes: ['failed'] }, envelope)).toBe(true);
    expect(passes({ outcomes: ['succeeded'] }, envelope)).toBe(false);
  });

  test.each([
    ['denied', DENIED_CODES],
    ['failed', FAILED_CODES],
  ])('is not one that is listed as %s: the function reads these codes alike', (outcome, codes) => {
    for (const code of codes) expect(toOutcome(code, undefined).kind).toBe(outcome);
  });
});

/** Words from the samples: whole, cut off at one end or both, or with a hole in them. */
function wordsOf(values: readonly (string | undefined)[]): fc.Arbitrary<string[]> {
  const known = [...new Set(values)].filter(
    (value) => value !== undefined && !value.includes('*'),
  ) as string[];
  const word = fc.constantFrom(...known).chain((value) =>
    fc.tuple(fc.nat(value.length), fc.nat(value.length)).chain(([one, other]) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      return fc.constantFrom(
        value,
        `${value.slice(0, from)}*`,
        `*${value.slice(to)}`,
        `*${value.slice(from, to)}*`,
        `${value.slice(0, from)}*${value.slice(to)}`,
      );
    }),
  );
  return fc.array(word, { minLength: 1, maxLength: 3 });
}

/** The samples, and the same calls with an error of any kind. */
const EVENTS: readonly (Envelope & { readonly parsed: SessionEvent })[] = [
  ...SAMPLES.map(({ envelope }) => envelope),
  ...[...DENIED_CODES, ...FAILED_CODES, 'forbidden', 'Client.NotAuthorised', '', null, 500].flatMap(
    (errorCode) => [
      variant('start-sso-user', { errorCode }),
      variant('start-sso-user', {
        errorCode,
        errorMessage: 'is not authorized to perform: ssm:StartSession',
      }),
    ],
  ),
  variant('start-sso-user', { errorMessage: 'EXPLICIT DENY' }),
  variant('start-sso-user', { errorMessage: '' }),
  variant('start-assumed-role', {
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::123456789012:assumed-role/Operations',
      principalId: 'AROAAUCHW34WFVEXAMPLE:astrid',
    },
  }),
].map((envelope) => ({ ...envelope, parsed: parse(envelope) }));

const parsed = EVENTS.map(({ parsed }) => parsed);
const among = <Word>(words: readonly Word[]) => fc.subarray([...words], { minLength: 1 });
const everySetting = {
  actions: among(Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]),
  outcomes: among(OUTCOMES),
  accounts: among([...new Set(parsed.map(({ account }) => account ?? ''))]),
  regions: among([...new Set(parsed.map(({ region }) => region ?? ''))]),
  documents: wordsOf(parsed.flatMap(({ document }) => [document?.value.name, document?.value.arn])),
  actors: wordsOf(
    parsed.flatMap(({ actor }) => ['name' in actor ? actor.name : 'root', actor.sessionName, actor.arn]),
  ),
  targets: wordsOf(parsed.map(({ target }) => target?.value.id)),
};

const settings = Object.keys(everySetting) as (keyof typeof everySetting)[];

/** Mostly of few settings: a filter of many selects hardly anything. */
const filters: fc.Arbitrary<AudienceFilter> = fc
  .oneof(fc.subarray(settings, { minLength: 1, maxLength: 2 }), fc.subarray(settings))
  .chain((chosenSettings) =>
    fc.record(everySetting).map((filter): AudienceFilter => {
      const chosen = Object.fromEntries(
        Object.entries(filter).filter(([setting]) => (chosenSettings as string[]).includes(setting)),
      );
      if (chosen.documents || chosen.targets) delete chosen.actions;
      return chosen;
    }),
  );

test('no event that a filter selects, in plain words, is held back by its pattern', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      const pattern = toRulePattern(sessionEventPattern(filter));
      const lost = EVENTS.filter((event) => selects(filter, event.parsed) && !matchesRule(pattern, event));

      expect(lost.map(({ parsed }) => parsed)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('each setting holds back by itself: what all of them pass on, the whole filter passes on', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      const whole = toRulePattern(sessionEventPattern(filter));
      const parts = Object.entries(filter).map(([setting, value]) =>
        toRulePattern(sessionEventPattern({ [setting]: value })),
      );
      const disputed = EVENTS.filter(
        (event) => parts.every((part) => matchesRule(part, event)) !== matchesRule(whole, event),
      );

      expect(disputed.map(({ parsed }) => parsed)).toEqual([]);
    }),
  );
});

describe('every pattern is one that EventBridge takes', () => {
  /** The alternatives that a pattern comes to, each as the paths of its fields. */
  function alternatives(pattern: RulePattern, path = ''): string[][] {
    return Object.entries(pattern).reduce<string[][]>(
      (all, [field, expected]) => {
        const more = alternativesOf(field, expected, path);
        return all.flatMap((one) => more.map((other) => [...one, ...other]));
      },
      [[]],
    );
  }

  function alternativesOf(field: string, expected: RulePattern[string], path: string): string[][] {
    if (field === '$or') {
      expect((expected as readonly RulePattern[]).length).toBeGreaterThan(1);
      return (expected as readonly RulePattern[]).flatMap((one) => alternatives(one, path));
    }
    if (!Array.isArray(expected)) {
      expect(expected).not.toEqual({});
      return alternatives(expected as RulePattern, `${path}.${field}`);
    }
    expect(expected).not.toEqual([]);
    return [[`${path}.${field}`]];
  }

  test('with no field twice in one alternative, nothing empty, and well below 1,000 alternatives', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const all = alternatives(rulePattern(filter) as RulePattern);

        for (const paths of all) expect(new Set(paths).size).toBe(paths.length);
        expect(all.length).toBeLessThan(100);
      }),
    );
  });

  test('and its length is counted as it is sent', () => {
    const filter: AudienceFilter = { actors: ['freja'], outcomes: ['denied'] };

    expect(patternLength(filter)).toBe(JSON.stringify(rulePattern(filter, TOKEN)).length);
  });
});

describe('the whole rule', () => {
  const testEvent = {
    source: TEST_EVENT_SOURCE,
    'detail-type': TEST_EVENT_DETAIL_TYPE,
    account: '111122223333',
    region: 'eu-central-1',
    detail: { marker: 'nothing happened', token: TOKEN },
  };
  const matches = (filter: AudienceFilter, event: unknown) =>
    matchesRule(rulePattern(filter, TOKEN) as RulePattern, event);

  test('passes a test event on, whatever the filter selects', () => {
    fc.assert(fc.property(filters, (filter) => matches(filter, testEvent)));
  });

  test('passes on of the sample events what the filter selects, and nothing else', () => {
    fc.assert(
      fc.property(filters, fc.constantFrom(...SAMPLES), (filter, { envelope }) => {
        expect(matches(filter, envelope)).toBe(passes(filter, envelope));
      }),
    );
  });

  test.each([
    ['from another source', { source: 'ssm-session-notifier.other' }],
    ['of another type', { 'detail-type': 'Other' }],
    ['that claims to be a session call', { 'detail-type': 'AWS API Call via CloudTrail' }],
    ['without the token of the deployment', { detail: { marker: 'nothing happened' } }],
    ['with the token of another deployment', { detail: { token: 'f00dfeed-0000-11f1-8e0b-0a1b2c3d4e5f' } }],
  ])('does not take an event for a test %s', (_, other) => {
    expect(matches({}, { ...testEvent, ...other })).toBe(false);
  });
});

test('there is a word for every session call', () => {
  expect(Object.values(ACTIONS).sort()).toEqual(Object.keys(SESSION_EVENT_NAMES).sort());
});
