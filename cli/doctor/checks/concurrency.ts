import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { awsCommand } from '../../terminal/command-line.ts';
import { type Check, ok } from '../check.ts';
import type { Deployment } from '../deployment.ts';

/** What a new account has. */
const FEW = 10;

/**
 * How many functions may run at a time. Few are no fault: the alarm EventsWaiting tells when they are too few.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export const checkConcurrency: Check = async (deployment, { lambda, ask }) => {
  const { AccountLimit = {} } = await ask(
    'lambda:GetAccountSettings',
    lambda.send(new GetAccountSettingsCommand({})),
  );
  const { ConcurrentExecutions: limit = 0, UnreservedConcurrentExecutions: unreserved = limit } =
    AccountLimit;
  if (unreserved > FEW) return [ok(`Lambda runs up to ${unreserved} functions at a time.`)];
  return [
    {
      ...ok(
        `Lambda runs only ${unreserved} functions at a time, all those of the account taken together. While others take up every place, alerts wait, for 6 hours at most.`,
      ),
      remedy:
        'If other functions run here too, ask for more, which is free, and run this again once you have it:',
      command: quotaCommand(deployment),
    },
  ];
};

/** Asks for as much as most accounts have. */
export function quotaCommand(deployment: Deployment): string {
  return awsCommand(
    deployment,
    ...['service-quotas', 'request-service-quota-increase', '--service-code', 'lambda'],
    ...['--quota-code', 'L-B99A9384', '--desired-value', '1000'],
  );
}
