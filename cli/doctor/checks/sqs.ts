import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { allowsService } from '../../aws/resource-policy.ts';
import { readSubscribers, type Subscriber } from '../../aws/topic-subscribers.ts';
import { addSubscription, removeSubscription } from '../../commands/project-commands.ts';
import { type AudienceCheck, unlessMissing, verdictsOf } from '../check.ts';
import type { Clients } from '../clients.ts';
import type { DeployedAudience, Deployment } from '../deployment.ts';
import { keyAllows } from '../key-policy.ts';
import { faultsOr, type Verdict, wrong } from '../verdicts.ts';

/** AWS's own key for SQS. Its policy, which nobody can change, leaves SNS out. */
const AWS_MANAGED_SQS_KEY = 'alias/aws/sqs';

/**
 * Whether the subscribed queues take what the topic sends. SNS gives up on those that do not, without a word to anybody.
 * Nothing, where no queue of this account and region is subscribed.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
 */
export const checkSqs: AudienceCheck = async (audience, deployment, clients) => {
  const subscribers = (await unlessMissing(readSubscribers(clients, audience.topicArn))) ?? [];
  const here = `:sqs:${deployment.region}:${deployment.account}:`;
  const queues = subscribers.filter(
    ({ protocol, state, endpoint }) => protocol === 'sqs' && state === 'confirmed' && endpoint.includes(here),
  );
  if (queues.length === 0) return [];
  const faults = await Promise.all(
    queues.map((queue) => verdictsOf(queueFaults(queue, audience, deployment, clients), deployment)),
  );
  return faultsOr(faults.flat(), 'The subscribed queues take what the topic sends.');
};

async function queueFaults(
  subscriber: Subscriber,
  audience: DeployedAudience,
  deployment: Deployment,
  clients: Clients,
): Promise<readonly Verdict[]> {
  const { endpoint: arn } = subscriber;
  const place = { audience: audience.name, stack: deployment.stack };
  const attributes = await attributesOf(arn, audience, clients);
  if (!attributes) {
    return [
      wrong(`The subscribed queue ${arn} does not exist.`, {
        remedy: 'End its subscription:',
        command: removeSubscription(deployment, arn, place),
      }),
    ];
  }
  const { Policy, KmsMasterKeyId: key } = attributes;
  const request = {
    service: 'sns.amazonaws.com',
    action: 'sqs:SendMessage',
    account: deployment.account,
    sourceArn: audience.topicArn,
  };
  if (!allowsService(Policy, request)) {
    return [
      wrong(`The subscribed queue ${arn} stays empty: its policy does not let the topic send.`, {
        remedy: 'Add the statement that this prints to the policy of the queue:',
        command: addSubscription(deployment, subscriber, place),
      }),
    ];
  }
  return key ? keyFaults(arn, key, request, clients) : [];
}

async function keyFaults(
  arn: string,
  key: string,
  request: Parameters<typeof keyAllows>[1],
  clients: Clients,
): Promise<readonly Verdict[]> {
  const isManaged = key.endsWith(AWS_MANAGED_SQS_KEY);
  if (!isManaged && (await keyAllows(key, request, clients))) return [];
  return [
    wrong(
      `The subscribed queue ${arn} stays empty: it is encrypted with ${isManaged ? AWS_MANAGED_SQS_KEY : key}, which SNS may not use.`,
      isManaged
        ? 'Encrypt it with SSE-SQS, or with a key of your own whose policy lets sns.amazonaws.com use it: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html'
        : 'Let sns.amazonaws.com do kms:GenerateDataKey* and kms:Decrypt with it: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
    ),
  ];
}

/** Undefined where the queue does not exist. */
async function attributesOf(
  arn: string,
  { deadLetterQueueUrl }: DeployedAudience,
  { sqs, call }: Clients,
): Promise<Readonly<Partial<Record<string, string>>> | undefined> {
  // Both are in one account and region, so that their URLs differ in the name alone.
  const url = deadLetterQueueUrl.replace(/[^/]+$/, arn.split(':').at(-1) ?? '');
  const command = new GetQueueAttributesCommand({
    QueueUrl: url,
    AttributeNames: ['Policy', 'KmsMasterKeyId'],
  });
  const output = await unlessMissing(call('sqs:GetQueueAttributes', sqs.send(command)));
  return output && (output.Attributes ?? {});
}
