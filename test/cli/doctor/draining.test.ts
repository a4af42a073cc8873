import { describe, expect, test } from '@jest/globals';
import type { DeploymentParts } from '../../aws/deployment-parts.ts';
import { flat } from '../../support/in-process.ts';
import { doctor, EVERYONE, faultsIn, queueOf } from './examination.ts';

const BUFFER = queueOf('everyone', 'Buffer');

/** A deployment on its way from buffered to direct delivery: the rule invokes the function, which reads the buffer too. */
function draining(parts: DeploymentParts, waiting = 0): Partial<DeploymentParts> {
  const [audience] = JSON.parse(parts.outputs.Audiences ?? '');
  return {
    outputs: { Audiences: JSON.stringify([{ ...audience, drainsBuffer: true }]) },
    rules: parts.rules.map((rule) => ({
      ...rule,
      Targets: rule.Targets.map((target) => ({
        ...target,
        Arn: `arn:aws:lambda:eu-central-1:111122223333:function:${EVERYONE}-Function`,
      })),
    })),
    functions: parts.functions.map((one) => ({ ...one, ReservedConcurrentExecutions: 8 })),
    queues: { ...parts.queues, [BUFFER]: waiting },
  };
}

describe('while a buffer is drained', () => {
  test('what waits in it is no fault, and drainBuffer is to stay', async () => {
    const { status, stdout } = await doctor({
      buffered: ['everyone'],
      but: (parts) => draining(parts, 3),
    });

    expect(flat(stdout)).toContain(
      '✓ queues 3 events wait in the buffer of before, which the function still reads. → Leave drainBuffer in notifier.config.ts until it is empty.',
    );
    expect(status).toBe(0);
  });

  test('it is said when the buffer is empty, and drainBuffer may go', async () => {
    const { status, stdout } = await doctor({ buffered: ['everyone'], but: (parts) => draining(parts) });

    expect(flat(stdout)).toContain(
      '✓ queues The buffer of before is empty. → Take drainBuffer out of notifier.config.ts with the next deployment.',
    );
    expect(status).toBe(0);
  });

  test('a buffer that is not read is a fault', async () => {
    const { stdout } = await doctor({
      buffered: ['everyone'],
      but: (parts) => ({
        ...draining(parts, 3),
        mappings: parts.mappings.map((mapping) => ({ ...mapping, State: 'Disabled' })),
      }),
    });

    expect(faultsIn(stdout)).toEqual([
      '✗ rule The function does not read the buffer, so nobody is notified of the sessions that are still in it. → Let it read: aws lambda update-event-source-mapping --uuid f00d --enabled --region eu-central-1',
    ]);
  });

  test('the rate is that of direct delivery', async () => {
    const { stdout } = await doctor({
      buffered: ['everyone'],
      but: (parts) => {
        const parting = draining(parts);
        return {
          ...parting,
          functions: parts.functions.map(({ ReservedConcurrentExecutions: _, ...one }) => one),
        };
      },
    });

    expect(faultsIn(stdout)).toEqual([
      expect.stringContaining('1000 instances of the function may run at once. → Let no more run:'),
    ]);
  });

  test('a test alert does not wait for the window in which events gather', async () => {
    const { stdout } = await doctor({
      args: ['--send-test'],
      buffered: ['everyone'],
      but: (parts) => draining(parts),
    });

    expect(flat(stdout)).toContain('should arrive within a minute at email everyone@example.com');
  });
});
