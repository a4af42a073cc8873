import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { DigestRecord, SessionRecord } from '../lambda/domain/record-schema.ts';

/** Prints the JSON Schema of what programs receive: `npm run schema` writes it to docs/. */
const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'ssm-session-notifier record, version 1: one event, or a digest of several',
  ...toJsonSchema(v.union([SessionRecord, DigestRecord])),
};
console.log(JSON.stringify(schema, null, 2));
