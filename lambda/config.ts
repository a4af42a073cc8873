import * as v from 'valibot';
import { ConfigurationError } from './errors.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

/** What the function is told by its environment. */
export interface Config {
  readonly topicArn: string;
  /** The topic's display name. SNS puts it in front of every SMS, so it takes room from the text. */
  readonly displayName: string;
  readonly settings: Settings;
  /** The DynamoDB table that remembers which events were sent. Unset: none does. */
  readonly ledgerTable?: string | undefined;
  /** How long to wait after a message, in milliseconds, so that SNS is not sent more than its subscribers bear. */
  readonly publishIntervalMs: number;
}

const Environment = v.object({
  TOPIC_ARN: v.pipe(
    v.string(),
    v.regex(/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/, 'is not the ARN of an SNS topic'),
  ),
  TOPIC_DISPLAY_NAME: v.optional(v.string(), ''),
  SETTINGS: v.optional(
    v.pipe(v.string(), v.parseJson(undefined, 'is not JSON'), v.record(v.string(), v.unknown())),
    '{}',
  ),
  LEDGER_TABLE: v.optional(v.string()),
  PUBLISH_INTERVAL_MS: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'is not a number of milliseconds'), v.transform(Number)),
    '0',
  ),
});

/** @throws {ConfigurationError} naming each variable that is missing or wrong */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const result = v.safeParse(Environment, environment);
  if (result.success) {
    const { TOPIC_ARN, TOPIC_DISPLAY_NAME, SETTINGS, LEDGER_TABLE, PUBLISH_INTERVAL_MS } = result.output;
    return {
      topicArn: TOPIC_ARN,
      displayName: TOPIC_DISPLAY_NAME,
      settings: { ...DEFAULT_SETTINGS, ...SETTINGS },
      ledgerTable: LEDGER_TABLE,
      publishIntervalMs: PUBLISH_INTERVAL_MS,
    };
  }
  const problems = result.issues.map((issue) => {
    const variable = v.getDotPath(issue) ?? 'environment';
    return issue.input === undefined
      ? `${variable} is not set`
      : `${variable} ${issue.message}: "${issue.input}"`;
  });
  throw new ConfigurationError(`${problems.join('; ')}. Set it in the environment of the function.`);
}
