import { isIP } from 'node:net';
import * as v from 'valibot';
import type { LookupSettings } from '../../lambda/settings.ts';
import { PATTERN_SIZE } from '../event-pattern/event-pattern.ts';
import { type DeliveryMode, delivery } from './delivery.ts';
import { lookups } from './lookups.ts';
import { list, text, wholeNumber } from './shapes.ts';
import { accountId, kmsKey, sentence } from './values.ts';
import { timeZone, type WorkingHoursConfig, workingHours } from './working-hours.ts';

/** The settings that hold for every audience. */
export interface CommonSettings {
  /**
   * Names of accounts by their ids: `{ '123456789012': 'prod' }`.
   * @default - accounts are shown by their ids
   */
  readonly accountNames?: Readonly<Record<string, string>>;
  /**
   * What is looked up about a session and its target: the tags to show beside the Name, and the time for all look-ups of
   * one event. False: nothing, and the function may read nothing.
   * @default - the Name, within 1.5 seconds
   */
  readonly lookups?: Partial<LookupSettings> | false;
  /**
   * When sessions are expected; any other time earns a warning. Its `timeZone` is that of the readers unless it says otherwise.
   * @default - at any time
   */
  readonly workingHours?: WorkingHoursConfig;
  /**
   * The time zone of the readers, such as `Europe/Berlin`: alerts say the local time beside UTC.
   * @default - alerts say the time in UTC only
   */
  readonly timeZone?: string;
  /**
   * CIDR blocks, IPv4 and IPv6, from which sessions are expected; any other address earns a warning.
   * @default - from anywhere
   */
  readonly knownNetworks?: readonly string[];
  /**
   * How events reach the function.
   * @default { mode: 'direct' }
   */
  readonly delivery?: DeliveryMode;
  /**
   * Whether a repeated delivery of the same event is recognised, by a table that remembers what was sent. It costs a
   * few writes for every alert.
   * @default false
   */
  readonly deduplicate?: boolean;
  /**
   * A KMS key of your own, in the account and Region of the stack, under which the topics of the audiences are encrypted: its
   * ARN or its id. Its policy has to let IAM grant its use (`kms:GenerateDataKey` and `kms:Decrypt` to the function's role), as
   * the default policy of a key does.
   * @default - the AWS managed key `alias/aws/sns`
   */
  readonly kmsKeyArn?: string;
  /**
   * How many characters the event pattern of a rule may have in this account and Region: for accounts whose quota "event
   * pattern size" (L-664C5505) was raised, to 4,096 at most.
   * @default 2048
   */
  readonly eventPatternSizeQuota?: number;
}

/** A CIDR block. It is not checked by cidr-tools, which reads 300.1.1.1/8 and 10.0.0.0/33 as something. */
const network = v.pipe(text, v.check(isNetwork, 'is not a network, such as 203.0.113.0/24'));

export const commonSettings = {
  accountNames: v.exactOptional(v.record(accountId, sentence, 'is not a group of settings')),
  lookups: v.exactOptional(lookups),
  workingHours: v.exactOptional(workingHours),
  timeZone: v.exactOptional(timeZone),
  knownNetworks: v.exactOptional(list(network)),
  delivery: v.exactOptional(delivery),
  deduplicate: v.exactOptional(v.boolean('is neither true nor false')),
  kmsKeyArn: v.exactOptional(kmsKey),
  eventPatternSizeQuota: v.exactOptional(
    wholeNumber('is not a number of characters from 2048 to 4096', {
      from: PATTERN_SIZE.default,
      to: PATTERN_SIZE.highest,
    }),
  ),
} satisfies v.ObjectEntries;

function isNetwork(value: string): boolean {
  const [address = '', bits = '', ...rest] = value.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return /^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= longest && rest.length === 0;
}
