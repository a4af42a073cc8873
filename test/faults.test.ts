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
import { startFunction, unwrapped } from './support/local-sns.ts';
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

describe('a message that cannot be published fails the invocation, so that the event is tried again and kept', () => {
  test.each(Object.entries(SNS_FAULTS))('%s', async (_, [fault, attempts]) => {
    const { sns, handler } = await startFunction({ timeouts: { connect: 100, attempt: 100 } });
    sns.failAlways(fault);
    await expect(handler(START)).rejects.toMatchObject({
      name: 'PublishError',
      eventId: START.detail.eventID,
    });
    expect([sns.published.length, sns.attempts]).toEqual([0, attempts]);
    sns.heal();
    await handler(START);
    expect(sns.published).toHaveLength(1);
  });

  test.each(Object.entries(SNS_FAULTS))(
    '%s, of a batch: its message is reported, alone',
    async (_, [fault]) => {
      const { sns, handler, errors } = await startFunction({ timeouts: { connect: 100, attempt: 100 } });
      const record = (messageId: string, event: object) => ({
        eventSource: 'aws:sqs',
        messageId,
        body: JSON.stringify(event),
      });
      const [first, second] = [
        record('first', START),
        record('second', variant('start-iam-user', { eventID: 'second' })),
      ];
      sns.failAlways(fault);
      expect(await handler({ Records: [first] })).toEqual({
        batchItemFailures: [{ itemIdentifier: 'first' }],
      });
      expect(errors).toEqual([
        expect.objectContaining({ message: 'not published', eventIds: [START.detail.eventID] }),
      ]);
      sns.heal();
      expect(await handler({ Records: [first, second] })).toEqual({ batchItemFailures: [] });
      expect(sns.published).toHaveLength(2);
    },
  );

  test('refused', async () => {
    const { sns, handler } = await startFunction();
    await sns.close();
    await expect(handler(START)).rejects.toMatchObject({ name: 'PublishError' });
  });

  test('unknown-host', async () => {
    const { handler } = await startFunction({ client: { endpoint: 'http://sns.invalid', maxAttempts: 1 } });
    await expect(handler(START)).rejects.toMatchObject({ name: 'PublishError' });
  });

  test('no-credentials', async () => {
    const credentials = async () => {
      throw new Error('The role is gone');
    };
    const { handler, sns } = await startFunction({ client: { credentials } });
    await expect(handler(START)).rejects.toMatchObject({ name: 'PublishError' });
    expect(sns.attempts).toBe(0);
  });

  test('performed-then-reset: published twice rather than not at all', async () => {
    const { sns, handler } = await startFunction();
    sns.failNext({ kind: 'performed-then-reset' });
    await handler(START);
    expect(sns.published).toHaveLength(2);
  });
});

describe('a look-up that does not answer stops no alert', () => {
  test.each(Object.entries(ANSWER_FAULTS))('lookup-%s', async (_, [fault, says]) => {
    const [ssm, tagging] = [await startSsm({}), await startTagging({ tags: {} })];
    toClose.push(ssm, tagging);
    const lookUps = createAwsLookUps([], {
      ssm: { ...LOCAL, endpoint: ssm.endpoint },
      tagging: { ...LOCAL, endpoint: tagging.endpoint },
    });
    ssm.failAlways(fault);
    const { sns, handler } = await startFunction({ enrich: createEnrich(lookUps, 300, keptLog().log) });
    await handler(END);
    expect(unwrapped(sns.published[0]?.bodies.email)).toContain(`the look-up ${says}`);
  });
});

describe('a table of sent events that does not answer stops no alert', () => {
  test.each(['hang', 'denied', 'broken'])('ledger-%s', async (name) => {
    const table = await startDynamoDb();
    toClose.push(table);
    table.failAlways(ANSWER_FAULTS[name]?.[0] ?? { kind: 'hang' });
    const once = createOnce(createLedger('sent', { ...LOCAL, endpoint: table.endpoint }), keptLog().log);
    const { sns, handler } = await startFunction({ once });
    await handler(START);
    expect(sns.published).toHaveLength(1);
  });
});

describe('a broken event or configuration', () => {
  test('odd-detail: published as what it is', async () => {
    const { sns, handler } = await startFunction();
    await handler({ detail: { surprise: true } });
    expect(sns.published[0]?.subject).toMatch(/^\[UNRECOGNISED\]/);
  });

  test('unreadable-envelope: fails the invocation', async () => {
    const { handler } = await startFunction();
    await expect(handler({ id: 'no detail' })).rejects.toMatchObject({ name: 'UnreadableEnvelopeError' });
  });

  test('no-configuration: fails at the start and names the variable', () => {
    expect(() => readEnvironment({})).toThrow(/^TOPIC_ARN is not set/);
  });
});

test('every row of the reliability table about the function has its test, and no test is without a row', () => {
  const doc = readFileSync(join(__dirname, '../docs/reliability.md'), 'utf8');
  const rows = [...doc.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name);
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

test('2,000 events, faults on a random half of all publications, retried as Lambda would: none is lost', async () => {
  const { sns, handler } = await startFunction({ client: { maxAttempts: 1 } });
  const faults: readonly Fault[] = [
    { status: 403, code: 'AuthorizationError' },
    { status: 500, code: 'InternalError' },
    { kind: 'reset' },
    { kind: 'performed-then-reset' },
    { kind: 'nonsense' },
  ];
  const random = seededRandom(20260504);
  sns.failWhen(() => (random() < 0.5 ? faults[Math.floor(random() * faults.length)] : undefined));

  const ids = Array.from({ length: 2000 }, (_, index) => `event-${index}`);
  const kept: string[] = [];
  const invoke = async (id: string) => {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const done = await handler(variant('start-iam-user', { eventID: id })).then(
        () => true,
        () => false,
      );
      if (done) return;
    }
    kept.push(id);
  };
  for (let from = 0; from < ids.length; from += 40) await Promise.all(ids.slice(from, from + 40).map(invoke));

  const published = sns.published.map(({ bodies }) => JSON.parse(bodies.sqs).eventId);
  const reached = new Set([...published, ...kept]);
  const duplicates = published.length - new Set(published).size;
  const lost = ids.filter((id) => !reached.has(id));
  process.stdout.write(
    `2,000 events: ${new Set(published).size} published, ${kept.length} kept, ${duplicates} duplicates, ${lost.length} lost\n`,
  );
  expect(lost).toEqual([]);
  expect(kept.length).toBeGreaterThan(0);
});

/** The same run every time. @see https://en.wikipedia.org/wiki/Linear_congruential_generator */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
