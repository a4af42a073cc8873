/**
 * Whether a log entry matches a pattern for JSON: `{ $.level = "ERROR" || ($.a.b = "c" && $.d = "e") }`. Knows equality
 * of texts, `&&`, `||` and parentheses; `&&` binds more tightly.
 *
 * @throws {SyntaxError} if the pattern is not understood
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function matchesLogFilter(pattern: string, entry: string): boolean {
  const tokens = pattern.match(TOKEN) ?? [];
  let position = 0;
  const next = () => tokens[position++];
  const skip = (token: string) => {
    if (tokens[position] !== token) return false;
    position += 1;
    return true;
  };
  const expect = (token: string) => {
    if (!skip(token)) throw new SyntaxError(`Not a pattern: ${pattern}`);
  };

  // Both sides are read in any case, for their tokens to be taken.
  const anyOf = (): boolean => {
    let result = allOf();
    while (skip('||')) result = allOf() || result;
    return result;
  };
  const allOf = (): boolean => {
    let result = term();
    while (skip('&&')) result = term() && result;
    return result;
  };
  const term = (): boolean => {
    if (skip('(')) {
      const result = anyOf();
      expect(')');
      return result;
    }
    const selector = next() ?? '';
    expect('=');
    return valueAt(selector, entry) === unquoted(next() ?? '', pattern);
  };

  expect('{');
  const result = anyOf();
  expect('}');
  return result;
}

const TOKEN = /\|\||&&|[{}()=]|\$(?:\.\w+)+|"[^"]*"/g;

function unquoted(token: string, pattern: string): string {
  if (/^".*"$/.test(token)) return token.slice(1, -1);
  throw new SyntaxError(`Not a pattern: ${pattern}`);
}

/** `$.record.status` in an entry that is JSON. */
function valueAt(selector: string, entry: string): unknown {
  const [, ...fields] = selector.split('.');
  return fields.reduce<unknown>((value, field) => {
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)[field]
      : undefined;
  }, parsed(entry));
}

function parsed(entry: string): unknown {
  try {
    return JSON.parse(entry);
  } catch {
    // A pattern for JSON matches no other text.
    return undefined;
  }
}
