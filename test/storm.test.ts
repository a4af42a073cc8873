import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { bundling } from '../infra/bundling.ts';
import { type DeliveryMode, maxConcurrency, PUBLISH_INTERVAL_MS } from '../infra/config/delivery.ts';
import { type PublishedMessage, startSns } from '../stand-in/sns/sns.ts';
import { variant } from './support/fixtures.ts';
import { TOPIC_ARN } from './support/local-sns.ts';
import { run } from './support/run.ts';

const directory = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-storm-'));
const BUNDLE = join(directory, 'index.js');

beforeAll(async () => {
  writeFileSync(join(directory, 'package.json'), '{}');
  await build({ ...bundling({ lookups: false }), entryPoints: ['lambda/handler.ts'], outfile: BUNDLE });
});

afterAll(() => rmSync(directory, { recursive: true }));

/**
 * Invokes the deployed function on one input after the other, as one instance of it is. Prints how many bytes its heap
 * holds half-way and at the end.
 */
const INSTANCE = `
  const { handler } = require(process.argv[1]);
  const inputs = require(process.argv[2]);
  const held = () => { gc(); return process.memoryUsage().heapUsed; };
  (async () => {
    const half = inputs.length >> 1;
    for (const input of inputs.slice(0, half)) await handler(input);
    const before = held();
    for (const input of inputs.slice(half)) await handler(input);
    process.stderr.write(JSON.stringify([before, held()]));
  })();
`;

describe('a storm, with every instance of the function busy,', () => {
  const NEW_ACCOUNT = 10;
  const BUFFERED = { mode: 'buffered', windowSeconds: 1 } as const;
  /** It takes half a minute of waiting, so the other storms pass meanwhile. */
  let large: Promise<Storm>;

  beforeAll(() => {
    large = storm(BUFFERED, batches(5000, 80));
    // The test that awaits it reports the failure.
    large.catch(() => undefined);
  });

  test.each([8, 9])(
    'is fewer than ten messages in any second, sent directly by %d instances',
    async (instances) => {
      const direct = { mode: 'direct', reservedConcurrency: instances } as const;

      const { published, busiest } = await storm(direct, starts(instances * 3));

      expect(published).toHaveLength(instances * 3);
      expect(busiest).toBeLessThan(10);
    },
  );

  test('is no more than ten messages in any second of a new account, which runs ten instances', async () => {
    const direct = { mode: 'direct', reservedConcurrency: NEW_ACCOUNT } as const;

    const { published, busiest } = await storm(direct, starts(30));

    expect(published).toHaveLength(30);
    expect(busiest).toBeLessThanOrEqual(10);
  });

  test('is fewer than ten messages in any second, sent one by one from a buffer', async () => {
    const { published, busiest } = await storm(BUFFERED, batches(10, 5));

    expect(published).toHaveLength(10);
    expect(busiest).toBeLessThan(10);
  });

  test('that began when events came directly is still fewer than ten messages in any second once there is a buffer', async () => {
    const { published, busiest } = await storm(BUFFERED, starts(24), 8);

    expect(published).toHaveLength(24);
    expect(busiest).toBeLessThan(10);
  });

  describe('of 5,000 events from a buffer', () => {
    test('has each session in exactly one message', async () => {
      const { published } = await large;

      const sessions = published.flatMap(({ bodies }) => bodies.email.match(/freja-[a0-9]{26}/g) ?? []);
      expect(published).toHaveLength(63);
      expect(sessions).toHaveLength(5000);
      expect(new Set(sessions).size).toBe(5000);
    }, 90_000);

    test('is fewer than ten messages in any second', async () => {
      const { busiest } = await large;

      expect(busiest).toBeLessThan(10);
    });

    test('leaves nothing in the memory of an instance', async () => {
      const { growth } = await large;

      for (const bytes of growth) expect(bytes).toBeLessThan(1_000_000);
    });
  });
});

interface Storm {
  readonly published: readonly PublishedMessage[];
  /** How many messages the busiest second saw. */
  readonly busiest: number;
  /** By how many bytes the heap of each instance grew in the second half. */
  readonly growth: readonly number[];
}

/** As many instances of the built function as may run, all busy at once, share the inputs. */
async function storm(
  delivery: DeliveryMode,
  inputs: readonly object[],
  instances = maxConcurrency(delivery),
): Promise<Storm> {
  const sns = await startSns({ topics: [TOPIC_ARN] });
  const shares = Array.from({ length: instances }, (_, instance) =>
    inputs.filter((_, index) => index % instances === instance),
  );
  const growth = await Promise.all(shares.map((share) => runInstance(share, sns.endpoint))).finally(() =>
    sns.close(),
  );

  const times = sns.published.map(({ time }) => time.getTime());
  const within = (from: number) => times.filter((time) => time >= from && time < from + 1000).length;
  return { published: sns.published, busiest: Math.max(...times.map(within)), growth };
}

/** Returns by how many bytes the heap grew in the second half. */
async function runInstance(inputs: readonly object[], endpoint: string): Promise<number> {
  const inputsFile = join(mkdtempSync(join(directory, 'instance-')), 'inputs.json');
  writeFileSync(inputsFile, JSON.stringify(inputs));
  const { status, stderr } = await run(
    process.execPath,
    ['--expose-gc', '-e', INSTANCE, BUNDLE, inputsFile],
    { env: environment(endpoint) },
  );
  if (status !== 0) throw new Error(stderr);
  const [before, after] = JSON.parse(stderr);
  return after - before;
}

function environment(endpoint: string) {
  return {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'example',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_ENDPOINT_URL_SNS: endpoint,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    TOPIC_ARN,
    PUBLISH_INTERVAL_MS: String(PUBLISH_INTERVAL_MS),
  };
}

function start(number: number): object {
  return variant('start-iam-user', {
    eventID: `event-${number}`,
    responseElements: { sessionId: `freja-${String(number).padStart(26, 'a')}` },
  });
}

function starts(count: number): object[] {
  return Array.from({ length: count }, (_, number) => start(number));
}

/** As Lambda reads them from the buffer. */
function batches(events: number, size: number): object[] {
  return Array.from({ length: Math.ceil(events / size) }, (_, batch) => ({
    Records: Array.from({ length: Math.min(size, events - batch * size) }, (_, index) => ({
      eventSource: 'aws:sqs',
      messageId: `message-${batch}-${index}`,
      body: JSON.stringify(start(batch * size + index)),
    })),
  }));
}
