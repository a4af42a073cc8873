import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readConfig, type SessionNotifierStackConfig } from '../infra/config/config.ts';
import { ConfigError } from '../infra/config/config-error.ts';
import { loadConfig } from '../infra/config/load-config.ts';
import { UserError } from './terminal/user-error.ts';

/** The project's own configuration file. */
export const CONFIG_FILE = 'notifier.config.ts';
const PROJECT = join(import.meta.dirname, '..');

/**
 * Reads what would be deployed.
 *
 * @param path another file than the project's own
 * @throws {UserError} if there is no such file, or if it is mistaken
 */
export async function readConfigFile(path?: string): Promise<SessionNotifierStackConfig> {
  const shown = path ?? CONFIG_FILE;
  const file = path === undefined ? join(PROJECT, CONFIG_FILE) : resolve(path);
  await access(file).catch(() => {
    throw new UserError(`There is no file ${shown}.`, { misuse: true });
  });
  try {
    return readConfig(await loadConfig(file, shown), () => undefined, shown);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new UserError(error.message, { cause: error });
  }
}
