import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compose } from '../lambda/compose.ts';
import { parse } from '../lambda/parse/parse.ts';
import { DEFAULT_SETTINGS } from '../lambda/settings.ts';

/** The folders of sample events that become alerts, relative to the root of the project. */
export const GOLDEN_FOLDERS = ['events', 'events/decoys'] as const;

/**
 * What a person reads of one sample event: the subject and the body of the mail, and the SMS. It stands beside the event
 * as `<case>.txt`, so that a review shows how an alert changes.
 *
 * @param envelope the EventBridge event, parsed from JSON
 */
export function goldenText(envelope: unknown): string {
  const { subject, bodies } = compose(parse(envelope), DEFAULT_SETTINGS).message;
  return `Subject: ${subject}\n\n${bodies.email}\nSMS: ${bodies.sms}\n`;
}

/** Writes the text of every sample event anew. Run by `npm run golden`, and never by a test. */
function writeGoldenTexts(root: string): void {
  for (const folder of GOLDEN_FOLDERS) {
    for (const file of readdirSync(join(root, folder)).filter((name) => name.endsWith('.json'))) {
      const path = join(root, folder, file);
      const text = goldenText(JSON.parse(readFileSync(path, 'utf8')));
      writeFileSync(path.replace(/\.json$/, '.txt'), text);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeGoldenTexts(process.cwd());
