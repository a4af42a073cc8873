import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { DigestRecord, SessionRecord } from '../lambda/domain/record-schema.ts';

/** Where the schema is kept, relative to the root of the project. */
export const RECORD_SCHEMA_FILE = 'docs/session-record.v1.schema.json';

/** The JSON Schema of what programs receive, as the text of a file. */
export function recordSchema(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'ssm-session-notifier record, version 1: one event, or a digest of several',
    ...toJsonSchema(v.union([SessionRecord, DigestRecord])),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** Writes the schema anew: `npm run schema`. */
function main(): void {
  writeFileSync(join(import.meta.dirname, '..', RECORD_SCHEMA_FILE), recordSchema());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
