import {
  type FunctionConfiguration,
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { DIRECT, maxConcurrency } from '../../../infra/config/delivery.ts';
import { limitMapping, requestConcurrency, reserveConcurrency } from '../../commands/aws-commands.ts';
import { type AudienceCheck, unlessMissing } from '../check.ts';
import type { Clients } from '../clients.ts';
import { type DeployedAudience, type Deployment, gathersEvents } from '../deployment.ts';
import { deploy } from '../remedies.ts';
import { ok, type Verdict, wrong } from '../verdicts.ts';

/** What Lambda leaves to functions without a reservation. @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const KEPT_UNRESERVED = 100;

/** What SNS sends to an email subscription in a second, before it suspends it. */
const MAX_MESSAGES_PER_SECOND = 10;

const WITHIN_LIMIT = 'Whatever arrives, fewer than ten messages in a second are sent.';
const TOO_FAST =
  'A storm can send more than ten messages in a second, for which SNS suspends email subscriptions';

/**
 * Whether a storm stays below the rate at which SNS suspends an email subscription: the number of instances bounds it,
 * because each of them waits after a message.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/sns.html
 */
export const checkRate: AudienceCheck = async (audience, deployment, clients) => {
  const input = { FunctionName: audience.functionName };
  const configuration = await unlessMissing(
    clients.call(
      'lambda:GetFunctionConfiguration',
      clients.lambda.send(new GetFunctionConfigurationCommand(input)),
    ),
  );
  if (!configuration) return [];
  const each = messagesOfAnInstance(configuration);
  if (each > 1) {
    return [
      wrong(`${TOO_FAST}: the function hardly waits between two.`, deploy(deployment, 'Deploy this version')),
    ];
  }
  return gathersEvents(audience)
    ? buffered(audience, deployment, clients)
    : direct(audience, deployment, clients);
};

/** How many one instance sends at most in any second. */
function messagesOfAnInstance({ Environment }: FunctionConfiguration): number {
  const interval = Number(Environment?.Variables?.PUBLISH_INTERVAL_MS);
  return interval > 0 ? Math.floor(1000 / interval) + 1 : Number.POSITIVE_INFINITY;
}

async function direct(
  audience: DeployedAudience,
  deployment: Deployment,
  { lambda, call }: Clients,
): Promise<readonly Verdict[]> {
  const input = { FunctionName: audience.functionName };
  const [{ ReservedConcurrentExecutions: reserved }, { AccountLimit }] = await Promise.all([
    call('lambda:GetFunctionConcurrency', lambda.send(new GetFunctionConcurrencyCommand(input))),
    call('lambda:GetAccountSettings', lambda.send(new GetAccountSettingsCommand({}))),
  ]);
  const unreserved = AccountLimit?.UnreservedConcurrentExecutions ?? Number.POSITIVE_INFINITY;
  const instances = reserved ?? unreserved;
  if (instances < MAX_MESSAGES_PER_SECOND) return [ok(WITHIN_LIMIT)];
  if (instances === MAX_MESSAGES_PER_SECOND)
    return [
      ok('Ten instances of the function may run at once: no more than ten messages in a second are sent.'),
    ];
  const says = `${TOO_FAST}: ${instances} instances of the function may run at once.`;
  if (unreserved - maxConcurrency(DIRECT) >= KEPT_UNRESERVED || reserved !== undefined) {
    return [
      wrong(says, {
        remedy: 'Let no more run:',
        command: reserveConcurrency(deployment, audience.functionName, maxConcurrency(DIRECT)),
      }),
    ];
  }
  return [
    wrong(`${says} Of so few none can be reserved.`, {
      remedy:
        "Set delivery: { mode: 'buffered', windowSeconds: 5 } in notifier.config.ts and deploy, or ask for more:",
      command: requestConcurrency(deployment),
    }),
  ];
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
async function buffered(
  { functionName }: DeployedAudience,
  deployment: Deployment,
  { lambda, call }: Clients,
): Promise<readonly Verdict[]> {
  const { EventSourceMappings = [] } = await call(
    'lambda:ListEventSourceMappings',
    lambda.send(new ListEventSourceMappingsCommand({ FunctionName: functionName })),
  );
  const maximum = maxConcurrency({ mode: 'buffered', windowSeconds: 1 });
  const free = EventSourceMappings.find(
    ({ ScalingConfig }) => (ScalingConfig?.MaximumConcurrency ?? Number.POSITIVE_INFINITY) > maximum,
  );
  if (!free) return [ok(WITHIN_LIMIT)];
  const { UUID = '' } = free;
  return [
    wrong(`${TOO_FAST}: more than ${maximum} instances of the function may read the buffer at once.`, {
      remedy: 'Let no more read it:',
      command: limitMapping(deployment, UUID, maximum),
    }),
  ];
}
