import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { bundling } from '../infra/bundling.ts';
import { copiesOf, type DeliveryMode } from '../infra/delivery-mode.ts';
import { startSns } from '../stand-in/sns.ts';
import { fixture } from './fixtures.ts';
import { TOPIC_ARN } from './local-sns.ts';

const directory = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-storm-'));
writeFileSync(join(directory, 'package.json'), '{}');
afterAll(() => rmSync(directory, { recursive: true }));

/** Invokes the deployed function on one input after the other, as one copy of it is. */
const COPY = `
  const { handler } = require(process.argv[1]);
  const inputs = require(process.argv[2]);
  (async () => { for (const input of inputs) await handler(input); })();
`;

const start = fixture('start-iam-user');
const batch = (size: number) => ({
  Records: Array.from({ length: size }, (_, index) => ({
    eventSource: 'aws:sqs',
    messageId: `message-${index}`,
    body: JSON.stringify({ ...start, detail: { ...start.detail, eventID: `event-${index}` } }),
  })),
});

test.each<[DeliveryMode, object[]]>([
  [{ mode: 'direct' }, Array(6).fill(start)],
  [{ mode: 'direct', reservedConcurrency: 9 }, Array(3).fill(start)],
  [{ mode: 'buffered', windowSeconds: 1 }, [batch(5), batch(5), batch(80)]],
])(
  'a storm on %j, with every copy busy, is fewer than ten messages in any second',
  async (delivery, inputs) => {
    const copies = copiesOf(delivery);
    const outfile = join(directory, `${delivery.mode}.js`);
    const variant = { lookups: false, delivery: delivery.mode };
    await build({ ...bundling(variant), entryPoints: ['lambda/handler.ts'], outfile });
    const inputsFile = join(directory, `${delivery.mode}.json`);
    writeFileSync(inputsFile, JSON.stringify(inputs));
    const sns = await startSns({ topics: [TOPIC_ARN] });

    try {
      const runs = Array.from({ length: copies }, () => run(outfile, inputsFile, copies, sns.endpoint));
      await Promise.all(runs);
    } finally {
      await sns.close();
    }

    const times = sns.published.map(({ time }) => time.getTime());
    const busiest = Math.max(
      ...times.map((from) => times.filter((time) => time >= from && time < from + 1000).length),
    );
    expect(times.length).toBe(copies * (delivery.mode === 'direct' ? inputs.length : 11));
    expect(busiest).toBeLessThan(10);
  },
);

function run(bundle: string, inputsFile: string, copies: number, endpoint: string): Promise<void> {
  const child = spawn(process.execPath, ['-e', COPY, bundle, inputsFile], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'example',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_ENDPOINT_URL_SNS: endpoint,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      TOPIC_ARN,
      CONCURRENCY: JSON.stringify({ copies }),
    },
  });
  return new Promise((resolve, reject) =>
    child.on('close', (status) => (status === 0 ? resolve() : reject(new Error(`Status ${status}`)))),
  );
}
