import { setTimeout as wait } from 'node:timers/promises';
import {
  DeleteFunctionConcurrencyCommand,
  GetAccountSettingsCommand,
  type LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import type { CdkCustomResourceEvent, CdkCustomResourceResponse } from 'aws-lambda';

/** What a reservation says in the template. CloudFormation passes numbers on as texts. */
export interface ReservationProperties {
  readonly functionName: string;
  readonly copies: number | string;
}

/** As many as an account runs that cannot reserve any. All of them may send a message in the same second. */
const FEW_ENOUGH = 10;

/** Until IAM knows everywhere what a deployment has just allowed, and a new function can be changed. */
const NOT_YET = ['AccessDeniedException', 'ResourceConflictException'];
const ATTEMPTS = 8;

export interface ReserveOptions {
  readonly lambda: LambdaClient;
  /**
   * Between two attempts, in milliseconds.
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
    const { functionName, copies } = ResourceProperties;
    await (RequestType === 'Delete' ? release(functionName) : reserve(functionName, Number(copies)));
    return { PhysicalResourceId: `concurrency-of-${functionName}` };
  };

  async function reserve(FunctionName: string, copies: number): Promise<void> {
    const command = new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: copies });
    try {
      await whenReady(() => lambda.send(command));
    } catch (error) {
      if (nameOf(error) !== 'InvalidParameterValueException') throw error;
      const { AccountLimit } = await whenReady(() => lambda.send(new GetAccountSettingsCommand({})));
      const unreserved = AccountLimit?.UnreservedConcurrentExecutions ?? Number.POSITIVE_INFINITY;
      if (unreserved > FEW_ENOUGH) throw nothingToSpare(copies, unreserved, error);
    }
  }

  async function release(FunctionName: string): Promise<void> {
    try {
      await whenReady(() => lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName })));
    } catch (error) {
      if (nameOf(error) !== 'ResourceNotFoundException') throw error;
    }
  }

  async function whenReady<Output>(ask: () => Promise<Output>, attempt = 1): Promise<Output> {
    try {
      return await ask();
    } catch (error) {
      if (attempt === ATTEMPTS || !NOT_YET.includes(nameOf(error))) throw error;
      await wait(retryAfterMs);
      return whenReady(ask, attempt + 1);
    }
  }
}

function nothingToSpare(copies: number, unreserved: number, cause: unknown): Error {
  return new Error(
    [
      `The account cannot reserve ${copies} concurrent executions for the session notifier: ${unreserved} are left to all functions, of which Lambda keeps 100 back.`,
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
