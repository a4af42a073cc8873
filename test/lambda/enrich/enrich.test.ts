import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createAwsLookUps } from '../../../lambda/enrich/aws-look-ups.ts';
import { createEnrich } from '../../../lambda/enrich/enrich.ts';
import type { LookUps } from '../../../lambda/enrich/look-ups.ts';
import { parse } from '../../../lambda/parse/parse.ts';
import type { Fault } from '../../../stand-in/fault.ts';
import type { StandIn } from '../../../stand-in/server.ts';
import type { StandInSession } from '../../../stand-in/ssm/sessions.ts';
import { startSsm } from '../../../stand-in/ssm/ssm.ts';
import { startTagging } from '../../../stand-in/tagging.ts';
import { fixture, fixtureNames, variant } from '../../support/fixtures.ts';
import { keptLog } from '../../support/kept-log.ts';
import { startFunction, unwrapped } from '../../support/local-sns.ts';

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

describe('an alert with look-ups', () => {
  test('of an end names the machine, the owner and how long the session was open', async () => {
    const { sns, handler } = await startWithLookUps();
    await handler(END);
    const { subject, bodies } = sns.published[0] ?? { subject: '', bodies: { email: '', sms: '' } };
    expect(unwrapped(bodies.email)).toMatch(
      /^boss@example\.org asked to end freja's session on web-prod-1 in account 210987654321, open for 23 min\.\n/,
    );
    expect(unwrapped(bodies.email)).toContain(`\nTarget   web-prod-1, EC2 instance ${INSTANCE}, looked up\n`);
    expect(unwrapped(bodies.email)).toContain('\nTags     Environment = "production"\n');
    expect(unwrapped(bodies.email)).toContain('\nOwner    freja (looked up)\n');
    expect(unwrapped(bodies.email)).toContain(
      '\nReason   "OPS-4711 slow ledger" (as typed when the session was started)\n',
    );
    expect(bodies.sms).toContain(`> web-prod-1 ${INSTANCE} freja's session`);
    expect(subject).toBe(
      `[ENDED] (notice) boss@example.org -> web-prod-1 ${INSTANCE} (210987654321, eu-central-1)`,
    );
  });

  describe('of a session that a role session resumes', () => {
    const resume = fixture('resume-own-session');
    const arn = String((resume.detail.userIdentity as { arn: string }).arn);
    const sessionId = String((resume.detail.requestParameters as { sessionId: string }).sessionId);

    test.each([
      ['of the same role session is its own', arn, / resumed their own session on /, undefined],
      [
        'of another role, whose session bears the same name, is of somebody else',
        arn.replace(/[^/]+\/bob$/, 'DatabaseAdmin/bob'),
        / resumed bob's session on /,
        'The session is of somebody else, bob of role DatabaseAdmin.',
      ],
      [
        'of an IAM user of the same name is of somebody else',
        'arn:aws:iam::210987654321:user/bob',
        / resumed bob's session on /,
        'The session is of somebody else, bob.',
      ],
    ])('one %s', async (_, Owner, says, warning) => {
      const { sns, handler } = await startWithLookUps({
        sessions: [{ ...FREJAS_SESSION, State: 'Active', Status: 'Connected', SessionId: sessionId, Owner }],
      });
      await handler(resume);
      const email = unwrapped(sns.published[0]?.bodies.email);
      expect(email).toMatch(says);
      expect(/(?<=! ).*somebody else.*/.exec(email)?.[0]).toBe(warning);
    });
  });

  test('shows no Name that is the id of another machine in the place of the own one', async () => {
    const { sns, handler } = await startWithLookUps({
      tags: { [INSTANCE_ARN]: { Name: 'i-0ffffffffffffffff' } },
    });
    await handler(START);
    expect(unwrapped(sns.published[0]?.bodies.email)).toMatch(
      new RegExp(`^freja opened a shell on ${INSTANCE} in account`),
    );
  });

  test('marks in the record what was looked up', async () => {
    const { sns, handler } = await startWithLookUps();
    await handler(END);
    expect(JSON.parse(sns.published[0]?.bodies.sqs ?? '')).toMatchObject({
      target: { id: INSTANCE, source: 'look-up' },
      session: { source: 'event' },
      lookedUp: {
        session: { owner: 'freja', startedAt: '2026-05-04T09:00:07Z', reason: 'OPS-4711 slow ledger' },
        target: { name: 'web-prod-1', tags: [{ key: 'Environment', value: 'production' }] },
        failures: [],
      },
    });
  });

  test('of a start asks for the tags alone', async () => {
    const { sns, handler, ssm, tagging } = await startWithLookUps();
    await handler(START);
    expect(unwrapped(sns.published[0]?.bodies.email)).toMatch(
      /^freja opened a shell on web-prod-1 in account/,
    );
    expect([ssm.attempts, tagging.attempts]).toEqual([0, 1]);
  });

  test.each([
    ['resume-denied', "mallory was denied resuming freja's session on web-prod-1 in account 210987654321."],
  ])('of %s says which machine it was about', async (name, headline) => {
    const { sns, handler } = await startWithLookUps();
    await handler(fixture(name));
    expect(sns.published[0]?.bodies.email.split('\n')[0]).toBe(headline);
  });

  test('names managed nodes by what they call themselves, and ECS tasks by their tags', async () => {
    const place = 'eu-central-1:210987654321';
    const nodes = [{ InstanceId: 'mi-0123456789abcdef0', ComputerName: 'ledger-db.corp' }];
    const tags = { [`arn:aws:ecs:${place}:task/prod/0f1e`]: { Name: 'billing-worker' } };
    const { sns, handler } = await startWithLookUps({ nodes, tags });
    for (const target of ['mi-0123456789abcdef0', 'ecs:prod_0f1e_0f1e-123']) {
      await handler(variant('start-iam-user', { requestParameters: { target } }));
    }
    const headlines = sns.published.map(({ bodies }) => bodies.email.split(' in account')[0]);
    expect(headlines).toEqual([
      'freja opened a shell on ledger-db.corp',
      'freja opened a shell on billing-worker',
    ]);
  });

  test('says that a session was over before somebody asked to end it', async () => {
    const sessions = [{ ...FREJAS_SESSION, EndDate: new Date('2026-05-04T09:10:00Z') }];
    const { sns, handler } = await startWithLookUps({ sessions });
    await handler(END);
    expect(sns.published[0]?.bodies.email.split('\n')[0]).toMatch(
      /, which was over since Mon, 4 May 2026, 09:10:00 UTC\.$/,
    );
  });

  test('asks once about what it was asked just before', async () => {
    const { handler, ssm, tagging } = await startWithLookUps();
    await handler(END);
    await handler(END);
    expect([ssm.attempts, tagging.attempts]).toEqual([2, 1]);
  });

  test('escapes what others wrote into tags', async () => {
    const { sns, handler } = await startWithLookUps({
      tags: { [INSTANCE_ARN]: { Name: 'x\nWho  nobody https://evil.example' } },
    });
    await handler(START);
    expect(unwrapped(sns.published[0]?.bodies.email)).toMatch(
      /^freja opened a shell on "x Who nobody https\[:\]\/\/evil\[\.\]example" in account/,
    );
  });
});

describe('when a look-up does not answer, the alert goes out in time and says so', () => {
  const FAULTS: readonly (readonly [string, Fault, string])[] = [
    ['hangs', { kind: 'hang' }, 'timed out'],
    ['hangs in the middle', { kind: 'hang-after-headers' }, 'timed out'],
    ['refuses', { status: 400, code: 'AccessDeniedException' }, 'was not permitted'],
    ['throttles', { status: 400, code: 'ThrottlingException' }, 'was throttled'],
    ['breaks', { status: 500, code: 'InternalServerError' }, 'failed'],
    ['answers nonsense', { kind: 'nonsense' }, 'failed'],
  ];

  test.each(FAULTS)('when Systems Manager %s', async (_, fault, reason) => {
    const { sns, handler, ssm, failures } = await startWithLookUps();
    ssm.failAlways(fault);
    const started = performance.now();
    await handler(END);
    expect(performance.now() - started).toBeLessThan(BUDGET_MS + 1000);
    expect(sns.published).toHaveLength(1);
    expect(unwrapped(sns.published[0]?.bodies.email)).toContain(
      `\nTarget   unknown (the event does not name it, and the look-up ${reason})\n`,
    );
    expect(failures).toEqual([
      expect.objectContaining({ message: 'look-up failed', what: 'session', reason }),
    ]);
  });

  test.each(FAULTS)('when the tagging API %s', async (_, fault, reason) => {
    const { sns, handler, tagging } = await startWithLookUps();
    tagging.failAlways(fault);
    await handler(START);
    expect(sns.published).toHaveLength(1);
    expect(unwrapped(sns.published[0]?.bodies.email)).toContain(
      `\nTarget   EC2 instance ${INSTANCE}, name unknown (the look-up ${reason})\n`,
    );
  });

  test('when Session Manager does not know the session', async () => {
    const { sns, handler } = await startWithLookUps({ sessions: [] });
    await handler(END);
    expect(unwrapped(sns.published[0]?.bodies.email)).toContain(
      'and Session Manager does not know the session)\n',
    );
  });

  test('when every answer is empty', async () => {
    const { sns, handler, ssm, tagging } = await startWithLookUps();
    ssm.failAlways({ kind: 'empty' });
    tagging.failAlways({ kind: 'empty' });
    await handler(END);
    await handler(START);
    expect(sns.published.map(({ bodies }) => bodies.email.split('\n')[0])).toEqual([
      "boss@example.org asked to end freja's session in account 210987654321.",
      `freja opened a shell on ${INSTANCE} in account 210987654321.`,
    ]);
  });

  test.each([
    ['an object as the value of a tag', { Tags: [{ Key: 'Name', Value: { evil: true } }] }],
    ['a list as the key of a tag', { Tags: [{ Key: ['Name'], Value: 'web-prod-1' }] }],
    ['tags that are no list', { Tags: 'Name=web-prod-1' }],
    ['nothing instead of a tag', { Tags: [null] }],
  ])('with %s has the id of the machine instead of its name', async (_, mapping) => {
    const { sns, handler, tagging } = await startWithLookUps();
    const answer = { ResourceTagMappingList: [{ ResourceARN: INSTANCE_ARN, ...mapping }] };
    tagging.failAlways({ kind: 'nonsense', body: JSON.stringify(answer) });

    await handler(START);

    expect(sns.published[0]?.subject).toContain(`freja -> ${INSTANCE}`);
  });

  test.each([
    ['an empty owner', { Owner: '' }],
    ['an owner that is a number', { Owner: 7 }],
    ['a target that is a list', { Owner: '', Target: ['i-1'] }],
    ['a document that is an object', { Owner: '', DocumentName: {} }],
  ])('with %s goes by the id of the session', async (_, odd) => {
    const { sns, handler, ssm } = await startWithLookUps();
    const { StartDate, State, ...session } = FREJAS_SESSION;
    ssm.failAlways({ kind: 'nonsense', body: JSON.stringify({ Sessions: [{ ...session, ...odd }] }) });

    await handler(END);

    expect(sns.published[0]?.bodies.email).toContain("freja's session");
  });

  test('when another session is the answer, it is not believed', async () => {
    const { sns, handler, ssm } = await startWithLookUps();
    const other = { Sessions: [{ ...FREJAS_SESSION, SessionId: 'other', Target: 'i-0other', StartDate: 1 }] };
    ssm.failAlways({ kind: 'nonsense', body: JSON.stringify(other) });
    await handler(END);
    expect(unwrapped(sns.published[0]?.bodies.email)).not.toContain('i-0other');
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
