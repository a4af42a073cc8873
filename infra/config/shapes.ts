import * as v from 'valibot';

/**
 * The shapes that settings may have. Each message ends a sentence that begins with the refused value:
 * `"begin" is not an action: start, resume, end`.
 */

export const text = v.string(({ input }) =>
  typeof input === 'number' ? 'is not text: put it in quotes' : 'is not text',
);

export function wholeNumber(message: string, { from, to }: { readonly from: number; readonly to: number }) {
  return v.pipe(
    v.number('is not a number'),
    v.check((value) => Number.isInteger(value) && value >= from && value <= to, message),
  );
}

/** One of a few words: `"begin" is not an action: start, resume, end`. */
export function choice<const Options extends readonly string[]>(what: string, options: Options) {
  return v.picklist(options, `is not ${what}: ${options.join(', ')}`);
}

/** A list of values of one kind. */
export function list<const Item extends v.GenericSchema>(item: Item) {
  return v.array(item, 'is not a list');
}

/** A list in which nothing stands twice. @param key what two values have in common that are the same */
export function distinct<const Item extends v.GenericSchema<string>>(
  item: Item,
  key: (value: string) => string = (value) => value,
) {
  return v.pipe(
    list(item),
    v.rawCheck((context) =>
      report(context, (values) => {
        const keys = (values as readonly string[]).map(key);
        return (values as readonly string[]).flatMap((value, index) => {
          const first = keys.indexOf(key(value));
          const message = `is listed twice, here and at [${first}]: leave one out`;
          return first === index ? [] : [{ path: [index], value, message }];
        });
      }),
    ),
  );
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
export function group<const Entries extends v.ObjectEntries>(
  entries: Entries,
  message = 'is not a group of settings',
) {
  const unknownKey = v.never(`${UNKNOWN_SETTING}${Object.keys(entries).join(', ')}`);
  return v.objectWithRest(entries, unknownKey, message);
}

/** What a message begins with that goes on with the settings that there are. */
export const UNKNOWN_SETTING = 'is not a setting here: ';

export function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** What is wrong with one of several settings that are looked at together. */
export interface Problem {
  /** From the value that is looked at to the setting. */
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** Ends a sentence that begins with the value. */
  readonly message: string;
}

/** Reports what is wrong with settings that are right each by itself. It is the body of a `v.rawCheck`. */
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
