import * as v from 'valibot';
import { MAXIMUM_PATTERN_LENGTH, patternLength } from '../event-pattern/event-pattern.ts';
import type { Audience, SessionNotifierStackConfig } from '../stack.ts';
import { audiences } from './audience.ts';
import { commonSettings } from './common-settings.ts';
import { MAXIMUM_SETTINGS_BYTES, toSettings } from './settings.ts';
import {
  commaSeparated,
  emailAddress,
  group,
  httpsUrl,
  phoneNumber,
  retentionDays,
  topicArn,
} from './values.ts';

/** What notifier.config.ts may say. Every setting is optional. */
export interface NotifierConfig extends Omit<SessionNotifierStackConfig, 'audiences'> {
  /**
   * Who is told, and of what. Each audience has a rule, a function and a topic of its own.
   * @default - one audience that is told of everything
   */
  readonly audiences?: readonly Audience[];
}

const NotifierConfigSchema = group({
  ...commonSettings,
  alarms: v.exactOptional(
    group({
      email: v.exactOptional(emailAddress),
      topicArn: v.exactOptional(topicArn),
    }),
  ),
  logRetentionDays: v.exactOptional(retentionDays),
  audiences: v.exactOptional(audiences),
}) satisfies v.GenericSchema<unknown, NotifierConfig>;

const EVERYONE: Audience = { name: 'everyone' };

/** Subscribers added on the command line, for a first try: `-c email=you@example.com -c sms=+15555550100`. */
const CommandLineSchema = v.object({
  email: v.optional(commaSeparated(emailAddress)),
  sms: v.optional(commaSeparated(phoneNumber)),
  https: v.optional(commaSeparated(httpsUrl)),
});

/** The configuration cannot be used. The message has one line for each problem. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Checks the configuration file, and adds the subscribers from the command line to its first audience.
 *
 * @param file the default export of notifier.config.ts
 * @param context looks up a value that was given as `-c key=value`
 * @param fileName what the problems call the file
 * @throws ConfigError with every problem of both
 */
export function readConfig(
  file: unknown,
  context: (key: string) => unknown,
  fileName = 'notifier.config.ts',
): SessionNotifierStackConfig {
  const parsed = v.safeParse(NotifierConfigSchema, file, { abortPipeEarly: true });
  const commandLine = v.safeParse(
    CommandLineSchema,
    { email: context('email'), sms: context('sms'), https: context('https') },
    { abortPipeEarly: true },
  );
  if (!parsed.success || !commandLine.success) {
    throw new ConfigError([
      ...(parsed.issues ?? []).map((issue) => `${fileName}: ${problem(issue)}`),
      ...(commandLine.issues ?? []).map((issue) => `command line: ${problem(issue)}`),
    ]);
  }

  const [first = EVERYONE, ...others] = parsed.output.audiences ?? [];
  const config = { ...parsed.output, audiences: [addSubscribers(first, commandLine.output), ...others] };
  const tooLong = config.audiences.flatMap((audience) => tooLongFor(audience, config));
  if (tooLong.length > 0) throw new ConfigError(tooLong.map((line) => `${fileName}: ${line}`));
  return config;
}

function addSubscribers(
  audience: Audience,
  { email = [], sms = [], https = [] }: v.InferOutput<typeof CommandLineSchema>,
): Audience {
  const { subscribers = {} } = audience;
  return {
    ...audience,
    subscribers: {
      ...subscribers,
      email: [...(subscribers.email ?? []), ...email],
      sms: [...(subscribers.sms ?? []), ...sms],
      https: [...(subscribers.https ?? []), ...https],
    },
  };
}

/** What EventBridge and Lambda would refuse only in the middle of a deployment. */
function tooLongFor(audience: Audience, config: SessionNotifierStackConfig): string[] {
  const { name, filter = {} } = audience;
  const characters = patternLength(filter);
  const bytes = Buffer.byteLength(JSON.stringify(toSettings(config, audience)));
  return [
    characters > MAXIMUM_PATTERN_LENGTH &&
      `the filter of the audience "${name}" makes an event pattern of ${count(characters)} characters, and EventBridge takes ${count(MAXIMUM_PATTERN_LENGTH)}: name less, use *, or split the audience`,
    bytes > MAXIMUM_SETTINGS_BYTES &&
      `the settings of the audience "${name}" take ${count(bytes)} bytes, and the environment of a function has room for ${count(MAXIMUM_SETTINGS_BYTES)}: shorten accountNames, knownNetworks or ignoreActors`,
  ].filter((line) => line !== false);
}

function count(value: number): string {
  return value.toLocaleString('en');
}

/** For example `audiences[0].subscribers.sms[0]: "555" is not a phone number: …`. */
function problem({ path, input, message }: v.BaseIssue<unknown>): string {
  const where = path?.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  const setting = where?.slice(1) ?? 'default export';
  return input === undefined ? `${setting}: is missing` : `${setting}: ${JSON.stringify(input)} ${message}`;
}
