import * as v from 'valibot';
import { commandLine, given, misspelt } from './command-line.ts';
import { ConfigError } from './config-error.ts';
import { type Destination, elsewhere } from './destination.ts';
import { NotifierConfigSchema, type SessionNotifierStackConfig } from './notifier-config.ts';
import { problemLine } from './problem-line.ts';
import { refusedByAws } from './refused-by-aws.ts';
import { withCommandLine } from './with-command-line.ts';

export type { NotifierConfig, SessionNotifierStackConfig } from './notifier-config.ts';

/** What is known of the deployment beside its configuration. */
export interface ReadOptions extends Destination {
  /** The keys of everything that was given as `-c key=value`, for those that are misspelt. */
  readonly contextKeys?: readonly string[];
}

/**
 * Checks the configuration file, and adds the subscribers from the command line to its first audience.
 *
 * @param file the default export of notifier.config.ts
 * @param context looks up a value that was given as `-c key=value`
 * @param fileName what the problems call the file
 * @throws {ConfigError} with every problem of both
 */
export function readConfig(
  file: unknown,
  context: (key: string) => unknown,
  fileName = 'notifier.config.ts',
  { contextKeys = [], ...destination }: ReadOptions = {},
): SessionNotifierStackConfig {
  const parsed = v.safeParse(NotifierConfigSchema, file, { abortPipeEarly: true });
  const options = v.safeParse(commandLine, given(context), { abortPipeEarly: true });
  const misspeltOptions = misspelt(contextKeys);
  if (!parsed.success || !options.success || misspeltOptions.length > 0) {
    throw new ConfigError([
      ...(parsed.issues ?? []).map((issue) => `${fileName}: ${problemLine(issue)}`),
      ...misspeltOptions.map((line) => `command line: ${line}`),
      ...(options.issues ?? []).map((issue) => `command line: ${problemLine(issue)}`),
    ]);
  }

  // A topic made for the address would go with the next deployment that does not name it.
  if (options.output.alarms && parsed.output.alarms?.topicArn && !parsed.output.alarms.email) {
    throw new ConfigError([
      `command line: alarms: the alarms go to the topic that alarms.topicArn in ${fileName} names: subscribe to that, or write the address into alarms.email`,
    ]);
  }
  const config = withCommandLine(parsed.output, options.output);
  const problems = [...refusedByAws(config), ...elsewhere(config, destination)];
  if (problems.length > 0) throw new ConfigError(problems.map((line) => `${fileName}: ${line}`));
  return config;
}
