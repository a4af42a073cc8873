import * as v from 'valibot';
import { TOPIC_ARN_PATTERN } from './domain/topic-arn.ts';
import { EnvironmentError } from './errors.ts';
import { DEFAULT_SETTINGS, type Settings, SettingsSchema } from './settings.ts';

/** The function's environment, as the deployment sets it. */
export interface Environment {
  readonly topicArn: string;
  readonly settings: Settings;
  /** The DynamoDB table that remembers which events were sent. Undefined: nothing does. */
  readonly ledgerTable?: string | undefined;
  /** The shortest time between two messages of one instance, in milliseconds. */
  readonly publishIntervalMs: number;
}

const EnvironmentSchema = v.object({
  TOPIC_ARN: v.pipe(v.string(), v.regex(TOPIC_ARN_PATTERN, 'is not the ARN of an SNS topic')),
  SETTINGS: v.optional(
    v.pipe(
      v.string(),
      v.parseJson(undefined, 'is not JSON'),
      v.check((settings) => !Array.isArray(settings), 'is not an object'),
      SettingsSchema,
    ),
    JSON.stringify(DEFAULT_SETTINGS),
  ),
  LEDGER_TABLE: v.optional(v.string()),
  PUBLISH_INTERVAL_MS: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'is not a number of milliseconds'), v.transform(Number)),
    '0',
  ),
});

/**
 * Reads the variables of the function's environment.
 *
 * @throws {EnvironmentError} naming every variable, and every setting in `SETTINGS`, that is missing or wrong
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const result = v.safeParse(EnvironmentSchema, variables);
  if (!result.success) {
    const problems = result.issues.map(describeIssue).join('; ');
    throw new EnvironmentError(`${problems}. Set it in the environment of the function.`);
  }
  const { TOPIC_ARN, SETTINGS, LEDGER_TABLE, PUBLISH_INTERVAL_MS } = result.output;
  return {
    topicArn: TOPIC_ARN,
    settings: SETTINGS,
    ledgerTable: LEDGER_TABLE,
    publishIntervalMs: PUBLISH_INTERVAL_MS,
  };
}

/** For example `SETTINGS.workingHours.from is not a time of day: "8"`. */
function describeIssue(issue: v.BaseIssue<unknown>): string {
  const variable = v.getDotPath(issue) ?? 'environment';
  return issue.input === undefined
    ? `${variable} is not set`
    : `${variable} ${issue.message}: ${JSON.stringify(issue.input)}`;
}
