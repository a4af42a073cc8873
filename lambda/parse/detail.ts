import * as v from 'valibot';
import { isNothing, toNames, toObject, withNames } from './copies.ts';

/**
 * A field of text, absent where it is no text or says nothing. CloudTrail and its copies write `""`, `"null"`, null and
 * wrong types where a value is missing.
 */
export const text = v.fallback(
  v.optional(
    v.pipe(
      v.string(),
      v.check((value) => !isNothing(value)),
    ),
  ),
  undefined,
);

/** What a person typed. `-` and `none` are something to say. */
export const typedText = v.fallback(
  v.optional(
    v.pipe(
      v.string(),
      v.check((value) => value.trim() !== ''),
    ),
  ),
  undefined,
);

/** A field that comes as text, number, object or not at all, and is read where it is used. */
export const anything = v.optional(v.unknown());

/** The id of an account: twelve digits, also where a spreadsheet took them for a number and dropped the zeros before it. */
export const account = v.pipe(
  anything,
  v.transform((value) => {
    const id = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
    if (/^\d{9,12}$/.test(id)) return id.padStart(12, '0');
    return typeof value === 'string' && !isNothing(value) ? value : undefined;
  }),
);

/** An object of which each readable field is read. It never fails: what is not an object has no fields. */
export function fields<const Entries extends v.ObjectEntries>(entries: Entries) {
  const schema = v.object(entries);
  const names = toNames(Object.keys(entries));
  const none = v.parse(schema, {});
  return v.fallback(
    v.pipe(
      v.unknown(),
      v.transform((value) => {
        const object = toObject(value);
        return object === undefined ? none : v.parse(schema, withNames(object, names));
      }),
    ),
    none,
  );
}

/** A list of which each item is read so; what is no list is empty. */
export function listOf<const Item extends v.GenericSchema>(item: Item) {
  return v.fallback(v.array(item), []);
}

/**
 * The fields of a CloudTrail record that are read, each on its own: an odd one costs that field and no other.
 * `tokenValue` and `streamUrl`, which open a session to whoever holds them, are not among them.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const Detail = fields({
  eventName: text,
  eventSource: text,
  eventTime: anything,
  eventID: text,
  awsRegion: text,
  recipientAccountId: account,
  sourceIPAddress: text,
  userAgent: text,
  errorCode: anything,
  errorMessage: text,
  userIdentity: anything,
  additionalEventData: fields({ UserName: text }),
  sessionCredentialFromConsole: anything,
  tlsDetails: anything,
  requestParameters: anything,
  responseElements: anything,
  addendum: fields({ reason: text, originalEventID: text, updatedFields: text }),
});

export type Detail = v.InferOutput<typeof Detail>;
