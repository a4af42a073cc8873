import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { deliveryFailures } from '../infra/monitoring/delivery-failures.ts';
import { createAwsLookUps } from '../lambda/enrich/aws-look-ups.ts';
import { createEnrich } from '../lambda/enrich/enrich.ts';
import { readEnvironment } from '../lambda/environment.ts';
import { createLedger } from '../lambda/publish/ledger.ts';
import { createOnce } from '../lambda/publish/once.ts';
import type { Fault } from '../stand-in/fault.ts';
import type { StandIn } from '../stand-in/server.ts';
import { startSsm } from '../stand-in/ssm/ssm.ts';
import { startTagging } from '../stand-in/tagging.ts';
import { startDynamoDb } from './aws/dynamodb.ts';
import { fixture, variant } from './support/fixtures.ts';
import { keptLog } from './support/kept-log.ts';
import { type LocalFunction, startFunction, unwrapped } from './support/local-sns.ts';
import { only } from './support/only.ts';
import { seeded } from './support/seeded.ts';
import { synthesise } from './support/synthesise.ts';

const START = fixture('start-iam-user');
const END = fixture('terminate-someone-elses-session');
const LOCAL = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
};

const toClose: StandIn[] = [];
afterEach(async () => {
  await Promise.all(toClose.splice(0).map((standIn) => standIn.close()));
});

/** The faults of SNS by their names in docs/reliability.md, with the attempts that the SDK makes of them. */
const SNS_FAULTS: Readonly<Record<string, readonly [Fault, number]>> = {
  InvalidParameter: [{ status: 400, code: 'InvalidParameter' }, 1],
  AuthorizationError: [{ status: 403, code: 'AuthorizationError' }, 1],
  NotFound: [{ status: 404, code: 'NotFound' }, 1],
  KMSAccessDenied: [{ status: 400, code: 'KMSAccessDenied' }, 1],
  KMSDisabled: [{ status: 400, code: 'KMSDisabled' }, 1],
  KMSInvalidState: [{ status: 400, code: 'KMSInvalidState' }, 1],
  KMSOptInRequired: [{ status: 403, code: 'KMSOptInRequired' }, 1],
  KMSNotFound: [{ status: 400, code: 'KMSNotFound' }, 1],
  InvalidSecurity: [{ status: 403, code: 'InvalidSecurity' }, 1],
  KMSThrottling: [{ status: 400, code: 'KMSThrottling' }, 1],
  Throttled: [{ status: 429, code: 'Throttled' }, 3],
  Throttling: [{ status: 400, code: 'Throttling' }, 3],
  InternalError: [{ status: 500, code: 'InternalError' }, 3],
  ServiceUnavailable: [{ status: 503, code: 'ServiceUnavailable' }, 3],
  ExpiredToken: [{ status: 403, code: 'ExpiredToken' }, 1],
  hang: [{ kind: 'hang' }, 3],
  'hang-after-headers': [{ kind: 'hang-after-headers' }, 3],
  reset: [{ kind: 'reset' }, 3],
  empty: [{ kind: 'empty' }, 1],
  nonsense: [{ kind: 'nonsense' }, 1],
};

const ANSWER_FAULTS: Readonly<Record<string, readonly [Fault, string]>> = {
  hang: [{ kind: 'hang' }, 'timed out'],
  denied: [{ status: 400, code: 'AccessDeniedException' }, 'was not permitted'],
  throttled: [{ status: 400, code: 'ThrottlingException' }, 'was throttled'],
  broken: [{ status: 500, code: 'InternalServerError' }, 'failed'],
  nonsense: [{ kind: 'nonsense' }, 'failed'],
};

/** A hang is given up soon. Any other answer is there at once, also on a busy machine. */
const TIMEOUTS = { connect: 250, attempt: 250 };

describe('a message that cannot be published', () => {
  test.each(Object.entries(SNS_FAULTS))(
    'fails the invocation, so that the event is tried again and kept: %s',
    async (_, [fault, attempts]) => {
      const { sns, handler } = await startFunction({ timeouts: TIMEOUTS });
      sns.failAlways(fault);

      await expect(handler(START)).rejects.toMatchObject({
        name: 'PublishError',
        eventId: START.detail.eventID,
      });

      expect(sns.published).toEqual([]);
      expect(sns.attempts).toBe(attempts);
    },
  );

  test.each(Object.entries(SNS_FAULTS))(
    'is published by the next attempt, once the fault is gone: %s',
    async (_, [fault]) => {
      const { sns, handler } = await startFunction({ timeouts: TIMEOUTS, client: { maxAttempts: 1 } });
      sns.failNext(fault);
      await handler(START).catch(() => undefined);

      await handler(START);

      expect(only(sns.published).subject).toMatch(/^\[STARTED\]/);
    },
  );

  test('fails the invocation when the connection is refused: refused', async () => {
    const { sns, handler } = await startFunction();
    await sns.close();

    await expect(handler(START)).rejects.toMatchObject({ name: 'PublishError' });
  });

  test('fails the invocation when the host is not known: unknown-host', async () => {
    const { handler } = await startFunction({ client: { endpoint: 'http://sns.invalid', maxAttempts: 1 } });

    await expect(handler(START)).rejects.toMatchObject({ name: 'PublishError' });
  });

  test('fails the invocation before any request when there are no credentials: no-credentials', async () => {
    const credentials = async () => {
      throw new Error('The role is gone');
    };
    const { handler, sns } = await startFunction({ client: { credentials } });

    await expect(handler(START)).rejects.toMatchObject({ name: 'PublishError' });

    expect(sns.attempts).toBe(0);
  });

  test('may have been published before: performed-then-reset publishes twice rather than not at all', async () => {
    const { sns, handler } = await startFunction();
    sns.failNext({ kind: 'performed-then-reset' });

    await handler(START);

    expect(sns.published).toHaveLength(2);
  });
});

describe('a message of a batch that cannot be published', () => {
  const record = (messageId: string, event: object) => ({
    eventSource: 'aws:sqs',
    messageId,
    body: JSON.stringify(event),
  });
  const [first, second] = [
    record('first', START),
    record('second', variant('start-iam-user', { eventID: 'second' })),
  ];

  test.each(Object.entries(SNS_FAULTS))('is reported, and the other is not: %s', async (_, [fault]) => {
    const { sns, handler } = await startFunction({ timeouts: TIMEOUTS, client: { maxAttempts: 1 } });
    sns.failNext(fault);

    const response = await handler({ Records: [first, second] });

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'first' }] });
    expect(JSON.parse(only(sns.published).bodies.sqs).eventId).toBe('second');
  });

  test.each(Object.entries(SNS_FAULTS))('is logged as an error: %s', async (_, [fault]) => {
    const { sns, handler, errors } = await startFunction({
      timeouts: TIMEOUTS,
      client: { maxAttempts: 1 },
    });
    sns.failNext(fault);

    await handler({ Records: [first, second] });

    expect(only(errors)).toMatchObject({ message: 'not published', eventIds: [START.detail.eventID] });
  });

  test.each(Object.entries(SNS_FAULTS))(
    'is published by the next attempt, once the fault is gone: %s',
    async (_, [fault]) => {
      const { sns, handler } = await startFunction({ timeouts: TIMEOUTS, client: { maxAttempts: 1 } });
      sns.failNext(fault);
      await handler({ Records: [first] });

      const response = await handler({ Records: [first] });

      expect(response).toEqual({ batchItemFailures: [] });
      expect(JSON.parse(only(sns.published).bodies.sqs).eventId).toBe(START.detail.eventID);
    },
  );
});

test.each(Object.entries(ANSWER_FAULTS))(
  'a look-up that does not answer stops no alert, which says so: lookup-%s',
  async (_, [fault, says]) => {
    const [ssm, tagging] = [await startSsm({}), await startTagging({ tags: {} })];
    toClose.push(ssm, tagging);
    const lookUps = createAwsLookUps([], {
      ssm: { ...LOCAL, endpoint: ssm.endpoint },
      tagging: { ...LOCAL, endpoint: tagging.endpoint },
    });
    ssm.failAlways(fault);
    const { sns, handler } = await startFunction({ enrich: createEnrich(lookUps, 300, keptLog().log) });

    await handler(END);

    expect(unwrapped(only(sns.published).bodies.email)).toContain(`the look-up ${says}`);
  },
);

test.each(['hang', 'denied', 'broken'])(
  'a table of sent events that does not answer stops no alert: ledger-%s',
  async (name) => {
    const table = await startDynamoDb();
    toClose.push(table);
    table.failAlways(ANSWER_FAULTS[name]?.[0] ?? { kind: 'hang' });
    const once = createOnce(createLedger('sent', { ...LOCAL, endpoint: table.endpoint }), keptLog().log);
    const { sns, handler } = await startFunction({ once });

    await handler(START);

    expect(only(sns.published).subject).toMatch(/^\[STARTED\]/);
  },
);

test('an odd detail is published as what it is: odd-detail', async () => {
  const { sns, handler } = await startFunction();

  await handler({ detail: { surprise: true } });

  expect(only(sns.published).subject).toMatch(/^\[UNRECOGNISED\]/);
});

test('an unreadable envelope fails the invocation: unreadable-envelope', async () => {
  const { handler } = await startFunction();

  await expect(handler({ id: 'no detail' })).rejects.toMatchObject({ name: 'UnreadableEnvelopeError' });
});

test('a missing configuration fails at the start and names the variable: no-configuration', () => {
  expect(() => readEnvironment({})).toThrow(/^TOPIC_ARN is not set/);
});

test('every row of the reliability table about the function has its test, and every test its row', () => {
  const doc = readFileSync(join(__dirname, '../docs/reliability.md'), 'utf8');
  // The rows of later tables are about the deployment.
  const [aboutFunction = ''] = doc.split('## Outside the function');
  const rows = [...aboutFunction.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name);
  const tested = [
    ...Object.keys(SNS_FAULTS),
    'refused',
    'unknown-host',
    'no-credentials',
    'performed-then-reset',
    ...Object.keys(ANSWER_FAULTS).map((name) => `lookup-${name}`),
    'ledger-hang',
    'ledger-denied',
    'ledger-broken',
    'odd-detail',
    'unreadable-envelope',
    'no-configuration',
  ];

  expect([...rows].sort()).toEqual([...tested].sort());
});

test('every alarm of the reliability table is deployed, and every alarm that is deployed is in the table', () => {
  const doc = readFileSync(join(__dirname, '../docs/reliability.md'), 'utf8');
  const named = [...doc.matchAll(/\*([A-Z][a-z]+(?:[A-Z][a-z]+)+)\*/g)].map(([, name]) => name);
  const modes = [{ mode: 'direct' }, { mode: 'buffered', windowSeconds: 60 }] as const;

  const deployed = modes.flatMap((delivery) =>
    Object.keys(deliveryFailures(synthesise({ delivery }).notifier)),
  );

  expect(new Set(named)).toEqual(new Set([...deployed, 'LookUpsFailed']));
});

describe('of 2,000 events, with faults on a random half of all publications, retried as Lambda would,', () => {
  const ids = Array.from({ length: 2000 }, (_, index) => `event-${index}`);
  const faults: readonly Fault[] = [
    { status: 403, code: 'AuthorizationError' },
    { status: 500, code: 'InternalError' },
    { kind: 'reset' },
    { kind: 'performed-then-reset' },
    { kind: 'nonsense' },
  ];

  test('none is lost: each is published or kept', async () => {
    const { sns, handler } = await startFunction({ client: { maxAttempts: 1 } });
    const random = seeded(20260504);
    sns.failWhen(() => (random() < 0.5 ? faults[Math.floor(random() * faults.length)] : undefined));

    const kept: string[] = [];
    for (let from = 0; from < ids.length; from += 40) {
      const invoked = ids.slice(from, from + 40).map(async (id) => ({ id, sent: await invoke(handler, id) }));
      kept.push(...(await Promise.all(invoked)).filter(({ sent }) => !sent).map(({ id }) => id));
    }

    const published = sns.published.map(({ bodies }) => JSON.parse(bodies.sqs).eventId);
    const reached = new Set([...published, ...kept]);
    expect(ids.filter((id) => !reached.has(id))).toEqual([]);
    expect(kept).not.toEqual([]);
  }, 120_000);
});

/** Invokes the function up to three times, as Lambda does. Returns whether one of them succeeded. */
async function invoke(handler: LocalFunction['handler'], eventID: string): Promise<boolean> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const succeeded = await handler(variant('start-iam-user', { eventID })).then(
      () => true,
      () => false,
    );
    if (succeeded) return true;
  }
  return false;
}
