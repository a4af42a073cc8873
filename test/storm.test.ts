import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { bundling } from '../infra/bundling.ts';
import { copiesOf, type DeliveryMode, PUBLISH_INTERVAL_MS } from '../infra/config/delivery-mode.ts';
import { type PublishedMessage, startSns } from '../stand-in/sns/sns.ts';
import { variant } from './support/fixtures.ts';
import { TOPIC_ARN } from './support/local-sns.ts';
import { run } from './support/run.ts';

const directory = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-storm-'));
writeFileSync(join(directory, 'package.json'), '{}');
afterAll(() => rmSync(directory, { recursive: true }));

/**
 * Invokes the deployed function on one input after the other, as one copy of it is. Prints what it holds on the heap, in
 * bytes, half-way and at the end.
 */
const COPY = `
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

const start = (number: number) =>
  variant('start-iam-user', {
    eventID: `event-${number}`,
    responseElements: { sessionId: `freja-${String(number).padStart(26, 'a')}` },
  });

const starts = (count: number) => Array.from({ length: count }, (_, number) => start(number));

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

interface Storm {
  readonly published: readonly PublishedMessage[];
  /** How many messages the busiest second saw. */
  readonly busiest: number;
  /** By how many bytes the heap of each copy grew in the second half. */
  readonly growth: readonly number[];
}

/** As many copies of the built function as may run, all busy at once, share the inputs. */
async function storm(
  delivery: DeliveryMode,
  inputs: readonly object[],
  copies = copiesOf(delivery),
): Promise<Storm> {
  const bundle = join(directory, `${delivery.mode}.js`);
  const options = bundling({ lookups: false, delivery: delivery.mode });
  await build({ ...options, entryPoints: ['lambda/handler.ts'], outfile: bundle });
  const sns = await startSns({ topics: [TOPIC_ARN] });
  const runs = Array.from({ length: copies }, async (_, copy) => {
    const inputsFile = join(directory, `${delivery.mode}-${copy}.json`);
    writeFileSync(inputsFile, JSON.stringify(inputs.filter((_, index) => index % copies === copy)));
    const { status, stderr } = await run(process.execPath, ['--expose-gc', '-e', COPY, bundle, inputsFile], {
      env: environment(sns.endpoint),
    });
    if (status !== 0) throw new Error(stderr);
    const [before, after] = JSON.parse(stderr);
    return after - before;
  });
  const growth = await Promise.all(runs).finally(() => sns.close());

  const times = sns.published.map(({ time }) => time.getTime());
  const within = (from: number) => times.filter((time) => time >= from && time < from + 1000).length;
  return { published: sns.published, busiest: Math.max(...times.map(within)), growth };
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

describe('a storm, with every copy of the function busy,', () => {
  test.each([8, 9])(
    'is fewer than ten messages in any second, sent directly by %d copies',
    async (copies) => {
      const delivery = { mode: 'direct', reservedConcurrency: copies } as const;
      const { published, busiest } = await storm(delivery, starts(copies * 3));

      expect(published).toHaveLength(copies * 3);
      expect(busiest).toBeLessThan(10);
    },
  );

  test('is no more than ten messages in any second of a new account, which runs ten copies', async () => {
    const { published, busiest } = await storm({ mode: 'direct', reservedConcurrency: 10 }, starts(30));

    expect(published).toHaveLength(30);
    expect(busiest).toBeLessThanOrEqual(10);
  });

  test('is fewer than ten messages in any second, sent one by one from a buffer', async () => {
    const { published, busiest } = await storm({ mode: 'buffered', windowSeconds: 1 }, batches(10, 5));

    expect(published).toHaveLength(10);
    expect(busiest).toBeLessThan(10);
  });

  test('that began when events came directly is still fewer than ten messages in any second once there is a buffer', async () => {
    const { published, busiest } = await storm({ mode: 'buffered', windowSeconds: 1 }, starts(24), 8);

    expect(published).toHaveLength(24);
    expect(busiest).toBeLessThan(10);
  });

  test('of 5,000 events from a buffer has each session in exactly one message, at that rate and in the same memory', async () => {
    const { published, busiest, growth } = await storm(
      { mode: 'buffered', windowSeconds: 1 },
      batches(5000, 80),
    );

    const told = published.flatMap(({ bodies }) => bodies.email.match(/freja-[a0-9]{26}/g) ?? []);
    expect(told).toHaveLength(5000);
    expect(new Set(told).size).toBe(5000);
    expect(published).toHaveLength(63);
    expect(busiest).toBeLessThan(10);
    for (const bytes of growth) expect(bytes).toBeLessThan(1_000_000);
  }, 90_000);
});
