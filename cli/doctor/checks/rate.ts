import {
  type FunctionConfiguration,
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { copiesOf, DIRECT } from '../../../infra/config/delivery-mode.ts';
import { awsCommand } from '../../terminal/command-line.ts';
import { type AudienceCheck, ok, type Verdict, wrong } from '../check.ts';
import type { Clients } from '../clients.ts';
import type { DeployedAudience, Deployment } from '../deployment.ts';
import { unlessGone } from '../unanswered.ts';
import { quotaCommand } from './concurrency.ts';

/** What Lambda leaves to functions without a reservation. @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const KEPT_UNRESERVED = 100;

/** What an email subscription bears in a second. */
const MOST_MESSAGES = 10;

const HELD = 'Whatever arrives, fewer than ten messages in a second are sent.';
const TOO_FAST =
  'A storm can send more than ten messages in a second, for which SNS suspends email subscriptions';

/**
 * Whether a storm is held to what an email subscription bears: so many copies, each of which waits after a message.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/sns.html
 */
export const checkRate: AudienceCheck = async (audience, deployment, clients) => {
  const input = { FunctionName: audience.functionName };
  const configuration = await unlessGone(
    clients.ask(
      'lambda:GetFunctionConfiguration',
      clients.lambda.send(new GetFunctionConfigurationCommand(input)),
    ),
  );
  if (!configuration) return [];
  const each = messagesOfACopy(configuration);
  if (each > 1) {
    return [
      wrong(`${TOO_FAST}: the function hardly waits between two.`, 'Deploy this version: npx cdk deploy'),
    ];
  }
  return audience.bufferUrl === undefined
    ? direct(audience, deployment, clients)
    : buffered(audience, deployment, clients);
};

/** How many one copy sends at most in any second. */
function messagesOfACopy({ Environment }: FunctionConfiguration): number {
  const interval = Number(Environment?.Variables?.PUBLISH_INTERVAL_MS);
  return interval > 0 ? Math.floor(1000 / interval) + 1 : Number.POSITIVE_INFINITY;
}

/** Reserves what direct delivery reserves unless something else is configured. */
export function reserveCommand(deployment: Deployment, { functionName }: DeployedAudience): string {
  return awsCommand(
    deployment,
    ...['lambda', 'put-function-concurrency', '--function-name', functionName],
    ...['--reserved-concurrent-executions', String(copiesOf(DIRECT))],
  );
}

async function direct(
  audience: DeployedAudience,
  deployment: Deployment,
  { lambda, ask }: Clients,
): Promise<readonly Verdict[]> {
  const input = { FunctionName: audience.functionName };
  const [{ ReservedConcurrentExecutions: reserved }, { AccountLimit }] = await Promise.all([
    ask('lambda:GetFunctionConcurrency', lambda.send(new GetFunctionConcurrencyCommand(input))),
    ask('lambda:GetAccountSettings', lambda.send(new GetAccountSettingsCommand({}))),
  ]);
  const unreserved = AccountLimit?.UnreservedConcurrentExecutions ?? Number.POSITIVE_INFINITY;
  const copies = reserved ?? unreserved;
  if (copies < MOST_MESSAGES) return [ok(HELD)];
  if (copies === MOST_MESSAGES)
    return [
      ok('Ten copies of the function may run at once: no more than ten messages in a second are sent.'),
    ];
  const says = `${TOO_FAST}: ${copies} copies of the function may run at once.`;
  if (unreserved - copiesOf(DIRECT) >= KEPT_UNRESERVED || reserved !== undefined) {
    return [wrong(says, 'Let no more run:', reserveCommand(deployment, audience))];
  }
  return [
    wrong(
      `${says} Of so few none can be reserved.`,
      "Set delivery: { mode: 'buffered', windowSeconds: 5 } in notifier.config.ts and deploy, or ask for more:",
      quotaCommand(deployment),
    ),
  ];
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
async function buffered(
  { functionName }: DeployedAudience,
  deployment: Deployment,
  { lambda, ask }: Clients,
): Promise<readonly Verdict[]> {
  const { EventSourceMappings = [] } = await ask(
    'lambda:ListEventSourceMappings',
    lambda.send(new ListEventSourceMappingsCommand({ FunctionName: functionName })),
  );
  const copies = copiesOf({ mode: 'buffered', windowSeconds: 1 });
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
