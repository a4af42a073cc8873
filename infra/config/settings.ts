import { DEFAULT_SETTINGS, type Settings } from '../../lambda/settings.ts';
import type { CommonSettings } from './common-settings.ts';
import type { AudienceFilter } from './filter.ts';

/** Lambda takes 4,096 bytes of environment. The rest is for the other variables, above all the topic's ARN. */
export const MAX_SETTINGS_BYTES = 4096 - 512;

/** The settings of one audience, as the function gets them. */
export function toSettings(
  { accountNames, lookups, workingHours, timeZone, knownNetworks }: CommonSettings,
  { displayName, filter = {} }: { readonly displayName?: string; readonly filter?: AudienceFilter },
): Settings {
  const { minimumSeverity, ignoreActors } = filter;
  return {
    ...DEFAULT_SETTINGS,
    ...(displayName !== undefined && { displayName }),
    ...(accountNames && { accountNames }),
    ...(lookups && { lookups: { ...DEFAULT_SETTINGS.lookups, ...lookups } }),
    ...(workingHours && { workingHours: { timeZone: timeZone ?? 'UTC', ...workingHours } }),
    ...(timeZone && { timeZone }),
    ...(knownNetworks && { knownNetworks }),
    ...(minimumSeverity && { minimumSeverity }),
    ...(ignoreActors && { ignoreActors }),
  };
}
