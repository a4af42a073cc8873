import { setTimeout as wait } from 'node:timers/promises';
import {
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  type LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import type { CdkCustomResourceEvent, CdkCustomResourceResponse } from 'aws-lambda';

/** What a reservation says in the template. CloudFormation passes numbers on as texts. */
export interface ReservationProperties {
  readonly functionName: string;
  readonly concurrency: number | string;
}

/**
 * How many functions an account may run that cannot reserve any concurrency: what a new account runs. Each of them may send
 * a message in the same second, which is as many as SNS bears.
 */
const MAX_UNRESERVED = 10;

/** What Lambda answers until IAM knows everywhere what a deployment has just allowed, and a new function can be changed. */
const RETRYABLE_ERRORS = ['AccessDeniedException', 'ResourceConflictException'];
const MAX_ATTEMPTS = 8;

export interface ReserveOptions {
  readonly lambda: LambdaClient;
  /**
   * How long to wait between two attempts, in milliseconds.
   * @default 5000
   */
  readonly retryAfterMs?: number;
}

/**
 * Handles the events of a custom resource that reserves concurrency for a function. Where the account has none to
 * spare, it goes on if the whole account runs too few functions to matter, and otherwise lets the deployment fail.
 *
 * @throws {Error} saying what to change, which CloudFormation shows as the reason
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html
 */
export function createReserve({ lambda, retryAfterMs = 5000 }: ReserveOptions) {
  return async ({
    RequestType,
    ResourceProperties,
  }: CdkCustomResourceEvent<ReservationProperties>): Promise<CdkCustomResourceResponse> => {
    const { functionName, concurrency } = ResourceProperties;
    // A reservation goes with its function.
    if (RequestType !== 'Delete') await reserve(functionName, Number(concurrency), RequestType === 'Update');
    return { PhysicalResourceId: `concurrency-of-${functionName}` };
  };

  async function reserve(FunctionName: string, concurrency: number, isUpdate: boolean): Promise<void> {
    const command = new PutFunctionConcurrencyCommand({
      FunctionName,
      ReservedConcurrentExecutions: concurrency,
    });
    try {
      await whenReady(() => lambda.send(command));
    } catch (error) {
      if (nameOf(error) !== 'InvalidParameterValueException') throw error;
      const { AccountLimit } = await whenReady(() => lambda.send(new GetAccountSettingsCommand({})));
      const unreserved = AccountLimit?.UnreservedConcurrentExecutions ?? Number.POSITIVE_INFINITY;
      if (unreserved <= MAX_UNRESERVED) return;
      // Where an account's limit was raised after the first deployment, the old state could not be restored either.
      if (isUpdate && !(await hasReservation(FunctionName))) return;
      throw nothingToSpare(concurrency, unreserved, error);
    }
  }

  async function hasReservation(FunctionName: string): Promise<boolean> {
    const command = new GetFunctionConcurrencyCommand({ FunctionName });
    const { ReservedConcurrentExecutions } = await whenReady(() => lambda.send(command));
    return ReservedConcurrentExecutions !== undefined;
  }

  async function whenReady<Output>(ask: () => Promise<Output>, attempt = 1): Promise<Output> {
    try {
      return await ask();
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !RETRYABLE_ERRORS.includes(nameOf(error))) throw error;
      await wait(retryAfterMs);
      return whenReady(ask, attempt + 1);
    }
  }
}

function nothingToSpare(concurrency: number, unreserved: number, cause: unknown): Error {
  return new Error(
    [
      `The account cannot reserve ${concurrency} concurrent executions for the session notifier: ${unreserved} are unreserved, and Lambda does not let that become too few.`,
      'Without a reservation a storm of alerts exceeds ten messages a second, above which SNS suspends email subscriptions.',
      "Set delivery: { mode: 'buffered', windowSeconds: 5 } in notifier.config.ts, which reserves nothing, or ask for a higher quota (Service Quotas, AWS Lambda, Concurrent executions), and deploy again.",
      `Lambda says: ${cause instanceof Error ? cause.message : String(cause)}`,
    ].join(' '),
    { cause },
  );
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
