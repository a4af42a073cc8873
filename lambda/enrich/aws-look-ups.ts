import {
  ResourceGroupsTaggingAPIClient,
  type ResourceGroupsTaggingAPIClientConfig,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { SSMClient, type SSMClientConfig } from '@aws-sdk/client-ssm';
import type { TargetDetails } from '../domain/session-event.ts';
import { Cache } from './cache.ts';
import { lookUpSession } from './look-up-session.ts';
import { lookUpTarget } from './look-up-target.ts';
import type { FoundSession, LookUps, Place } from './look-ups.ts';

/** Where the clients find AWS, if not where the environment says. */
export interface ClientConfigs {
  readonly ssm?: SSMClientConfig;
  readonly tagging?: ResourceGroupsTaggingAPIClientConfig;
}

/** An alert waits for the answer: one more try, and no longer than a budget is meant to be. */
const PATIENCE = { maxAttempts: 2 };

/** Look-ups by Systems Manager and the tagging API. A client is made when it is first needed. */
export function createAwsLookUps(shownTags: readonly string[], configs: ClientConfigs = {}): LookUps {
  const sessions = new Cache<FoundSession | undefined>();
  const targets = new Cache<TargetDetails>();
  const ssm = once(() => new SSMClient({ ...PATIENCE, ...configs.ssm }));
  const tagging = once(() => new ResourceGroupsTaggingAPIClient({ ...PATIENCE, ...configs.tagging }));
  return {
    session: (session, place, signal) =>
      sessions.get(session.id, () => lookUpSession(ssm(), session, place, signal)),
    target: (target, place, signal) =>
      targets.get(`${placeKey(place)}/${target.id}`, () =>
        lookUpTarget({ tagging: tagging(), ssm }, target, place, shownTags, signal),
      ),
  };
}

function placeKey({ partition, region, account }: Place): string {
  return [partition, region, account].join('/');
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
