import type { AudienceFilter } from '../../infra/config/filter.ts';
import { toSettings } from '../../infra/config/settings.ts';
import { sessionEventPattern } from '../../infra/event-pattern/event-pattern.ts';
import { matchesRule, toRulePattern } from '../../infra/event-pattern/matcher.ts';
import type { Settings } from '../../lambda/settings.ts';
import { CONFIG_FILE, readConfigFile } from '../config-file.ts';
import { UserError } from '../terminal/user-error.ts';

/** An audience as it would be deployed. */
export interface ReplayAudience {
  /** What the function gets. */
  readonly settings: Settings;
  /** The settings of the filter for which the rule does not pass a session call on. */
  readonly heldBackBy: (envelope: unknown) => readonly string[];
}

/** @throws {UserError} if the file cannot be used, or has no such audience */
export async function readAudience(name: string, file?: string): Promise<ReplayAudience> {
  const config = await readConfigFile(file);
  const audience = config.audiences.find((one) => one.name === name);
  if (audience === undefined) {
    const names = config.audiences.map((one) => one.name).join(', ');
    throw new UserError(`There is no audience "${name}" in ${file ?? CONFIG_FILE}. There is: ${names}.`, {
      misuse: true,
    });
  }
  return { settings: toSettings(config, audience), heldBackBy: whatHoldsBack(audience.filter ?? {}) };
}

/** The rule passes on what every setting selects, so each can be asked by itself. */
function whatHoldsBack(filter: AudienceFilter): (envelope: unknown) => string[] {
  const patterns = Object.entries(filter).map(
    ([setting, value]) => [setting, toRulePattern(sessionEventPattern({ [setting]: value }))] as const,
  );
  return (envelope) =>
    patterns.filter(([, pattern]) => !matchesRule(pattern, envelope)).map(([setting]) => setting);
}
