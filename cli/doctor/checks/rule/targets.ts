import type { Target } from '@aws-sdk/client-eventbridge';
import { ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { enableMapping } from '../../../commands/aws-commands.ts';
import type { Clients } from '../../clients.ts';
import type { DeployedAudience, Deployment } from '../../deployment.ts';
import { changedByHand } from '../../remedies.ts';
import { type Verdict, wrong } from '../../verdicts.ts';

/** Finds what keeps events from reaching the function from the rule, directly or through a queue. */
export async function targetFaults(
  targets: readonly Target[],
  audience: DeployedAudience,
  deployment: Deployment,
  clients: Clients,
): Promise<readonly Verdict[]> {
  const { functionName } = audience;
  const target =
    targets.find(({ Arn = '' }) => Arn.split(':').at(6) === functionName) ??
    targets.find(({ Arn = '' }) => Arn.split(':')[2] === 'sqs');
  if (!target) return [wrong('The rule does not send events to the function.', changedByHand(deployment))];

  const { Arn = '', DeadLetterConfig } = target;
  const queueArn = Arn.includes(':sqs:') ? Arn : drainedQueueArn(audience);
  const faults = queueArn ? await mappingFaults(queueArn, audience, deployment, clients) : [];
  if (DeadLetterConfig?.Arn) return faults;
  const lost = 'Events that the rule cannot deliver are lost: it has no dead-letter queue.';
  return [...faults, wrong(lost, changedByHand(deployment))];
}

/** Of the buffer that no longer gathers events, but may still hold some. */
function drainedQueueArn({ topicArn, bufferUrl, drainsBuffer }: DeployedAudience): string | undefined {
  if (bufferUrl === undefined || !drainsBuffer) return undefined;
  const [, partition, , region, account] = topicArn.split(':');
  return `arn:${partition}:sqs:${region}:${account}:${bufferUrl.split('/').at(-1)}`;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html */
async function mappingFaults(
  queueArn: string,
  { functionName, drainsBuffer }: DeployedAudience,
  deployment: Deployment,
  { lambda, call }: Clients,
): Promise<readonly Verdict[]> {
  const input = { EventSourceArn: queueArn, FunctionName: functionName };
  const { EventSourceMappings: [mapping] = [] } = await call(
    'lambda:ListEventSourceMappings',
    lambda.send(new ListEventSourceMappingsCommand(input)),
  );
  const says = drainsBuffer
    ? 'The function does not read the buffer, so nobody is notified of the sessions that are still in it.'
    : 'The rule fills a queue that the function does not read, so nobody is notified of a session.';
  if (!mapping) return [wrong(says, changedByHand(deployment))];
  const { State = '', UUID = '' } = mapping;
  if (!/^Disabl/.test(State)) return [];
  return [wrong(says, { remedy: 'Let it read:', command: enableMapping(deployment, UUID) })];
}
