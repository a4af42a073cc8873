import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { main as doctor } from '../../cli/doctor/main.ts';
import { main as subscriptions } from '../../cli/subscriptions/main.ts';
import { startCloudFormation } from '../aws/cloudformation.ts';
import { startDeployment } from '../aws/deployment.ts';
import { startSnsAccount } from '../aws/sns/sns.ts';
import { runInProcess } from '../support/in-process.ts';
import { blocks, page, withoutTypes } from '../support/markdown.ts';
import { runCli } from '../support/run.ts';

const audiences = page('docs/audiences.md');

test('docs/audiences.md shows lines that the replay prints for its audience database', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-'));
  const config = join(directory, 'notifier.config.mjs');
  writeFileSync(config, withoutTypes(blocks(audiences, 'ts')[0] ?? ''));

  const { stdout } = await runCli('replay', ['--audience', 'database', '--config', config]);
  rmSync(directory, { recursive: true });

  const shown = linesOf(blocks(audiences, '')[0]);
  expect(stdout.split('\n')).toEqual(expect.arrayContaining(shown));
});

test('docs/subscribing.md shows the list that the command prints', async () => {
  const topicArn = 'arn:aws:sns:eu-central-1:111122223333:session-alerts';
  const listed = [
    {
      topicArn,
      protocol: 'email',
      endpoint: 'security@example.com',
      state: 'confirmed',
      arn: `${topicArn}:1`,
    },
    { topicArn, protocol: 'email', endpoint: 'night@example.com', state: 'pending', arn: `${topicArn}:2` },
    { topicArn, protocol: 'sms', endpoint: '+15555550100', state: 'confirmed', arn: `${topicArn}:3` },
  ] as const;
  const outputs = { Audiences: JSON.stringify([{ name: 'everyone', topicArn }]) };
  const sns = await startSnsAccount({ topics: [topicArn], subscriptions: listed });
  const cloudFormation = await startCloudFormation({ stacks: [{ name: 'SsmSessionNotifier', outputs }] });

  const { stdout } = await runInProcess(subscriptions, ['list'], {
    AWS_ENDPOINT_URL_SNS: sns.endpoint,
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  await Promise.all([sns.close(), cloudFormation.close()]);

  expect(blocks(page('docs/subscribing.md'), '')).toContain(stdout);
});

test('docs/doctor.md shows lines that the doctor prints for a pending subscription', async () => {
  const deployment = await startDeployment({
    but: ({ sns }) => ({
      sns: {
        ...sns,
        subscriptions: sns.subscriptions.map((one) =>
          one.endpoint === 'everyone@example.com'
            ? { ...one, state: 'pending' as const, endpoint: 'night@example.com' }
            : one,
        ),
      },
    }),
  });

  const { stdout } = await runInProcess(doctor, [], deployment.environment);
  await deployment.close();

  const shown = linesOf(blocks(page('docs/doctor.md'), '')[0]);
  expect(stdout.split('\n')).toEqual(expect.arrayContaining(shown));
});

function linesOf(block = ''): string[] {
  return block.trimEnd().split('\n');
}
