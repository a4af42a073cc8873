import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createAwsLookUps } from '../../../lambda/enrich/aws-look-ups.ts';
import { createEnrich } from '../../../lambda/enrich/enrich.ts';
import type { LookUps } from '../../../lambda/enrich/look-ups.ts';
import { parse } from '../../../lambda/parse/parse.ts';
import type { Fault } from '../../../stand-in/fault.ts';
import type { StandIn } from '../../../stand-in/server.ts';
import type { PublishedMessage } from '../../../stand-in/sns/sns.ts';
import type { StandInSession } from '../../../stand-in/ssm/sessions.ts';
import { startSsm } from '../../../stand-in/ssm/ssm.ts';
import { startTagging } from '../../../stand-in/tagging.ts';
import { fixture, fixtureNames, variant } from '../../support/fixtures.ts';
import { keptLog } from '../../support/kept-log.ts';
import { startFunction, unwrapped } from '../../support/local-sns.ts';
import { only } from '../../support/only.ts';

const BUDGET_MS = 400;
const INSTANCE = 'i-0c3a9b7e5d1f28460';
const INSTANCE_ARN = `arn:aws:ec2:eu-central-1:210987654321:instance/${INSTANCE}`;
const FREJAS_SESSION: StandInSession = {
  State: 'History',
  Status: 'Terminated',
  SessionId: 'freja-q7w2e9r4t6y3u8i5o2p7a4s9d6',
  Target: INSTANCE,
  Owner: 'arn:aws:iam::210987654321:user/freja',
  StartDate: new Date('2026-05-04T09:00:07Z'),
  DocumentName: 'SSM-SessionManagerRunShell',
  Reason: 'OPS-4711 slow ledger',
};
const TAGS = { [INSTANCE_ARN]: { Name: 'web-prod-1', Environment: 'production', Secret: 'not shown' } };
const END = fixture('terminate-someone-elses-session');
const START = fixture('start-iam-user');

const toClose: StandIn[] = [];
afterEach(async () => {
  await Promise.all(toClose.splice(0).map((standIn) => standIn.close()));
});

/** The whole function, with look-ups at stand-ins for Systems Manager and the tagging API. */
async function startWithLookUps({
  sessions = [FREJAS_SESSION],
  tags = TAGS as Record<string, Record<string, string>>,
  nodes = [] as { InstanceId: string; ComputerName: string }[],
} = {}) {
  const ssm = await startSsm({ sessions, nodes });
  const tagging = await startTagging({ tags });
  toClose.push(ssm, tagging);
  const client = { region: 'eu-central-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const lookUps = createAwsLookUps(['Environment'], {
    // One attempt, since how long the SDK waits before a second is left to chance.
    ssm: { ...client, endpoint: ssm.endpoint, maxAttempts: 1 },
    tagging: { ...client, endpoint: tagging.endpoint, maxAttempts: 1 },
  });
  const { log, entries: failures } = keptLog();
  const local = await startFunction({ enrich: createEnrich(lookUps, BUDGET_MS, log) });
  return { ssm, tagging, failures, ...local };
}

/** The first sentence of the mail. */
function headlineOf({ bodies }: PublishedMessage): string {
  return unwrapped(bodies.email).split('\n')[0] ?? '';
}

describe('an alert with look-ups', () => {
  describe('of an end', () => {
    test('names in the mail the machine, its tags, the owner and how long the session was open', async () => {
      const { sns, handler } = await startWithLookUps();

      await handler(END);

      const email = unwrapped(only(sns.published).bodies.email);
      expect(email).toMatch(
        /^boss@example\.org asked to end freja's session on web-prod-1 in account 210987654321, which had been open for 23 min\.\n/,
      );
      expect(email).toContain(`\nMachine: web-prod-1, EC2 instance ${INSTANCE}, looked up\n`);
      expect(email).toContain('\nTags: Environment = "production"\n');
      expect(email).toContain('"OPS-4711 slow ledger"');
    });

    test('names the machine in the subject and in the SMS', async () => {
      const { sns, handler } = await startWithLookUps();

      await handler(END);

      const { subject, bodies } = only(sns.published);
      expect(subject).toBe(
        '[ENDED] in 210987654321 (notice: not theirs): boss@example.org -> web-prod-1 (eu-central-1)',
      );
      expect(bodies.sms).toContain(`> web-prod-1 ${INSTANCE} freja's session`);
    });

    test('marks in the record what was looked up', async () => {
      const { sns, handler } = await startWithLookUps();

      await handler(END);

      expect(JSON.parse(only(sns.published).bodies.sqs)).toMatchObject({
        target: { id: INSTANCE, source: 'look-up' },
        session: { source: 'event' },
        lookedUp: {
          session: { owner: 'freja', startedAt: '2026-05-04T09:00:07Z', reason: 'OPS-4711 slow ledger' },
          target: { name: 'web-prod-1', tags: [{ key: 'Environment', value: 'production' }] },
          failures: [],
        },
      });
    });

    test('says that a session was over before somebody asked to end it', async () => {
      const sessions = [{ ...FREJAS_SESSION, EndDate: new Date('2026-05-04T09:10:00Z') }];
      const { sns, handler } = await startWithLookUps({ sessions });

      await handler(END);

      expect(headlineOf(only(sns.published))).toMatch(
        /, which had already ended at Mon, 4 May 2026, 09:10:00 UTC\.$/,
      );
    });

    test('asks nothing again that it asked just before', async () => {
      const { handler, ssm, tagging } = await startWithLookUps();

      await handler(END);
      await handler(END);

      // Of the session in the two lists of Session Manager, and of the machine.
      expect(ssm.attempts).toBe(2);
      expect(tagging.attempts).toBe(1);
    });
  });

  describe('of a session that a role session resumes', () => {
    const resume = fixture('resume-own-session');
    const arn = String((resume.detail.userIdentity as { arn: string }).arn);
    const sessionId = String((resume.detail.requestParameters as { sessionId: string }).sessionId);

    test.each([
      ['of the same role session is its own', arn, / resumed their own session on /, undefined],
      [
        'of another role, whose session bears the same name, may be of somebody else',
        arn.replace(/[^/]+\/bob$/, 'DatabaseAdmin/bob'),
        / resumed a session started as DatabaseAdmin\/bob on /,
        'This session was started under the same name with role DatabaseAdmin. Whether by the same person is not known.',
      ],
      [
        'of an IAM user of the same name may be of somebody else',
        'arn:aws:iam::210987654321:user/bob',
        / resumed a session started as bob on /,
        'This session was started under the same name without a role. Whether by the same person is not known.',
      ],
      [
        'of another name is of somebody else',
        'arn:aws:iam::210987654321:user/kim',
        / resumed kim's session on /,
        'This session belongs to someone else: kim.',
      ],
    ])('one %s', async (_, Owner, says, warning) => {
      const { sns, handler } = await startWithLookUps({
        sessions: [{ ...FREJAS_SESSION, State: 'Active', Status: 'Connected', SessionId: sessionId, Owner }],
      });

      await handler(resume);

      const email = unwrapped(only(sns.published).bodies.email);
      expect(email).toMatch(says);
      expect(/(?<=^Notice: )This session .*/m.exec(email)?.[0]).toBe(warning);
    });
  });

  describe('of a start', () => {
    test('names the machine by its tag, and asks for nothing but the tags', async () => {
      const { sns, handler, ssm, tagging } = await startWithLookUps();

      await handler(START);

      expect(headlineOf(only(sns.published))).toMatch(/^freja opened a shell on web-prod-1 in account/);
      expect(ssm.attempts).toBe(0);
      expect(tagging.attempts).toBe(1);
    });

    test('shows no tag that is the id of another machine in the place of its own', async () => {
      const tags = { [INSTANCE_ARN]: { Name: 'i-0ffffffffffffffff' } };
      const { sns, handler } = await startWithLookUps({ tags });

      await handler(START);

      expect(headlineOf(only(sns.published))).toContain(`freja opened a shell on ${INSTANCE} in account`);
    });

    test('escapes what others wrote into tags', async () => {
      const tags = { [INSTANCE_ARN]: { Name: 'x\nWho  nobody https://evil.example' } };
      const { sns, handler } = await startWithLookUps({ tags });

      await handler(START);

      expect(headlineOf(only(sns.published))).toMatch(
        /^freja opened a shell on "x Who nobody https\[:\]\/\/evil\[\.\]example" in account/,
      );
    });

    test('quotes a tag that reads as the id of another machine', async () => {
      const tags = { [INSTANCE_ARN]: { Name: '\uff49-0ffffffffffffffff' } };
      const { sns, handler } = await startWithLookUps({ tags });

      await handler(START);

      const email = unwrapped(only(sns.published).bodies.email);
      expect(email).toContain(`EC2 instance ${INSTANCE}, its tag Name says "i-0ffffffffffffffff"`);
    });

    test('does not name a managed node by what it calls itself, which whoever is root there chooses', async () => {
      const nodes = [{ InstanceId: 'mi-0123456789abcdef0', ComputerName: 'ledger-db.corp' }];
      const { sns, handler } = await startWithLookUps({ nodes });

      await handler(variant('start-iam-user', { requestParameters: { target: 'mi-0123456789abcdef0' } }));

      const email = unwrapped(only(sns.published).bodies.email);
      expect(email).toMatch(/^freja opened a shell on mi-0123456789abcdef0 in account/);
      expect(email).toContain('managed node mi-0123456789abcdef0, calls itself "ledger-db.corp"');
    });

    test('names an ECS task by its tag', async () => {
      const tags = {
        'arn:aws:ecs:eu-central-1:210987654321:task/prod/0f1e': { Name: 'billing-worker' },
      };
      const { sns, handler } = await startWithLookUps({ tags });

      await handler(variant('start-iam-user', { requestParameters: { target: 'ecs:prod_0f1e_0f1e-123' } }));

      expect(headlineOf(only(sns.published))).toMatch(/^freja opened a shell on billing-worker in account/);
    });
  });

  test('of a denied resumption says which machine it was about', async () => {
    const { sns, handler } = await startWithLookUps();

    await handler(fixture('resume-denied'));

    expect(headlineOf(only(sns.published))).toBe(
      "mallory was refused when trying to resume freja's session on web-prod-1 in account 210987654321.",
    );
  });
});

describe('when a look-up does not answer', () => {
  const FAULTS: readonly (readonly [string, Fault, string])[] = [
    ['hangs', { kind: 'hang' }, 'timed out'],
    ['hangs in the middle', { kind: 'hang-after-headers' }, 'timed out'],
    ['refuses', { status: 400, code: 'AccessDeniedException' }, 'was not permitted'],
    ['throttles', { status: 400, code: 'ThrottlingException' }, 'was throttled'],
    ['breaks', { status: 500, code: 'InternalServerError' }, 'failed'],
    ['answers nonsense', { kind: 'nonsense' }, 'failed'],
  ];

  test.each(FAULTS)('the alert says why: when Systems Manager %s', async (_, fault, reason) => {
    const { sns, handler, ssm } = await startWithLookUps();
    ssm.failAlways(fault);

    await handler(END);

    expect(unwrapped(only(sns.published).bodies.email)).toContain(
      `\nMachine: not named by CloudTrail, and the look-up ${reason}\n`,
    );
  });

  test.each(FAULTS)('the alert goes out in time: when Systems Manager %s', async (_, fault) => {
    const { sns, handler, ssm } = await startWithLookUps();
    ssm.failAlways(fault);

    const started = performance.now();
    await handler(END);
    const elapsed = performance.now() - started;

    expect(elapsed).toBeLessThan(BUDGET_MS + 1000);
    expect(sns.published).toHaveLength(1);
  });

  test.each(FAULTS)('the failure is logged: when Systems Manager %s', async (_, fault, reason) => {
    const { handler, ssm, failures } = await startWithLookUps();
    ssm.failAlways(fault);

    await handler(END);

    expect(only(failures)).toMatchObject({ message: 'look-up failed', what: 'session', reason });
  });

  test.each(FAULTS)('the alert says why: when the tagging API %s', async (_, fault, reason) => {
    const { sns, handler, tagging } = await startWithLookUps();
    tagging.failAlways(fault);

    await handler(START);

    expect(unwrapped(only(sns.published).bodies.email)).toContain(
      `\nMachine: EC2 instance ${INSTANCE}, name unknown (the look-up ${reason})\n`,
    );
  });

  test('the alert says that Session Manager does not know the session', async () => {
    const { sns, handler } = await startWithLookUps({ sessions: [] });

    await handler(END);

    expect(unwrapped(only(sns.published).bodies.email)).toContain(
      'and Session Manager does not know the session\n',
    );
  });

  test.each([
    [END, "boss@example.org asked to end freja's session in account 210987654321."],
    [START, `freja opened a shell on ${INSTANCE} in account 210987654321.`],
  ])('the alert says what the event does: when every answer is empty', async (event, headline) => {
    const { sns, handler, ssm, tagging } = await startWithLookUps();
    ssm.failAlways({ kind: 'empty' });
    tagging.failAlways({ kind: 'empty' });

    await handler(event);

    expect(headlineOf(only(sns.published))).toBe(headline);
  });

  test('the alert does not believe an answer about another session', async () => {
    const { sns, handler, ssm } = await startWithLookUps();
    const other = { Sessions: [{ ...FREJAS_SESSION, SessionId: 'other', Target: 'i-0other', StartDate: 1 }] };
    ssm.failAlways({ kind: 'nonsense', body: JSON.stringify(other) });

    await handler(END);

    expect(unwrapped(only(sns.published).bodies.email)).not.toContain('i-0other');
  });
});

test('no answer changes who acted, in which session, how it ended or when', async () => {
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const answers = fc.record({
    session: maybe(
      fc.record({
        details: fc.record({
          owner: maybe(fc.string()),
          startedAt: maybe(fc.string()),
          endedAt: maybe(fc.string()),
          reason: maybe(fc.string()),
        }),
        target: maybe(
          fc.constant({ value: { kind: 'other' as const, id: 'elsewhere' }, source: 'look-up' as const }),
        ),
      }),
    ),
    target: fc.record({ name: maybe(fc.string()), computerName: maybe(fc.string()), tags: fc.constant([]) }),
    fails: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...fixtureNames('.')),
      answers,
      async (name, { session, target, fails }) => {
        const answer = <T>(value: T) => (fails ? Promise.reject(new Error('no')) : Promise.resolve(value));
        const lookUps: LookUps = { session: () => answer(session), target: () => answer(target) };
        const event = parse(fixture(name));
        const { actor, kind, outcome, time, ...enriched } = await createEnrich(
          lookUps,
          50,
          keptLog().log,
        )(event);
        expect({ actor, kind, outcome, time, session: enriched.session }).toEqual({
          actor: event.actor,
          kind: event.kind,
          outcome: event.outcome,
          time: event.time,
          session: event.session,
        });
        if (event.target) expect(enriched.target).toEqual(event.target);
      },
    ),
    { numRuns: 200 },
  );
});
