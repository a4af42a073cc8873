import { paginateListSubscriptionsByTopic, type Subscription } from '@aws-sdk/client-sns';
import { UserError } from '../terminal/user-error.ts';
import type { Aws } from './connect.ts';

/** An endpoint that is, was or may soon be subscribed to a topic. */
export interface Subscriber {
  readonly protocol: string;
  /** The endpoint as SNS has it, which is hostile text. */
  readonly endpoint: string;
  readonly state: SubscriptionState;
  /** The ARN of the subscription. Only a confirmed one has it. */
  readonly arn?: string;
}

/** SNS does not say since when a subscription has been in its state. */
export type SubscriptionState = 'confirmed' | 'pending' | 'deleted';

/**
 * Lists the subscribers of a topic, in every state.
 *
 * @param subject what an error calls the topic, as the start of a sentence
 * @throws {AwsError} when SNS refuses the call
 * @throws {UserError} when the answer holds no list
 */
export function readSubscribers(
  { sns, call }: Aws,
  topicArn: string,
  subject?: string,
): Promise<readonly Subscriber[]> {
  return call('sns:ListSubscriptionsByTopic', readPages(sns, topicArn), subject);
}

async function readPages(sns: Aws['sns'], topicArn: string): Promise<readonly Subscriber[]> {
  const subscribers: Subscriber[] = [];
  for await (const page of paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: topicArn })) {
    // An empty list means that nobody is subscribed, a missing one that it is not known who is.
    if (!page.Subscriptions) throw new UserError('SNS did not say who is subscribed. Try again.');
    subscribers.push(...page.Subscriptions.map(toSubscriber));
  }
  return subscribers;
}

/** SNS writes `PendingConfirmation` or `Deleted` in the place of an ARN that does not exist. */
function toSubscriber({ Protocol = '', Endpoint = '', SubscriptionArn = '' }: Subscription): Subscriber {
  const base = { protocol: Protocol, endpoint: Endpoint };
  if (SubscriptionArn.startsWith('arn:')) return { ...base, state: 'confirmed', arn: SubscriptionArn };
  return { ...base, state: SubscriptionArn === 'Deleted' ? 'deleted' : 'pending' };
}
