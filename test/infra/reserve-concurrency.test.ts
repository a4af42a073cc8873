import { GetFunctionConcurrencyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { CdkCustomResourceEvent } from 'aws-lambda';
import { createReserve, type ReservationProperties } from '../../infra/reserve-concurrency.ts';
import { startLambda } from '../../stand-in/lambda.ts';
import type { StandIn } from '../../stand-in/server.ts';

let standIn: StandIn;
afterEach(() => standIn.close());

/** An account that runs so many functions at once, of which one is ours. */
async function startAccount(concurrentExecutions: number) {
  const notify = { FunctionName: 'notify', State: 'Active', LastUpdateStatus: 'Successful' };
  const functions = [{ ...notify, LoggingConfig: { LogGroup: 'log' } }];
  standIn = await startLambda({ functions, concurrentExecutions });
  const lambda = new LambdaClient({
    endpoint: standIn.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    handle: createReserve({ lambda, retryAfterMs: 1 }),
    reserved: async () =>
      (await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: 'notify' })))
        .ReservedConcurrentExecutions,
  };
}

/** As CloudFormation sends it, which makes texts of numbers. */
function event(RequestType: 'Create' | 'Update' | 'Delete', copies = '8', functionName = 'notify') {
  return {
    RequestType,
    ResourceProperties: { ServiceToken: 'arn', functionName, copies },
  } as unknown as CdkCustomResourceEvent<ReservationProperties>;
}

describe('when a stack is deployed', () => {
  test('the function gets as many copies as it should have, and other ones with an update', async () => {
    const { handle, reserved } = await startAccount(1000);

    const created = await handle(event('Create'));
    expect(created).toEqual({ PhysicalResourceId: 'concurrency-of-notify' });
    expect(await reserved()).toBe(8);

    expect(await handle(event('Update', '3'))).toEqual(created);
    expect(await reserved()).toBe(3);
  });

  test('a new account, which can reserve none, runs ten at most and needs none', async () => {
    const { handle, reserved } = await startAccount(10);

    await handle(event('Create'));
    expect(await reserved()).toBeUndefined();
  });

  test('an account that can reserve none and runs more is refused, and told what to do', async () => {
    const { handle } = await startAccount(50);

    await expect(handle(event('Create'))).rejects.toThrow(
      "The account cannot reserve 8 concurrent executions for the session notifier: 50 are left to all functions, of which Lambda keeps 100 back. Without a reservation a storm of alerts exceeds ten messages a second, above which SNS suspends email subscriptions. Set delivery: { mode: 'buffered', windowSeconds: 5 } in notifier.config.ts, which reserves nothing, or ask for a higher quota (Service Quotas, AWS Lambda, Concurrent executions), and deploy again. Lambda says: Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [50].",
    );
  });

  test('rights that were granted a moment ago, and a function that is being made, are waited for', async () => {
    const { handle, reserved } = await startAccount(1000);
    standIn.failNext({ status: 403, code: 'AccessDeniedException' }, 2);
    standIn.failNext({ status: 409, code: 'ResourceConflictException' });

    await handle(event('Create'));
    expect(await reserved()).toBe(8);
  });

  test('a right that never comes fails the deployment', async () => {
    const { handle } = await startAccount(1000);
    standIn.failAlways({ status: 403, code: 'AccessDeniedException' });

    await expect(handle(event('Create'))).rejects.toThrow(/AccessDenied/);
    expect(standIn.attempts).toBe(8);
  });
});

describe('when a stack is deleted', () => {
  test('the copies are given back', async () => {
    const { handle, reserved } = await startAccount(1000);
    await handle(event('Create'));

    await handle(event('Delete'));
    expect(await reserved()).toBeUndefined();
  });

  test('a function that is gone already is no reason to fail', async () => {
    const { handle } = await startAccount(1000);

    await expect(handle(event('Delete', '8', 'gone'))).resolves.toEqual({
      PhysicalResourceId: 'concurrency-of-gone',
    });
  });
});
