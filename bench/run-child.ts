import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { startSns } from '../stand-in/sns/sns.ts';
import { startSsm } from '../stand-in/ssm/ssm.ts';
import { startTagging } from '../stand-in/tagging.ts';
import type { ColdResult, Task, WarmResult, WorkResult } from './child.ts';

type ResultOf<T extends Task> = {
  cold: ColdResult & { readonly acceptedMs: number };
  warm: WarmResult;
  work: WorkResult;
}[T['kind']];

/**
 * Runs a task in a new process, against stand-ins of its own.
 *
 * @param script the path of the bundled child
 * @param home an empty folder, so that no configuration of whoever runs this is read
 * @returns what the child measured, and after how many milliseconds SNS accepted the first message
 * @throws {Error} if the child fails, with what it wrote to standard error
 */
export async function runChild<T extends Task>(script: string, task: T, home: string): Promise<ResultOf<T>> {
  let accepted: number | undefined;
  const sns = await startSns({ onPublish: () => (accepted ??= performance.now()) });
  const ssm = await startSsm();
  const tagging = await startTagging({ tags: {} });
  try {
    const env = {
      // As Lambda sets them, and nothing of whoever runs this.
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'example',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_SESSION_TOKEN: 'example',
      AWS_ENDPOINT_URL_SNS: sns.endpoint,
      AWS_ENDPOINT_URL_SSM: ssm.endpoint,
      AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API: tagging.endpoint,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      HOME: home,
      TOPIC_ARN: 'arn:aws:sns:eu-central-1:111122223333:session-alerts',
    };
    const started = performance.now();
    const child = spawn(process.execPath, ['--expose-gc', script, JSON.stringify(task)], {
      env,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    const [result, errors, status] = await Promise.all([
      text(child.stdio[3] as Readable),
      text(child.stderr as Readable),
      new Promise<number | null>((resolve) => child.on('close', resolve)),
    ]);
    if (status !== 0 || result === '')
      throw new Error(`The ${task.kind} run of ${task.bundle} failed: ${errors}`);
    return { ...JSON.parse(result), acceptedMs: (accepted ?? Number.NaN) - started };
  } finally {
    await Promise.all([sns.close(), ssm.close(), tagging.close()]);
  }
}
