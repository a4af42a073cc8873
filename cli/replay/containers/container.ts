export type Json = Readonly<Record<string, unknown>>;

/** What a value of the input turned out to be. */
export type Item =
  /** An EventBridge event, for the function to read. */
  | { readonly envelope: unknown }
  /** Something that may hold a record and cannot be read. */
  | { readonly problem: string }
  /** Something that is no record and holds none: `a CloudTrail digest`. */
  | { readonly nothing: string };

/** Something that AWS, a log collector or a person has put around records. It is recognised by what it looks like. */
export interface Container {
  readonly recognises: (value: Json) => boolean;
  /**
   * @returns the values in it, each of which may be a container again. Text is taken for what its content says: JSON, JSON
   * behind a time, base64 or gzip.
   */
  readonly open: (value: Json) => readonly unknown[] | Item;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value deep in another whose shape nobody has checked. A key may be dotted in the value itself. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  if (path.length === 0) return value;
  if (!isObject(value)) return undefined;
  const [key = '', ...rest] = path;
  const dotted = path.join('.');
  if (Object.hasOwn(value, dotted)) return value[dotted];
  return Object.hasOwn(value, key) ? at(value[key], ...rest) : undefined;
}

/** A text deep in another value. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The list that is there, or nothing. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}
