import { GetFunctionConcurrencyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { CdkCustomResourceEvent } from 'aws-lambda';
import {
  createReserve,
  type ReservationProperties,
} from '../../../infra/concurrency-reservation/reserve-concurrency.ts';
import type { StandIn } from '../../../stand-in/server.ts';
import { startLambda } from '../../aws/lambda.ts';

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
function event(RequestType: 'Create' | 'Update' | 'Delete', concurrency = '8', functionName = 'notify') {
  return {
    RequestType,
    ResourceProperties: { ServiceToken: 'arn', functionName, concurrency },
  } as unknown as CdkCustomResourceEvent<ReservationProperties>;
}

describe('when a stack is deployed', () => {
  test('the function gets the concurrency that it should have, and another one with an update', async () => {
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

  test('one that runs eleven is refused already', async () => {
    const { handle } = await startAccount(11);

    await expect(handle(event('Create'))).rejects.toThrow(/cannot reserve 8/);
  });

  test('an account that can reserve none and runs more is refused, and the reason says what to do', async () => {
    const { handle } = await startAccount(50);

    await expect(handle(event('Create'))).rejects.toThrow(
      "The account cannot reserve 8 concurrent executions for the session notifier: 50 are unreserved, and Lambda does not let that become too few. Without a reservation a storm of alerts exceeds ten messages a second, above which SNS suspends email subscriptions. Set delivery: { mode: 'buffered', windowSeconds: 5 } in notifier.config.ts, which reserves nothing, or ask for a higher quota (Service Quotas, AWS Lambda, Concurrent executions), and deploy again. Lambda says: Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [50].",
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

test('when a stack is deleted the reservation is left to go with the function, so nothing is asked', async () => {
  const { handle } = await startAccount(1000);

  expect(await handle(event('Delete'))).toEqual({ PhysicalResourceId: 'concurrency-of-notify' });
  expect(standIn.attempts).toBe(0);
});

describe('when a deployed stack is updated', () => {
  test('more than the account can spare are refused, and those from before stay', async () => {
    const { handle, reserved } = await startAccount(110);
    await handle(event('Create'));

    await expect(handle(event('Update', '11'))).rejects.toThrow(/cannot reserve 11/);
    await handle(event('Update'));
    expect(await reserved()).toBe(8);
  });

  test('an account that could reserve none before, and runs more now, keeps no rollback from ending', async () => {
    const { handle, reserved } = await startAccount(50);

    await handle(event('Update', '4'));
    expect(await reserved()).toBeUndefined();
  });
});
