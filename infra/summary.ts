import { DEFAULT_SETTINGS } from '../lambda/settings.ts';
import { type Audience, idOf } from './config/audience.ts';
import type { SessionNotifierStackConfig } from './config/config.ts';
import { type DeliveryMode, DIRECT, maxConcurrency } from './config/delivery.ts';
import type { AudienceFilter } from './config/filter.ts';
import type { SessionNotifierStack } from './stack.ts';

/** What one alarm costs, in US dollars a month. @see https://aws.amazon.com/cloudwatch/pricing/ */
const ALARM_PRICE = 0.1;

/**
 * What would be deployed, for a person who is about to: the audiences, who is notified of what, who of the failures of the
 * notifier itself, what is off, and what it costs while nothing happens.
 */
export function summary(config: SessionNotifierStackConfig, { notifiers }: SessionNotifierStack): string {
  const alarms = [...notifiers.values()].reduce((sum, notifier) => sum + notifier.alarms.count, 0);
  return [
    ...config.audiences.flatMap(audienceLines),
    `delivery: ${deliveryInWords(config.delivery ?? DIRECT)}`,
    `alarms: ${alarms}, which notify ${recipients(config) || 'nobody that is named here'}`,
    `off: ${whatIsOff(config).join(', ') || 'nothing'}`,
    `cost: ${(alarms * ALARM_PRICE).toFixed(2)} USD a month for ${alarms} alarms, and the rest by use: docs/cost.md`,
  ].join('\n');
}

function audienceLines(audience: Audience): readonly string[] {
  const { name, displayName = DEFAULT_SETTINGS.displayName, subscribers = {}, filter = {} } = audience;
  const id = idOf(audience) === name ? '' : ` (id ${idOf(audience)})`;
  const who = Object.entries(subscribers).flatMap(([protocol, endpoints]: [string, readonly string[]]) =>
    endpoints.length > 0 ? [`${protocol} ${endpoints.join(', ')}`] : [],
  );
  return [
    `audience ${name}${id}, as "${displayName}"`,
    `  notifies: ${who.join('; ') || 'nobody that is named here'}`,
    `  of: ${filterInWords(filter)}`,
  ];
}

/** The settings as they stand in the config, which are words already. */
function filterInWords({ ignoreActors = [], ...selected }: AudienceFilter): string {
  const selecting = Object.entries(selected).map(
    ([setting, value]) => `${setting} ${[value].flat().join(', ')}`,
  );
  const ignoring = ignoreActors.map(({ actor }) => actor);
  return `${selecting.join('; ') || 'all sessions'}${ignoring.length > 0 ? `, but not by ${ignoring.join(', ')}` : ''}`;
}

function deliveryInWords(delivery: DeliveryMode): string {
  if (delivery.mode === 'buffered') return `buffered for ${delivery.windowSeconds} seconds`;
  const draining = delivery.drainBuffer ? ', while the buffer from before is read until it is empty' : '';
  return `direct, by ${maxConcurrency(delivery)} instances of each function at most${draining}`;
}

function recipients({ alarms: { email = [], topicArn } = {} }: SessionNotifierStackConfig): string {
  return [...[email].flat(), ...(topicArn === undefined ? [] : [`the topic ${topicArn}`])].join(', ');
}

function whatIsOff(config: SessionNotifierStackConfig): readonly string[] {
  return [
    ...(config.lookups === false ? ['look-ups'] : []),
    ...(config.deduplicate ? [] : ['deduplicate']),
    ...(config.workingHours ? [] : ['workingHours']),
    ...(config.knownNetworks?.length ? [] : ['knownNetworks']),
    ...(config.timeZone ? [] : ['timeZone']),
  ];
}
