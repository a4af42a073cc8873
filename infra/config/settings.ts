import {
  DEFAULT_SETTINGS,
  type LookupSettings,
  type Settings,
  type WorkingHours,
} from '../../lambda/settings.ts';
import type { DeliveryMode } from './delivery-mode.ts';
import type { AudienceFilter } from './filter.ts';

/** What SNS prefixes to a text message; 30 characters of the 160 that a text message has. */
export const DISPLAY_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9 _-]{0,28}[A-Za-z0-9_-])?$/;

/** What holds for every audience. */
export interface CommonSettings {
  /**
   * Names of accounts by their ids: `{ '123456789012': 'prod' }`.
   * @default - accounts are shown by their ids
   */
  readonly accountNames?: Readonly<Record<string, string>>;
  /**
   * What is looked up about a session and its target: the tags to show beside the Name, and the time for all look-ups of
   * one event. False: nothing, and the function may read nothing.
   * @default - the Name, within 1.5 seconds
   */
  readonly lookups?: Partial<LookupSettings> | false;
  /**
   * When sessions are expected; any other time earns a warning.
   * @default - at any time
   */
  readonly workingHours?: WorkingHours;
  /**
   * CIDR blocks, IPv4 and IPv6, from which sessions are expected; any other address earns a warning.
   * @default - from anywhere
   */
  readonly knownNetworks?: readonly string[];
  /**
   * How events reach the function.
   * @default { mode: 'direct' }
   */
  readonly delivery?: DeliveryMode;
  /**
   * Whether a repeated delivery of the same event is recognised, by a table that remembers what was sent. It costs a
   * few writes for every alert.
   * @default false
   */
  readonly deduplicate?: boolean;
}

/** Lambda takes 4,096 bytes of environment. The rest is for the other variables, above all the topic's ARN. */
export const MAXIMUM_SETTINGS_BYTES = 4096 - 512;

/** The settings of one audience, as the function gets them. */
export function toSettings(
  { accountNames, lookups, workingHours, knownNetworks }: CommonSettings,
  { displayName, filter = {} }: { readonly displayName?: string; readonly filter?: AudienceFilter },
): Settings {
  const { minimumSeverity, ignoreActors } = filter;
  return {
    ...DEFAULT_SETTINGS,
    ...(displayName !== undefined && { displayName }),
    ...(accountNames && { accountNames }),
    ...(lookups && { lookups: { ...DEFAULT_SETTINGS.lookups, ...lookups } }),
    ...(workingHours && { workingHours }),
    ...(knownNetworks && { knownNetworks }),
    ...(minimumSeverity && { minimumSeverity }),
    ...(ignoreActors && { ignoreActors }),
  };
}
