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

/** Settings of the SDK's clients. Unset ones come from the environment. */
export interface ClientConfigs {
  readonly ssm?: SSMClientConfig;
  readonly tagging?: ResourceGroupsTaggingAPIClientConfig;
}

/** An alert waits for the answer, so a request is repeated once and no more. */
const RETRIES = { maxAttempts: 2 };

/**
 * Looks sessions up in Systems Manager and names in the tagging API. A client is made when it is first needed.
 *
 * @param shownTags keys of the tags that an alert shows beside `Name`
 */
export function createAwsLookUps(shownTags: readonly string[], configs: ClientConfigs = {}): LookUps {
  const sessions = new Cache<FoundSession | undefined>();
  const targets = new Cache<TargetDetails>();
  const ssm = lazily(() => new SSMClient({ ...RETRIES, ...configs.ssm }));
  const tagging = lazily(() => new ResourceGroupsTaggingAPIClient({ ...RETRIES, ...configs.tagging }));
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

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
