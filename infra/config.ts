import * as v from 'valibot';
import {
  commaSeparated,
  displayName,
  emailAddress,
  functionArn,
  group,
  httpsUrl,
  list,
  phoneNumber,
  queueArn,
  retentionDays,
  topicArn,
} from './config-values.ts';
import type { SessionNotifierProps } from './session-notifier.ts';

/** What notifier.config.ts may say. */
export type NotifierConfig = SessionNotifierProps;

const NotifierConfigSchema = group({
  displayName: v.exactOptional(displayName),
  subscribers: v.exactOptional(
    group({
      email: v.exactOptional(list(emailAddress)),
      sms: v.exactOptional(list(phoneNumber)),
      https: v.exactOptional(list(httpsUrl)),
      sqs: v.exactOptional(list(queueArn)),
      lambda: v.exactOptional(list(functionArn)),
    }),
  ),
  alarms: v.exactOptional(
    group({
      email: v.exactOptional(emailAddress),
      topicArn: v.exactOptional(topicArn),
    }),
  ),
  logRetentionDays: v.exactOptional(retentionDays),
}) satisfies v.GenericSchema<unknown, NotifierConfig>;

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
 * Checks the configuration file, and adds the subscribers from the command line to its own.
 *
 * @param file the default export of notifier.config.ts
 * @param context looks up a value that was given as `-c key=value`
 * @throws ConfigError with every problem of both
 */
export function readConfig(file: unknown, context: (key: string) => unknown): NotifierConfig {
  const config = v.safeParse(NotifierConfigSchema, file, { abortPipeEarly: true });
  const commandLine = v.safeParse(
    CommandLineSchema,
    { email: context('email'), sms: context('sms'), https: context('https') },
    { abortPipeEarly: true },
  );

  if (!config.success || !commandLine.success) {
    throw new ConfigError([
      ...(config.issues ?? []).map((issue) => `notifier.config.ts: ${problem(issue)}`),
      ...(commandLine.issues ?? []).map((issue) => `command line: ${problem(issue)}`),
    ]);
  }

  const { subscribers = {} } = config.output;
  const { email = [], sms = [], https = [] } = commandLine.output;
  return {
    ...config.output,
    subscribers: {
      ...subscribers,
      email: [...(subscribers.email ?? []), ...email],
      sms: [...(subscribers.sms ?? []), ...sms],
      https: [...(subscribers.https ?? []), ...https],
    },
  };
}

/** For example `subscribers.sms[0]: "555" is not a phone number: …`. */
function problem(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue)?.replaceAll(/\.(\d+)/g, '[$1]') ?? 'default export';
  return `${path}: ${JSON.stringify(issue.input)} ${issue.message}`;
}
