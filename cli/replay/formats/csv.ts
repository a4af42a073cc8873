import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { type Format, MAX_WHOLE_BYTES } from './format.ts';

/** Columns of which a table with records has one: those of Athena and CloudTrail Lake, of log searches, and of AWS's CSV. */
const COLUMNS =
  /^(?:@?message|_?raw|_source|raw_data|event\.original|cloudtrail_?event|event_?name|event name|request_?parameters|user_?identity)$/i;

/** A table with a line of names above it, as Athena, Logs Insights, Splunk and Sentinel save it. Each row is a value. */
export const csv: Format = {
  recognises: (head) => {
    const names = headerOf(head);
    return names.length > 0 && names.some((name) => COLUMNS.test(name));
  },
  async *read(chunks) {
    const parser = Readable.from(chunks).pipe(
      parse({
        columns: (names: string[]) => names.map((name) => name.trim()),
        delimiter: [',', ';', '\t'],
        relaxColumnCount: true,
        skipEmptyLines: true,
        maxRecordSize: MAX_WHOLE_BYTES,
        info: true,
      }),
    );
    try {
      for await (const { record, info } of parser as AsyncIterable<{
        record: unknown;
        info: { lines: number };
      }>) {
        yield { value: record, line: info.lines };
      }
    } catch (error) {
      yield {
        problem: `is no table that can be read: ${(error as CsvError).message}`,
        line: parser.info.lines,
      };
    }
  },
};

/** The names in the first line, if it is one of names. */
function headerOf(head: Buffer): string[] {
  const [line = ''] = head.toString('utf8', 0, 8000).split(/\r?\n/, 1);
  if (!/^[\w"@.,;\t ()[\]/-]+$/.test(line)) return [];
  return line.split(/[,;\t]/).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
}
