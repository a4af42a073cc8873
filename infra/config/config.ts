import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as v from 'valibot';
import { type AlarmRecipients, alarms } from './alarms.ts';
import { type Audience, audiences } from './audience.ts';
import { type CommandLine, commandLine, given, misspelt } from './command-line.ts';
import { type CommonSettings, commonSettings } from './common-settings.ts';
import { nearMiss } from './near-miss.ts';
import { type Destination, elsewhere } from './other-region.ts';
import { refusedByAws } from './refused-by-aws.ts';
import { group, type Problem, report, retentionDays, UNKNOWN_SETTING } from './values.ts';

/** What a stack is made from. */
export interface SessionNotifierStackConfig extends CommonSettings {
  /** Who is notified, and of what. Each audience has a rule, a function and a topic of its own. */
  readonly audiences: readonly Audience[];
  /**
   * Who is notified when the notifier itself fails.
   * @default - nobody: the alarms show in CloudWatch only
   */
  readonly alarms?: AlarmRecipients;
  /**
   * How many days the functions' logs are kept.
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetentionDays?: RetentionDays;
  /**
   * Who was named on the command line, and not in the file. They are among the subscribers of the first audience and the
   * recipients of the alarms, and stay subscribed when a later deployment does not name them.
   * @default - nobody
   */
  readonly commandLine?: CommandLine;
}

/** What notifier.config.ts may say. Every setting is optional. */
export interface NotifierConfig extends Omit<SessionNotifierStackConfig, 'audiences' | 'commandLine'> {
  /**
   * Who is notified, and of what. Each audience has a rule, a function and a topic of its own.
   * @default - one audience that is notified of everything
   */
  readonly audiences?: readonly Audience[];
}

const NotifierConfigSchema = v.pipe(
  group({
    ...commonSettings,
    alarms: v.exactOptional(alarms),
    logRetentionDays: v.exactOptional(retentionDays),
    audiences: v.exactOptional(audiences),
  }),
  v.rawCheck((context) => report(context, withoutTimeZone)),
) satisfies v.GenericSchema<unknown, NotifierConfig>;

const EVERYONE: Audience = { name: 'everyone' };

/** The configuration cannot be used. The message has one line for each problem. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join('\n'), options);
    this.problems = problems;
  }
}

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
      ...(parsed.issues ?? []).map((issue) => `${fileName}: ${problem(issue)}`),
      ...misspeltOptions.map((line) => `command line: ${line}`),
      ...(options.issues ?? []).map((issue) => `command line: ${problem(issue)}`),
    ]);
  }

  // A topic made for the address would go with the next deployment that does not name it.
  if (options.output.alarms && parsed.output.alarms?.topicArn && !parsed.output.alarms.email) {
    throw new ConfigError([
      `command line: alarms: the alarms go to the topic that alarms.topicArn in ${fileName} names: subscribe to that, or write the address into alarms.email`,
    ]);
  }
  const config = merge(parsed.output, options.output);
  const problems = [...refusedByAws(config), ...elsewhere(config, destination)];
  if (problems.length > 0) throw new ConfigError(problems.map((line) => `${fileName}: ${line}`));
  return config;
}

/** Adds who is named on the command line. What the file says stays the file's. */
function merge(
  { audiences: all = [], ...file }: NotifierConfig,
  options: CommandLine,
): SessionNotifierStackConfig {
  const [first = EVERYONE, ...others] = all;
  const { subscribers = {} } = first;
  const addresses = [file.alarms?.email ?? []].flat();
  const added: CommandLine = {
    email: without(subscribers.email, options.email),
    sms: without(subscribers.sms, options.sms),
    https: without(subscribers.https, options.https),
    alarms: without(addresses, options.alarms),
  };
  return {
    ...file,
    audiences: [
      {
        ...first,
        subscribers: {
          ...subscribers,
          email: [...(subscribers.email ?? []), ...(added.email ?? [])],
          sms: [...(subscribers.sms ?? []), ...(added.sms ?? [])],
          https: [...(subscribers.https ?? []), ...(added.https ?? [])],
        },
      },
      ...others,
    ],
    ...(added.alarms?.length && { alarms: { ...file.alarms, email: [...addresses, ...added.alarms] } }),
    ...(Object.values(added).some(({ length }) => length > 0) && { commandLine: added }),
  };
}

function without(known: readonly string[] = [], given: readonly string[] = []): string[] {
  return [...new Set(given)].filter((one) => !known.includes(one));
}

/** Working hours are those of a place. */
function withoutTimeZone({ workingHours, timeZone }: NotifierConfig): Problem[] {
  const missing = workingHours !== undefined && (workingHours.timeZone ?? timeZone) === undefined;
  return missing ? [{ path: ['workingHours', 'timeZone'], value: undefined, message: 'is missing' }] : [];
}

/** For example `audiences[0].subscribers.sms[0]: "555" is not a phone number: …`. */
function problem({ path, input, message }: v.BaseIssue<unknown>): string {
  const where = path?.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  const setting = where?.slice(1) ?? 'default export';
  if (input === undefined) return `${setting}: is missing`;
  const [, settings] = message.split(UNKNOWN_SETTING);
  const meant = settings && nearMiss(String(path?.at(-1)?.key), settings.split(', '));
  return `${setting}: ${withoutPassword(JSON.stringify(input))} ${message}${meant ? `. Did you mean ${meant}?` : ''}`;
}

/** Takes the user and the password out of an address. */
function withoutPassword(text: string): string {
  return text.replaceAll(/(:\/\/)[^/@\s"]*@/g, '$1…@');
}
