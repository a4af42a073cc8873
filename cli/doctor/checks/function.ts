import {
  type FunctionConfiguration,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { DIRECT, maxConcurrency } from '../../../infra/config/delivery.ts';
import { releaseConcurrency, reserveConcurrency } from '../../commands/aws-commands.ts';
import { sendTest } from '../../commands/project-commands.ts';
import type { AudienceCheck } from '../check.ts';
import { type Deployment, gathersEvents } from '../deployment.ts';
import { deploy, type Remedy } from '../remedies.ts';
import { faultsOr, type Verdict, wrong } from '../verdicts.ts';

/**
 * Whether the function can be run.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html
 */
export const checkFunction: AudienceCheck = async (audience, deployment, { lambda, call }) => {
  const { functionName } = audience;
  const input = { FunctionName: functionName };
  const subject = `The function ${functionName}`;
  const [configuration, { ReservedConcurrentExecutions: reserved }] = await Promise.all([
    call('lambda:GetFunctionConfiguration', lambda.send(new GetFunctionConfigurationCommand(input)), subject),
    call('lambda:GetFunctionConcurrency', lambda.send(new GetFunctionConcurrencyCommand(input)), subject),
  ]);
  const switchedOff = wrong(
    'The function is switched off: its reserved concurrency is 0. Lambda keeps an event for 6 hours, then it goes to the failure queue.',
    {
      remedy: 'Switch it on:',
      command: gathersEvents(audience)
        ? releaseConcurrency(deployment, functionName)
        : reserveConcurrency(deployment, functionName, maxConcurrency(DIRECT)),
    },
  );
  return faultsOr(
    [...stateFaults(configuration, deployment), ...(reserved === 0 ? [switchedOff] : [])],
    'The function is ready.',
  );
};

function stateFaults(configuration: FunctionConfiguration, deployment: Deployment): readonly Verdict[] {
  const { State = 'Active', StateReason, LastUpdateStatus, LastUpdateStatusReason } = configuration;
  const faults: Verdict[] = [];
  if (State !== 'Active') {
    faults.push(
      wrong(
        sentence(`The function cannot be run now: it is ${State}`, StateReason),
        remedyFor(State, deployment),
      ),
    );
  }
  if (LastUpdateStatus === 'Failed') {
    faults.push(
      wrong(
        sentence('The last update of the function failed, so it runs as before', LastUpdateStatusReason),
        deploy(deployment, 'Remove the cause, and deploy it again'),
      ),
    );
  }
  return faults;
}

function remedyFor(state: string, deployment: Deployment): Remedy | string {
  switch (state) {
    case 'Pending':
      return 'It is being created. Run this again in a minute.';
    case 'Inactive':
      return {
        remedy: 'Lambda made it inactive after a long time without events. The next event activates it:',
        command: sendTest(deployment, deployment.stack),
      };
    default:
      return deploy(deployment, 'Deploy it again');
  }
}

function sentence(start: string, reason: string | undefined): string {
  return reason ? `${start}. AWS says: ${reason}` : `${start}.`;
}
