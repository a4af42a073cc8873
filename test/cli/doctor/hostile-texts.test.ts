import { beforeAll, expect, test } from '@jest/globals';
import type { Run } from '../../support/run.ts';
import { doctor } from './examination.ts';

/** With full-width characters that become quotes and slashes when they are normalised. */
const HOSTILE = 'x\u001b[2J\u202e＇;touch ／tmp／pwned;＇';

/** Everything that a name or an address of AWS could hold is hostile, in a deployment with many faults. */
function examine(...args: string[]): Promise<Run> {
  return doctor({
    args,
    but: ({ outputs, trails, mappings, sns, alarms }) => ({
      outputs: {
        Audiences: JSON.stringify(
          JSON.parse(outputs.Audiences ?? '').map((audience: object) => ({
            ...audience,
            name: HOSTILE,
            functionName: HOSTILE,
            failureQueueUrl: `https://sqs.eu-central-1.amazonaws.com/111122223333/${HOSTILE}`,
          })),
        ),
      },
      trails: trails.map((trail) => ({ ...trail, Name: HOSTILE, TrailARN: HOSTILE, IsLogging: false })),
      mappings,
      queues: { [`https://sqs.eu-central-1.amazonaws.com/111122223333/${HOSTILE}`]: 1 },
      sns: {
        ...sns,
        subscriptions: sns.subscriptions.map((one) => ({
          ...one,
          state: 'pending' as const,
          endpoint: HOSTILE,
        })),
      },
      alarms: alarms.map((alarm) => ({ ...alarm, ActionsEnabled: false, AlarmDescription: HOSTILE })),
    }),
  });
}

let report: Run;
let json: Run;

beforeAll(async () => {
  report = await examine();
  json = await examine('--json');
});

test('no command holds a hostile text', () => {
  const commands = report.stdout.split('\n').filter((line) => /^ +(aws|npm|npx) /.test(line));

  expect(commands.length).toBeGreaterThan(2);
  for (const command of commands) expect(command).toMatch(/^ +[\w@%+=:,./ -]+$/);
});

test('a command that is left out leaves a reason', () => {
  expect(report.stdout.replace(/\s+/g, ' ')).toContain(
    'No command is shown for this, because the endpoint has characters that a shell could act on.',
  );
});

test('the report holds nothing that controls the terminal', () => {
  expect(report.stdout).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
});

test('no text in the JSON holds anything that controls a terminal', () => {
  const texts = JSON.stringify(JSON.parse(json.stdout));

  // Escaped by the second writing, unless the first had left them out.
  expect(texts).not.toMatch(/\\u00[01]|\\[bfnrt]|[\p{Cc}\p{Cf}]/u);
});
