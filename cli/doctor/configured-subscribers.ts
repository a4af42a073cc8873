import { UserError } from '../terminal/user-error.ts';
import type { ConfiguredSubscriber } from './subscribers.ts';

/**
 * Reads the subscribers that the configuration names for each audience, or why it cannot be read.
 *
 * @param path another file than the project's own
 */
export async function readConfiguredSubscribers(
  path: string | undefined,
): Promise<readonly ConfiguredSubscriber[] | UserError> {
  // Loaded on demand: it takes a part of the CDK to check the configuration.
  const { readConfigFile } = await import('../config-file.ts');
  try {
    const { audiences } = await readConfigFile(path);
    return audiences.flatMap(({ name, subscribers = {} }) =>
      Object.entries(subscribers).flatMap(([protocol, endpoints]: [string, readonly string[]]) =>
        endpoints.map((endpoint) => ({ audience: name, protocol, endpoint })),
      ),
    );
  } catch (error) {
    if (error instanceof UserError && !error.misuse) return error;
    throw error;
  }
}
