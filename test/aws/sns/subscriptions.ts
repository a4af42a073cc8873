import { randomUUID } from 'node:crypto';
import { pageOf } from '../../../stand-in/pagination.ts';
import { element, type QueryActions, type QueryInput } from '../../../stand-in/query-protocol.ts';
import { ServiceError } from '../../../stand-in/service.ts';
import { invalidParameter, toTopicArn } from '../../../stand-in/sns/validation.ts';
import { refusalOfEndpoint } from './endpoint.ts';

export interface StandInSubscription {
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** Pending: waits for its link to be followed. Deleted: unsubscribed, and still shown for a while. */
  readonly state: 'confirmed' | 'pending' | 'deleted';
  /** ARN of the subscription. */
  readonly arn: string;
  /** What its confirmation link holds. @default - nothing with which it could be confirmed */
  readonly token?: string;
  /** Whether only somebody with credentials can end it. @default false */
  readonly authenticated?: boolean;
}

/**
 * The actions around subscriptions. Nobody is asked to confirm: what is pending stays so until
 * somebody confirms it with its token.
 *
 * @param subscriptions changed in place
 * @param topics ARNs of the topics that exist; undefined for all
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export function subscriptionActions(
  subscriptions: StandInSubscription[],
  topics: readonly string[] | undefined,
): QueryActions {
  return {
    Subscribe: (input) => subscribe(input, subscriptions, toTopicArn(input.TopicArn, topics)),
    ListSubscriptionsByTopic: (input) => list(input, subscriptions, toTopicArn(input.TopicArn, topics)),
    ConfirmSubscription: (input) => confirm(input, subscriptions, toTopicArn(input.TopicArn, topics)),
    GetSubscriptionAttributes: (input) => attributesOf(input, subscriptions),
    Unsubscribe: (input) => unsubscribe(input, subscriptions),
  };
}

function subscribe(input: QueryInput, subscriptions: StandInSubscription[], topicArn: string): string {
  const { Protocol: protocol = '', Endpoint: endpoint = '' } = input;
  const refusal = refusalOfEndpoint(protocol, endpoint);
  if (refusal) throw refusal;
  // Not recorded.
  if (protocol === 'firehose' && !roleIn(input)) throw invalidParameter('SubscriptionRoleArn');
  const subscription =
    subscriptions.find(
      (other) =>
        other.topicArn === topicArn &&
        other.protocol === protocol &&
        other.endpoint === endpoint &&
        other.state !== 'deleted',
    ) ?? toSubscription(topicArn, protocol, endpoint);
  if (!subscriptions.includes(subscription)) subscriptions.push(subscription);
  const showsArn = subscription.state === 'confirmed' || input.ReturnSubscriptionArn === 'true';
  return element('SubscriptionArn', showsArn ? subscription.arn : 'pending confirmation');
}

/** The one attribute that is looked at. */
function roleIn(input: QueryInput): string | undefined {
  return input['Attributes.entry.1.key'] === 'SubscriptionRoleArn'
    ? input['Attributes.entry.1.value']
    : undefined;
}

/** People and web servers have to confirm, and whoever is in another account. */
function toSubscription(topicArn: string, protocol: string, endpoint: string): StandInSubscription {
  const accountOf = (arn: string) => arn.split(':')[4];
  const confirms =
    protocol !== 'sms' && (!endpoint.startsWith('arn:') || accountOf(endpoint) !== accountOf(topicArn));
  const state = confirms ? 'pending' : 'confirmed';
  return { topicArn, protocol, endpoint, state, arn: `${topicArn}:${randomUUID()}` };
}

/** The words of the refusal are not recorded. What is confirmed already keeps the way in which it was. */
function confirm(input: QueryInput, subscriptions: StandInSubscription[], topicArn: string): string {
  const index = subscriptions.findIndex(
    (one) => one.topicArn === topicArn && one.token !== undefined && one.token === input.Token,
  );
  const subscription = subscriptions[index];
  if (!subscription) throw invalidParameter('Token');
  if (subscription.state === 'pending') {
    const authenticated = input.AuthenticateOnUnsubscribe === 'true';
    subscriptions[index] = { ...subscription, state: 'confirmed', authenticated };
  }
  return element('SubscriptionArn', subscription.arn);
}

/** The one attribute that is looked at. */
function attributesOf(
  { SubscriptionArn: arn }: QueryInput,
  subscriptions: readonly StandInSubscription[],
): string {
  const found = subscriptions.find((one) => one.arn === arn);
  if (!found) throw new ServiceError(404, 'NotFound', 'Subscription does not exist');
  const authenticated = String(found.authenticated === true);
  return `<Attributes><entry>${element('key', 'ConfirmationWasAuthenticated')}${element('value', authenticated)}</entry></Attributes>`;
}

const PAGE_SIZE = 100;

const SHOWN_ARN = { pending: 'PendingConfirmation', deleted: 'Deleted' } as const;

function list(input: QueryInput, subscriptions: readonly StandInSubscription[], topicArn: string): string {
  const ofTopic = subscriptions.filter((subscription) => subscription.topicArn === topicArn);
  const page = pageOf(ofTopic, input.NextToken, PAGE_SIZE);
  // Not recorded.
  if (!page) throw invalidParameter('NextToken');
  const members = page.items.map(
    ({ state, arn, protocol, endpoint }) =>
      `<member>${element('SubscriptionArn', state === 'confirmed' ? arn : SHOWN_ARN[state])}` +
      `${element('Owner', topicArn.split(':')[4])}${element('Protocol', protocol)}` +
      `${element('Endpoint', endpoint)}${element('TopicArn', topicArn)}</member>`,
  );
  return `<Subscriptions>${members.join('')}</Subscriptions>${element('NextToken', page.nextToken)}`;
}

/** To unsubscribe what is not subscribed does nothing. */
function unsubscribe(
  { SubscriptionArn: arn = '' }: QueryInput,
  subscriptions: StandInSubscription[],
): string {
  const elements = arn.split(':').length;
  if (elements < 6) {
    throw invalidParameter(`SubscriptionArn Reason: An ARN must have at least 6 elements, not ${elements}`);
  }
  const index = subscriptions.findIndex((subscription) => subscription.arn === arn);
  // Documented: what is pending cannot be deleted. The words of the refusal are not recorded.
  if (subscriptions[index]?.state === 'pending') {
    throw new ServiceError(400, 'InvalidParameter', 'Invalid parameter: SubscriptionArn');
  }
  if (index >= 0) subscriptions.splice(index, 1);
  return '';
}
