import {
  type FunctionConfiguration,
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import * as v from 'valibot';
import { Concurrency, mostCopies } from '../../lambda/concurrency.ts';
import { awsCommand } from '../command-line.ts';
import { type AudienceCheck, ok, type Verdict, wrong } from './check.ts';
import type { Clients } from './clients.ts';
import type { DeployedAudience, Deployment } from './deployment.ts';
import { unlessGone } from './unanswered.ts';

/** More copies than this could send more than ten messages at the same moment. */
const MOST_UNRESERVED = 10;

const HELD = 'Whatever arrives, fewer than ten messages in a second are sent.';
const TOO_FAST =
  'A storm can send more than ten messages in a second, for which SNS suspends email subscriptions';

/** Whether a storm is held to what an email subscription bears: so many copies, each of which waits after a message. */
export const checkRate: AudienceCheck = async (audience, deployment, clients) => {
  const input = { FunctionName: audience.functionName };
  const configuration = await unlessGone(
    clients.ask(
      'lambda:GetFunctionConfiguration',
      clients.lambda.send(new GetFunctionConfigurationCommand(input)),
    ),
  );
  if (!configuration) return [];
  const concurrency = concurrencyOf(configuration);
  if (!concurrency) {
    return [
      wrong(`${TOO_FAST}: the function does not wait between two.`, 'Deploy this version: npx cdk deploy'),
    ];
  }
  return concurrency.account
    ? direct(concurrency, audience, deployment, clients)
    : buffered(concurrency, audience, deployment, clients);
};

/** What the function is told of its copies. Undefined: nothing that can be read. */
export function concurrencyOf({ Environment }: FunctionConfiguration): Concurrency | undefined {
  const Variable = v.pipe(v.string(), v.parseJson(), Concurrency);
  const result = v.safeParse(Variable, Environment?.Variables?.CONCURRENCY);
  return result.success ? result.output : undefined;
}

/** Takes copies for the function alone, and no more than those. */
export function reserveCommand(
  deployment: Deployment,
  { functionName }: DeployedAudience,
  { copies }: Concurrency,
): string {
  return awsCommand(
    deployment,
    ...['lambda', 'put-function-concurrency', '--function-name', functionName],
    ...['--reserved-concurrent-executions', String(copies)],
  );
}

async function direct(
  concurrency: Concurrency,
  audience: DeployedAudience,
  deployment: Deployment,
  { lambda, ask }: Clients,
): Promise<readonly Verdict[]> {
  const input = { FunctionName: audience.functionName };
  const [{ ReservedConcurrentExecutions: reserved }, { AccountLimit }] = await Promise.all([
    ask('lambda:GetFunctionConcurrency', lambda.send(new GetFunctionConcurrencyCommand(input))),
    ask('lambda:GetAccountSettings', lambda.send(new GetAccountSettingsCommand({}))),
  ]);
  const paced = mostCopies(concurrency);
  const running = reserved ?? AccountLimit?.UnreservedConcurrentExecutions ?? Number.POSITIVE_INFINITY;
  if (running > paced) {
    const says = `${TOO_FAST}: ${running} copies of the function may run at once, and ${paced} are reckoned with.`;
    return [
      wrong(says, 'Reserve as many as it should have:', reserveCommand(deployment, audience, concurrency)),
    ];
  }
  if (running > MOST_UNRESERVED) {
    return [
      wrong(
        `${TOO_FAST}: the account has no copies to reserve, so up to ${running} can send one at the same moment.`,
        "Ask for a higher limit and deploy again, or set delivery: { mode: 'buffered', windowSeconds: 5 } in notifier.config.ts, which needs none.",
      ),
    ];
  }
  if (running < MOST_UNRESERVED) return [ok(HELD)];
  return [ok('In a new account ten functions run at once: no more than ten messages in a second are sent.')];
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
async function buffered(
  { copies }: Concurrency,
  { functionName }: DeployedAudience,
  deployment: Deployment,
  { lambda, ask }: Clients,
): Promise<readonly Verdict[]> {
  const { EventSourceMappings = [] } = await ask(
    'lambda:ListEventSourceMappings',
    lambda.send(new ListEventSourceMappingsCommand({ FunctionName: functionName })),
  );
  const free = EventSourceMappings.find(
    ({ ScalingConfig }) => (ScalingConfig?.MaximumConcurrency ?? Number.POSITIVE_INFINITY) > copies,
  );
  if (!free) return [ok(HELD)];
  const { UUID = '' } = free;
  return [
    wrong(
      `${TOO_FAST}: more than ${copies} copies of the function may read the buffer at once.`,
      'Let no more read it:',
      awsCommand(
        deployment,
        ...['lambda', 'update-event-source-mapping', '--uuid', UUID],
        ...['--scaling-config', `MaximumConcurrency=${copies}`],
      ),
    ),
  ];
}
