import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { requestConcurrency } from '../../commands/aws-commands.ts';
import type { Check } from '../check.ts';
import { ok } from '../verdicts.ts';

/** How many functions a new account may run at a time. */
const NEW_ACCOUNT_LIMIT = 10;

/**
 * How many functions may run at a time. Few are no fault: the alarm EventsWaiting goes off when they are too few.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export const checkConcurrency: Check = async (deployment, { lambda, call }) => {
  const { AccountLimit = {} } = await call(
    'lambda:GetAccountSettings',
    lambda.send(new GetAccountSettingsCommand({})),
  );
  const { ConcurrentExecutions: limit = 0, UnreservedConcurrentExecutions: unreserved = limit } =
    AccountLimit;
  if (unreserved > NEW_ACCOUNT_LIMIT) return [ok(`Lambda runs up to ${unreserved} functions at a time.`)];
  return [
    {
      ...ok(
        `Lambda runs only ${unreserved} functions at a time, all those of the account taken together. While others take up every place, alerts wait, for 6 hours at most.`,
      ),
      remedy:
        'If other functions run here too, ask for more, which is free, and run this again once you have it:',
      command: requestConcurrency(deployment),
    },
  ];
};
