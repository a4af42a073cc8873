import * as v from 'valibot';

/**
 * A field of text, absent where it is blank or no text. CloudTrail and its copies write `""`, null and wrong types
 * where a value is missing.
 */
export const text = v.fallback(
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

/** An object of which each readable field is read. It never fails: what is not an object has no fields. */
export function fields<const Entries extends v.ObjectEntries>(entries: Entries) {
  const schema = v.object(entries);
  return v.fallback(schema, () => v.parse(schema, {}));
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
  eventTime: text,
  eventID: text,
  awsRegion: text,
  recipientAccountId: text,
  sourceIPAddress: text,
  userAgent: text,
  errorCode: anything,
  errorMessage: text,
  userIdentity: anything,
  additionalEventData: fields({ UserName: text }),
  sessionCredentialFromConsole: anything,
  tlsDetails: anything,
  requestParameters: v.fallback(
    v.nullable(
      v.object({ target: text, documentName: text, parameters: anything, reason: text, sessionId: text }),
    ),
    null,
  ),
  responseElements: fields({ sessionId: text }),
  addendum: fields({ reason: text, originalEventID: text, updatedFields: text }),
});

export type Detail = v.InferOutput<typeof Detail>;
