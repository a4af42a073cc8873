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
 * @throws {UnreadableEnvelopeError} if it is no envelope with a detail
 */
export function goldenText(envelope: unknown): string {
  const { subject, bodies } = compose(parse(envelope), DEFAULT_SETTINGS).message;
  return `Subject: ${subject}\n\n${bodies.email}\nSMS: ${bodies.sms}\n`;
}

/** Writes the text of every sample event anew: `npm run golden`. No test does this. */
function main(): void {
  const root = join(import.meta.dirname, '..');
  for (const folder of GOLDEN_FOLDERS) {
    for (const file of readdirSync(join(root, folder)).filter((name) => name.endsWith('.json'))) {
      writeGoldenText(root, `${folder}/${file}`);
    }
  }
}

/** @throws {Error} that names the file, if its event cannot be read */
function writeGoldenText(root: string, file: string): void {
  try {
    const text = goldenText(JSON.parse(readFileSync(join(root, file), 'utf8')));
    writeFileSync(join(root, file.replace(/\.json$/, '.txt')), text);
  } catch (cause) {
    throw new Error(`${file} is no sample event: ${cause}`, { cause });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
