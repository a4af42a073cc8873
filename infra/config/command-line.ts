import * as v from 'valibot';
import { nearMiss } from './near-miss.ts';
import { commaSeparated } from './shapes.ts';
import { emailAddress, httpsUrl, phoneNumber } from './values.ts';

/**
 * Who was named on the command line, for a first try:
 * `-c email=you@example.com -c sms=+15555550100 -c alarms=ops@example.com`. Commas separate several.
 */
export const commandLine = v.object({
  email: v.exactOptional(commaSeparated(emailAddress)),
  sms: v.exactOptional(commaSeparated(phoneNumber)),
  https: v.exactOptional(commaSeparated(httpsUrl)),
  /** Addresses that are mailed when the notifier itself fails. */
  alarms: v.exactOptional(commaSeparated(emailAddress)),
});

export type CommandLine = Readonly<v.InferOutput<typeof commandLine>>;

const OPTIONS = Object.keys(commandLine.entries);

/** The options as they were given. @param context looks up a value that was given as `-c key=value` */
export function given(context: (key: string) => unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    OPTIONS.map((option) => [option, context(option)]).filter(([, value]) => value !== undefined),
  );
}

/** What is wrong with options that are hardly any of CDK's. CDK itself takes any. */
export function misspelt(keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => {
    const meant = OPTIONS.includes(key) ? undefined : nearMiss(key, OPTIONS);
    return meant === undefined
      ? []
      : [`"${key}" is not an option here: ${OPTIONS.join(', ')}. Did you mean ${meant}?`];
  });
}
