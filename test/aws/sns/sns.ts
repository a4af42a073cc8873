import { type SnsOptions, type SnsStandIn, startSns } from '../../../stand-in/sns/sns.ts';
import { type AttributeOptions, attributeActions } from './attributes.ts';
import { type StandInSubscription, subscriptionActions } from './subscriptions.ts';

export interface SnsAccountOptions extends SnsOptions, AttributeOptions {
  /** The subscriptions at the start. @default - none */
  readonly subscriptions?: readonly StandInSubscription[];
}

export interface SnsAccount extends SnsStandIn {
  /** The subscriptions of now, oldest first. */
  readonly subscriptions: readonly StandInSubscription[];
}

/**
 * Stands in for Amazon SNS as the command-line tools see it: beside publishing, its actions around subscriptions and the
 * attributes of topics and of text messages.
 */
export async function startSnsAccount(options: SnsAccountOptions = {}): Promise<SnsAccount> {
  const subscriptions = [...(options.subscriptions ?? [])];
  const actions = { ...subscriptionActions(subscriptions, options.topics), ...attributeActions(options) };
  const sns = await startSns({ ...options, actions });
  return Object.assign(sns, { subscriptions });
}
