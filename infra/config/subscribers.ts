import * as v from 'valibot';
import { distinct, group } from './shapes.ts';
import { emailAddress, httpsUrl, lambdaFunction, phoneNumber, queue } from './values.ts';

/** Who receives the alerts. Each list holds endpoints of one protocol. */
export interface Subscribers {
  /**
   * Addresses that are mailed, once the link in the first mail has been followed.
   * @default - nobody is mailed
   */
  readonly email?: readonly string[];
  /**
   * Phone numbers in E.164 form, such as +15555550100.
   * @default - no text messages are sent
   */
  readonly sms?: readonly string[];
  /**
   * `https://` endpoints. They receive the alert in an SNS envelope, and have to confirm the subscription.
   * @default - no endpoint is called
   */
  readonly https?: readonly string[];
  /**
   * ARNs of existing queues, or the names of such in the account and Region of the stack. They receive the alert in an SNS
   * envelope, once their own policy lets the topic send: the statement to add is an output of the stack. SNS cannot send to
   * a queue that is encrypted under the AWS managed key `alias/aws/sqs`; under a key of your own, or under SQS's own keys
   * (SSE-SQS), it can.
   * @default - no queue is filled
   */
  readonly sqs?: readonly string[];
  /**
   * Existing functions in the account and Region of the stack, by their names or ARNs.
   * @default - no function is invoked
   */
  readonly lambda?: readonly string[];
}

export const subscribers = group({
  email: v.exactOptional(distinct(emailAddress, (address) => address.toLowerCase())),
  sms: v.exactOptional(distinct(phoneNumber)),
  https: v.exactOptional(distinct(httpsUrl)),
  sqs: v.exactOptional(distinct(queue)),
  lambda: v.exactOptional(distinct(lambdaFunction)),
}) satisfies v.GenericSchema<unknown, Subscribers>;
