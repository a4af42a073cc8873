import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as v from 'valibot';
import { type AlarmRecipients, alarms } from './alarms.ts';
import { type Audience, audiences } from './audience.ts';
import type { CommandLine } from './command-line.ts';
import { type CommonSettings, commonSettings } from './common-settings.ts';
import { group, type Problem, report } from './shapes.ts';
import { retentionDays } from './values.ts';

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

export const NotifierConfigSchema = v.pipe(
  group({
    ...commonSettings,
    alarms: v.exactOptional(alarms),
    logRetentionDays: v.exactOptional(retentionDays),
    audiences: v.exactOptional(audiences),
  }),
  v.rawCheck((context) => report(context, withoutTimeZone)),
) satisfies v.GenericSchema<unknown, NotifierConfig>;

/** Working hours are those of a place. */
function withoutTimeZone({ workingHours, timeZone }: NotifierConfig): Problem[] {
  const missing = workingHours !== undefined && (workingHours.timeZone ?? timeZone) === undefined;
  return missing ? [{ path: ['workingHours', 'timeZone'], value: undefined, message: 'is missing' }] : [];
}
