import * as v from 'valibot';
import { ConfigurationError } from './errors.ts';

/** What the function is told by its environment. */
export interface Config {
  readonly topicArn: string;
  /** The topic's display name. SNS puts it in front of every SMS, so it takes room from the text. */
  readonly displayName: string;
}

const Environment = v.object({
  TOPIC_ARN: v.pipe(
    v.string(),
    v.regex(/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/, 'is not the ARN of an SNS topic'),
  ),
  TOPIC_DISPLAY_NAME: v.optional(v.string(), ''),
});

/** @throws {ConfigurationError} naming each variable that is missing or wrong */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const result = v.safeParse(Environment, environment);
  if (result.success) {
    return { topicArn: result.output.TOPIC_ARN, displayName: result.output.TOPIC_DISPLAY_NAME };
  }
  const problems = result.issues.map((issue) => {
    const variable = v.getDotPath(issue) ?? 'environment';
    return issue.input === undefined
      ? `${variable} is not set`
      : `${variable} ${issue.message}: "${issue.input}"`;
  });
  throw new ConfigurationError(`${problems.join('; ')}. Set it in the environment of the function.`);
}
