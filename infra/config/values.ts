import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as v from 'valibot';
import { TOPIC_ARN_PATTERN } from '../../lambda/domain/topic-arn.ts';
import { text } from './shapes.ts';

/**
 * The values that a setting may have. Each message ends a sentence that begins with the refused value:
 * `"+1 555" is not a phone number: …`.
 */

/** What SNS prefixes to a text message, in capitals; at most 30 characters of the 160 that a text message has. */
export const DISPLAY_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9 _-]{0,28}[A-Za-z0-9_-])?$/;

export const displayName = v.pipe(
  text,
  v.regex(DISPLAY_NAME, 'is not a display name: 1 to 30 letters, digits, spaces, hyphens and underscores'),
);

const NOT_AN_EMAIL_ADDRESS = 'is not an email address, such as you@example.com';

/** The syntax that browsers accept, with a dot in the domain: nobody reads mail at a top-level domain. */
export const emailAddress = v.pipe(
  text,
  v.rfcEmail(NOT_AN_EMAIL_ADDRESS),
  v.regex(/@.+\./, NOT_AN_EMAIL_ADDRESS),
);

/** E.164: https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html */
export const phoneNumber = v.pipe(
  text,
  v.regex(
    /^\+[1-9]\d{6,14}$/,
    'is not a phone number: a plus sign, the country code and the number, digits only, such as +15555550100',
  ),
);

export const httpsUrl = v.pipe(
  text,
  v.check(
    (value) => URL.canParse(value) && new URL(value).protocol === 'https:',
    'is not an https:// address, and any other would carry alerts in the clear',
  ),
  v.check(
    (value) => !hasCredentials(value),
    'holds a user or a password, which the template, the console and the list of subscriptions would show: leave them out, and let the endpoint check the signature of SNS',
  ),
);

function hasCredentials(url: string): boolean {
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}

const QUEUE_ARN = /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}(?:\.fifo)?$/;

export const queueArn = v.pipe(
  arn(QUEUE_ARN, 'is not the ARN of a queue, such as arn:aws:sqs:eu-central-1:111122223333:alerts'),
  notFifo(),
);

/** Its name alone stands for the queue in the account and Region of the stack. */
export const queue = v.pipe(
  v.union(
    [arn(/^[\w-]{1,80}(?:\.fifo)?$/, ''), arn(QUEUE_ARN, '')],
    'is neither the ARN of a queue, such as arn:aws:sqs:eu-central-1:111122223333:alerts, nor the name of one',
  ),
  notFifo(),
);

function notFifo() {
  return v.check(
    (value: string) => !value.endsWith('.fifo'),
    'is a FIFO queue, which SNS does not subscribe to this topic',
  );
}

export const functionArn = arn(
  /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]{1,64}(?::[\w$-]+)?$/,
  'is not the ARN of a function, such as arn:aws:lambda:eu-central-1:111122223333:function:alerts',
);

/** Its name alone, with an alias or not, stands for the function in the account and Region of the stack. */
export const lambdaFunction = v.union(
  [arn(/^[\w-]{1,64}(?::[\w$-]+)?$/, ''), functionArn],
  'is neither the ARN of a function, such as arn:aws:lambda:eu-central-1:111122223333:function:alerts, nor the name of one',
);

/** Its name alone stands for the topic in the account and Region of the stack. */
export const topic = v.union(
  [arn(/^[\w-]{1,256}$/, ''), arn(TOPIC_ARN_PATTERN, '')],
  'is neither the ARN of a standard topic, such as arn:aws:sns:eu-central-1:111122223333:alarms, nor the name of one',
);

/** Its id alone stands for the key in the account and Region of the stack. An alias will not do: IAM grants by key. */
export const kmsKey = arn(
  /^(?:arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/)?(?:mrk-)?[0-9a-f-]{32,36}$/,
  'is not the ARN of a KMS key, such as arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-1a2b-3c4d-5e6f-0a1b2c3d4e5f, nor its id',
);

const OFFERED_DAYS = Object.values(RetentionDays).filter((value) => typeof value === 'number');

export const retentionDays = v.enum(
  RetentionDays,
  `is not a number of days that CloudWatch Logs offers: ${OFFERED_DAYS.join(', ')}`,
);

/** Any text that says something. */
export const sentence = v.pipe(text, v.trim(), v.nonEmpty('says nothing'));

const NOT_AN_ACCOUNT = 'is not the id of an account: 12 digits, as text';

export const accountId = v.pipe(
  v.string(({ input }) =>
    typeof input === 'number'
      ? `${NOT_AN_ACCOUNT}, in quotes, because a zero at its start counts`
      : 'is not text',
  ),
  v.regex(/^\d{12}$/, NOT_AN_ACCOUNT),
);

function arn(pattern: RegExp, message: string) {
  return v.pipe(text, v.regex(pattern, message));
}
