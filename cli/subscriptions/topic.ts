import {
  ConfirmSubscriptionCommand,
  GetSubscriptionAttributesCommand,
  paginateListSubscriptionsByTopic,
  SubscribeCommand,
  type Subscription,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { AwsError } from '../aws/aws-error.ts';
import type { Aws } from '../aws/connect.ts';
import { UserError } from '../terminal/user-error.ts';

/** Someone who is, was or may soon be subscribed. */
export interface Subscriber {
  readonly protocol: string;
  /** As SNS has it: hostile text. */
  readonly endpoint: string;
  readonly state: State;
  /** ARN of the subscription. Only a confirmed one has it. */
  readonly arn?: string;
}

/** SNS does not tell since when. */
export type State = 'confirmed' | 'pending' | 'deleted';

/** Everyone on a topic's list. @param subject what an error is to call the topic */
export function readSubscribers(
  { sns, call }: Aws,
  topicArn: string,
  subject?: string,
): Promise<readonly Subscriber[]> {
  return call('sns:ListSubscriptionsByTopic', readPages(sns, topicArn), subject);
}

/**
 * Subscribes, or asks a pending endpoint once more to confirm.
 *
 * Not with `ReturnSubscriptionArn`: without it the answer tells whether a confirmation is needed.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export async function subscribe(
  { sns, call }: Aws,
  topicArn: string,
  endpoint: { readonly protocol: string; readonly endpoint: string; readonly roleArn?: string },
): Promise<'confirmed' | 'pending'> {
  const command = new SubscribeCommand({
    TopicArn: topicArn,
    Protocol: endpoint.protocol,
    Endpoint: endpoint.endpoint,
    Attributes: endpoint.roleArn === undefined ? undefined : { SubscriptionRoleArn: endpoint.roleArn },
  });
  const { SubscriptionArn: arn } = await call('sns:Subscribe', sns.send(command));
  if (!arn) throw new UserError('SNS did not say what became of the subscription: "list" shows its state.');
  return arn.startsWith('arn:') ? 'confirmed' : 'pending';
}

/**
 * Confirms a pending subscription, so that only somebody with credentials can end it.
 *
 * @returns its ARN
 */
export async function confirmSubscription(
  { sns, call }: Aws,
  topicArn: string,
  token: string,
): Promise<string> {
  const command = new ConfirmSubscriptionCommand({
    TopicArn: topicArn,
    Token: token,
    AuthenticateOnUnsubscribe: 'true',
  });
  const { SubscriptionArn: arn } = await call('sns:ConfirmSubscription', sns.send(command)).catch(
    (error: unknown) => {
      throw isInvalidParameter(error)
        ? new UserError(
            'SNS does not take this link. It is valid for 2 days, and only until the endpoint is added once more: add it again, and use the newest link.',
            { cause: error },
          )
        : error;
    },
  );
  if (!arn) throw new UserError('SNS did not say what became of the subscription: "list" shows its state.');
  return arn;
}

/** Whether a subscription can be ended only with credentials, and not by the link in a mail. */
export async function isProtected({ sns, call }: Aws, arn: string): Promise<boolean> {
  const command = new GetSubscriptionAttributesCommand({ SubscriptionArn: arn });
  const { Attributes = {} } = await call('sns:GetSubscriptionAttributes', sns.send(command));
  return Attributes.ConfirmationWasAuthenticated === 'true';
}

/** Ends a confirmed subscription. */
export async function unsubscribe({ sns, call }: Aws, arn: string): Promise<void> {
  await call('sns:Unsubscribe', sns.send(new UnsubscribeCommand({ SubscriptionArn: arn })));
}

function isInvalidParameter(error: unknown): boolean {
  const cause = error instanceof AwsError ? error.cause : undefined;
  return cause instanceof Error && cause.name === 'InvalidParameterException';
}

async function readPages(sns: Aws['sns'], topicArn: string): Promise<readonly Subscriber[]> {
  const subscribers: Subscriber[] = [];
  for await (const page of paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: topicArn })) {
    // Nobody is an empty list. Without a list it is not known who there is.
    if (!page.Subscriptions) throw new UserError('SNS did not say who is subscribed. Try again.');
    subscribers.push(...page.Subscriptions.map(toSubscriber));
  }
  return subscribers;
}

/** In the place of the ARN, SNS writes `PendingConfirmation` or `Deleted`. */
function toSubscriber({ Protocol = '', Endpoint = '', SubscriptionArn = '' }: Subscription): Subscriber {
  const base = { protocol: Protocol, endpoint: Endpoint };
  if (SubscriptionArn.startsWith('arn:')) return { ...base, state: 'confirmed', arn: SubscriptionArn };
  return { ...base, state: SubscriptionArn === 'Deleted' ? 'deleted' : 'pending' };
}
