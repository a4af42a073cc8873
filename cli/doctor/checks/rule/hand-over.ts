import type { Target } from '@aws-sdk/client-eventbridge';
import { ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { enableMapping } from '../../../commands/aws-commands.ts';
import type { Clients } from '../../clients.ts';
import type { DeployedAudience, Deployment } from '../../deployment.ts';
import { revertDrift } from '../../remedies.ts';
import { type Verdict, wrong } from '../../verdicts.ts';

/** What keeps events from coming from the rule to the function, at once or by way of a queue. */
export async function handOverFaults(
  targets: readonly Target[],
  audience: DeployedAudience,
  deployment: Deployment,
  clients: Clients,
): Promise<readonly Verdict[]> {
  const { functionName } = audience;
  const target =
    targets.find(({ Arn = '' }) => Arn.split(':').at(6) === functionName) ??
    targets.find(({ Arn = '' }) => Arn.split(':')[2] === 'sqs');
  if (!target) return [wrong('The rule does not hand events to the function.', revertDrift(deployment))];

  const { Arn = '', DeadLetterConfig } = target;
  const queueArn = Arn.includes(':sqs:') ? Arn : drainedQueueArn(audience);
  const faults = queueArn ? await readingFaults(queueArn, audience, deployment, clients) : [];
  if (DeadLetterConfig?.Arn) return faults;
  const lost = 'What the rule cannot hand over is lost: its dead-letter queue is not set.';
  return [...faults, wrong(lost, revertDrift(deployment))];
}

/** Of the buffer that no longer gathers events, but may still hold some. */
function drainedQueueArn({ topicArn, bufferUrl, drainsBuffer }: DeployedAudience): string | undefined {
  if (bufferUrl === undefined || !drainsBuffer) return undefined;
  const [, partition, , region, account] = topicArn.split(':');
  return `arn:${partition}:sqs:${region}:${account}:${bufferUrl.split('/').at(-1)}`;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html */
async function readingFaults(
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
  if (!mapping) return [wrong(says, revertDrift(deployment))];
  const { State = '', UUID = '' } = mapping;
  if (!/^Disabl/.test(State)) return [];
  return [wrong(says, { remedy: 'Let it read:', command: enableMapping(deployment, UUID) })];
}
