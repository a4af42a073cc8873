/**
 * Copies of CloudTrail records that databases, log collectors and people make: the same facts in another spelling. What is
 * there is read; a copy that says a thing twice is not believed.
 */

type Fields = Readonly<Record<string, unknown>>;

/** Longer than any record that EventBridge delivers. */
const MAX_TEXT_LENGTH = 300_000;

/** Text in the place of a value, where there is none. */
const NOTHING = /^(?:null|none|undefined|-)?$/i;

/** Whether a copy has nothing there: absent, null, `""`, `"-"` or `"null"`. */
export function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && NOTHING.test(value.trim()));
}

/**
 * An object, or text that is one: JSON, or `{target=i-0123, reason=test}` as Java and Athena print a map.
 *
 * @returns undefined for anything else
 */
export function toObject(value: unknown): Fields | undefined {
  if (typeof value !== 'string') return isObject(value) ? value : undefined;
  if (value.length > MAX_TEXT_LENGTH || !/^\s*["{]/.test(value)) return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    // Some copies were made of a copy.
    return typeof parsed === 'string' && parsed.length < value.length ? toObject(parsed) : asObject(parsed);
  } catch {
    return asObject(readMap(value.trim()));
  }
}

/**
 * The object with its fields under the given names, whichever way they are spelled: `Target`, `event_name`, `eventname`,
 * or `sessionContext.sourceIdentity` for a field of a field. The exact name comes first.
 */
export function withNames(object: Fields, names: Names): Fields {
  const others = Object.keys(object).filter((key) => isOtherSpelling(key, names));
  if (others.length === 0) return object;
  const renamed: Record<string, unknown> = { ...object };
  const dotted = new Map<string, [string, unknown][]>();
  for (const key of others) {
    const [outer = '', ...inner] = key.split('.');
    const name = names.byPlainKey.get(plainKey(outer)) ?? '';
    if (inner.length > 0) listAt(dotted, name).push([inner.join('.'), object[key]]);
    else if (isNothing(own(renamed, name))) renamed[name] = object[key];
  }
  for (const [name, entries] of dotted) {
    const known = own(renamed, name);
    if (!isNothing(known) && !isObject(known)) continue;
    renamed[name] = Object.fromEntries([...Object.entries(isObject(known) ? known : {}), ...entries]);
  }
  return renamed;
}

function isOtherSpelling(key: string, { byPlainKey, remembered }: Names): boolean {
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const dot = key.indexOf('.');
  const name = byPlainKey.get(plainKey(dot === -1 ? key : key.slice(0, dot)));
  const other = name !== undefined && name !== key;
  if (remembered.size < MAX_REMEMBERED) remembered.set(key, other);
  return other;
}

function listAt<T>(lists: Map<string, T[]>, name: string): T[] {
  const list = lists.get(name) ?? [];
  lists.set(name, list);
  return list;
}

function own(object: Fields, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The names of an object's fields. */
export interface Names {
  /** By what is left of them in any spelling. */
  readonly byPlainKey: ReadonlyMap<string, string>;
  /** Whether a key is another spelling of a name. CloudTrail's own keys come with every event. */
  readonly remembered: Map<string, boolean>;
}

/** More keys than CloudTrail has, and few enough to keep. */
const MAX_REMEMBERED = 200;

export function toNames(names: readonly string[]): Names {
  return { byPlainKey: new Map(names.map((name) => [plainKey(name), name])), remembered: new Map() };
}

/** `event_name`, `EventName` and `eventname` are one key. */
export function plainKey(key: string): string {
  return (key.includes('_') ? key.replaceAll('_', '') : key).toLowerCase();
}

const MAX_DEPTH = 20;

/** Beyond this the pattern below would be slow, and no map that is read is so long. */
const MAX_MAP_LENGTH = 20_000;

/**
 * Reads `{key=value, key={…}, key=[…]}`. Values stand there without quotation marks, so whoever chose one may have written
 * `, key=` into it: a key that occurs twice is left out.
 */
function readMap(text: string, depth = 0): unknown {
  if (text.length > MAX_MAP_LENGTH || depth > MAX_DEPTH) return undefined;
  if (/^\[.*\]$/s.test(text)) {
    return splitOutside(text.slice(1, -1)).map((part) => readMap(part, depth + 1));
  }
  if (!/^\{.*\}$/s.test(text)) return text === 'null' ? null : text;
  const entries: [string, unknown][] = [];
  for (const part of splitOutside(text.slice(1, -1))) {
    const [, key, value = ''] = /^([\w.:-]+)=(.*)$/s.exec(part) ?? [];
    if (key !== undefined) {
      entries.push([key, value]);
      continue;
    }
    // A comma inside the value before.
    const last = entries.at(-1);
    if (last === undefined) return part === '' ? {} : undefined;
    last[1] = `${last[1]}, ${part}`;
  }
  const keys = entries.map(([key]) => key);
  const once = entries.filter(([key]) => keys.indexOf(key) === keys.lastIndexOf(key));
  return Object.fromEntries(once.map(([key, value]) => [key, readMap(String(value), depth + 1)]));
}

/** Splits at the commas that stand outside any bracket. */
function splitOutside(text: string): string[] {
  const parts: string[] = [];
  let [start, open] = [0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '{' || character === '[') open += 1;
    else if (character === '}' || character === ']') open -= 1;
    else if (character === ',' && open === 0 && text[index + 1] === ' ') {
      parts.push(text.slice(start, index));
      start = index + 2;
    }
  }
  return [...parts, text.slice(start)];
}

function asObject(value: unknown): Fields | undefined {
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
