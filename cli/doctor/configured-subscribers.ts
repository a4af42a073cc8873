import { UserError } from '../terminal/user-error.ts';
import type { ConfiguredSubscriber } from './subscribers.ts';

/**
 * Who is configured for each audience, or why that cannot be known.
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
