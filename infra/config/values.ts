import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as v from 'valibot';
import { DISPLAY_NAME } from './settings.ts';

/**
 * The values that a setting may have. Each message ends a sentence that begins with the refused value:
 * `"+1 555" is not a phone number: …`.
 */

export const text = v.string('is not text');

/** As SNS prefixes it to a text message in capitals; 30 characters of the 160 that a text message has. */
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
);

export const queueArn = v.pipe(
  arn(
    /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}(?:\.fifo)?$/,
    'is not the ARN of a queue, such as arn:aws:sqs:eu-central-1:111122223333:alerts',
  ),
  v.check((value) => !value.endsWith('.fifo'), 'is a FIFO queue, which SNS does not subscribe to this topic'),
);

export const functionArn = arn(
  /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]{1,64}(?::[\w$-]+)?$/,
  'is not the ARN of a function, such as arn:aws:lambda:eu-central-1:111122223333:function:alerts',
);

export const topicArn = arn(
  /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
  'is not the ARN of a standard topic, such as arn:aws:sns:eu-central-1:111122223333:alarms',
);

const OFFERED_DAYS = Object.values(RetentionDays).filter((value) => typeof value === 'number');

export const retentionDays = v.enum(
  RetentionDays,
  `is not a number of days that CloudWatch Logs offers: ${OFFERED_DAYS.join(', ')}`,
);

/** Any text that says something. */
export const sentence = v.pipe(text, v.trim(), v.nonEmpty('says nothing'));

export const accountId = v.pipe(text, v.regex(/^\d{12}$/, 'is not the id of an account: 12 digits, as text'));

/** One of a few words: `"begin" is not an action: start, resume, end`. */
export function choice<const Options extends readonly string[]>(what: string, options: Options) {
  return v.picklist(options, `is not ${what}: ${options.join(', ')}`);
}

/** A list of values of one kind. */
export function list<const Item extends v.GenericSchema>(item: Item) {
  return v.array(item, 'is not a list');
}

/** A list that selects. An empty one is a mistake: it would select nothing. */
export function selection<const Item extends v.GenericSchema>(item: Item) {
  return v.pipe(list(item), v.nonEmpty('selects nothing: leave it out to select everything'));
}

/** A list on a command line: `-c email=one@example.com,two@example.com`. */
export function commaSeparated<const Item extends v.GenericSchema<string>>(item: Item) {
  return v.pipe(
    text,
    v.transform((values) => values.split(',').map((value) => value.trim())),
    v.array(item),
  );
}

/** A group of settings. Any other key is refused, because a misspelt setting would silently do nothing. */
export function group<const Entries extends v.ObjectEntries>(entries: Entries) {
  const unknownKey = v.never(`is not a setting here: ${Object.keys(entries).join(', ')}`);
  return v.objectWithRest(entries, unknownKey, 'is not a group of settings');
}

/** What is wrong with one of several settings that are looked at together. */
export interface Problem {
  /** From the value that is looked at to the setting. */
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** Ends a sentence that begins with the value. */
  readonly message: string;
}

/** For `v.rawCheck`, once each setting is right by itself. */
export function report<Value>(
  { dataset, addIssue }: v.RawCheckContext<Value>,
  problemsOf: (value: Value) => readonly Problem[],
): void {
  if (!dataset.typed) return;
  for (const { path, value, message } of problemsOf(dataset.value)) {
    const [first, ...rest] = path.map(
      (key) => ({ type: 'unknown', origin: 'value', input: null, key, value }) as const,
    );
    addIssue({ message, input: value, ...(first && { path: [first, ...rest] }) });
  }
}

function arn(pattern: RegExp, message: string) {
  return v.pipe(text, v.regex(pattern, message));
}
