import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ConfigError, readConfig, type SessionNotifierStackConfig } from '../../infra/config/config.ts';
import type { AudienceFilter } from '../../infra/config/filter.ts';
import { loadConfig } from '../../infra/config/load-config.ts';
import { toSettings } from '../../infra/config/settings.ts';
import { sessionEventPattern } from '../../infra/event-pattern/event-pattern.ts';
import { matchesRule, toRulePattern } from '../../infra/event-pattern/matcher.ts';
import type { Settings } from '../../lambda/settings.ts';
import { UserError } from '../terminal/user-error.ts';

/** An audience as it would be deployed. */
export interface ReplayAudience {
  /** What the function gets. */
  readonly settings: Settings;
  /** The settings of the filter for which the rule does not pass a session call on. */
  readonly heldBackBy: (envelope: unknown) => readonly string[];
}

const OWN_CONFIG = 'notifier.config.ts';
const PROJECT = join(import.meta.dirname, '..', '..');

/** @throws {UserError} if the file cannot be used, or has no such audience */
export async function readAudience(name: string, file?: string): Promise<ReplayAudience> {
  const config = await readConfigFile(file === undefined ? join(PROJECT, OWN_CONFIG) : resolve(file), file);
  const audience = config.audiences.find((one) => one.name === name);
  if (audience === undefined) {
    const names = config.audiences.map((one) => one.name).join(', ');
    throw new UserError(`There is no audience "${name}" in ${file ?? OWN_CONFIG}. There is: ${names}.`, {
      misuse: true,
    });
  }
  return { settings: toSettings(config, audience), heldBackBy: whatHoldsBack(audience.filter ?? {}) };
}

async function readConfigFile(path: string, shown = OWN_CONFIG): Promise<SessionNotifierStackConfig> {
  await access(path).catch(() => {
    throw new UserError(`There is no file ${shown}.`, { misuse: true });
  });
  try {
    return readConfig(await loadConfig(path, shown), () => undefined, shown);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new UserError(error.message, { cause: error });
  }
}

/** The rule passes on what every setting selects, so each can be asked by itself. */
function whatHoldsBack(filter: AudienceFilter): (envelope: unknown) => string[] {
  const patterns = Object.entries(filter).map(
    ([setting, value]) => [setting, toRulePattern(sessionEventPattern({ [setting]: value }))] as const,
  );
  return (envelope) =>
    patterns.filter(([, pattern]) => !matchesRule(pattern, envelope)).map(([setting]) => setting);
}
