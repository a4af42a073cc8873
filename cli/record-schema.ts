import { toJsonSchema } from '@valibot/to-json-schema';
import { SessionRecord } from '../lambda/record-schema.ts';

/** Prints the JSON Schema of the record that programs receive: `npm run schema` writes it to docs/. */
const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'ssm-session-notifier record, version 1',
  ...toJsonSchema(SessionRecord),
};
console.log(JSON.stringify(schema, null, 2));
