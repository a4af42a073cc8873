import * as v from 'valibot';
import { distinct, group } from './shapes.ts';
import { emailAddress, topic } from './values.ts';

/** Who is notified when the notifier itself fails. */
export interface AlarmRecipients {
  /**
   * An address that is mailed, or several, through a topic made for them.
   * @default - nobody is mailed
   */
  readonly email?: string | readonly string[];
  /**
   * An existing topic in the account and Region of the stack, by its name or ARN. Its policy has to let CloudWatch alarms
   * publish, and it must not be encrypted under the AWS managed key `alias/aws/sns`, which CloudWatch may not use.
   * @default - no existing topic is used
   */
  readonly topicArn?: string;
}

const addresses = v.pipe(
  distinct(emailAddress, (address) => address.toLowerCase()),
  v.nonEmpty('names nobody: leave it out, or name an address'),
);

export const alarms = group({
  email: v.exactOptional(v.lazy((value) => (Array.isArray(value) ? addresses : emailAddress))),
  topicArn: v.exactOptional(topic),
}) satisfies v.GenericSchema<unknown, AlarmRecipients>;
