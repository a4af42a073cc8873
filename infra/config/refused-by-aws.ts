import { MAX_COMPLEXITY } from '../event-pattern/complexity.ts';
import { PATTERN_SIZE, patternComplexity, patternLength } from '../event-pattern/event-pattern.ts';
import type { Audience } from './audience.ts';
import type { SessionNotifierStackConfig } from './notifier-config.ts';
import { MAX_SETTINGS_BYTES, toSettings } from './settings.ts';

/** What EventBridge and Lambda would refuse only in the middle of a deployment, a sentence each. */
export function refusedByAws(config: SessionNotifierStackConfig): readonly string[] {
  return config.audiences.flatMap((audience) => [
    ...tooLong(audience, config),
    ...tooComplex(audience),
    ...tooLarge(audience, config),
  ]);
}

function tooLong({ name, filter = {} }: Audience, config: SessionNotifierStackConfig): readonly string[] {
  const characters = patternLength(filter);
  const quota = config.eventPatternSizeQuota ?? PATTERN_SIZE.default;
  if (characters <= quota) return [];
  const advice = `name less, use *, or split the audience`;
  const raise =
    quota < PATTERN_SIZE.highest
      ? `; or have the quota "event pattern size" (L-664C5505) raised, and set eventPatternSizeQuota to what you have then`
      : '';
  return [
    `the filter of the audience "${name}" makes an event pattern of ${count(characters)} characters, and EventBridge takes ${count(quota)}: ${advice}${raise}`,
  ];
}

function tooComplex({ name, filter = {} }: Audience): readonly string[] {
  const scores = patternComplexity(filter);
  const total = [...scores.values()].reduce((sum, score) => sum + score, 0);
  if (total <= MAX_COMPLEXITY) return [];
  const settings = [...scores.keys()].join(', ');
  return [
    `the filter of the audience "${name}" makes an event pattern that EventBridge would call too complex (up to ${total}, and ${MAX_COMPLEXITY} is the most), because of the names with * in ${settings}: write fewer of them, write names in full, use * only at the end (in targets and documents) or only at the start (in actors and targets), or split the audience`,
  ];
}

function tooLarge(audience: Audience, config: SessionNotifierStackConfig): readonly string[] {
  const bytes = Buffer.byteLength(JSON.stringify(toSettings(config, audience)));
  if (bytes <= MAX_SETTINGS_BYTES) return [];
  return [
    `the settings of the audience "${audience.name}" take ${count(bytes)} bytes, and the environment of a function has room for ${count(MAX_SETTINGS_BYTES)}: shorten accountNames, knownNetworks or ignoreActors`,
  ];
}

function count(value: number): string {
  return value.toLocaleString('en');
}
