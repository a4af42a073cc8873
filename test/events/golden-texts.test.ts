import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { GOLDEN_FOLDERS, goldenText } from '../../scripts/golden-texts.ts';

const ROOT = join(__dirname, '..', '..');

const namesIn = (folder: string, extension: string) =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length));

describe.each(GOLDEN_FOLDERS)('in %s', (folder) => {
  test.each(namesIn(folder, '.json'))(
    '%s.json reads as its golden text (npm run golden writes it)',
    (name) => {
      const golden = join(ROOT, folder, `${name}.txt`);
      if (!existsSync(golden)) {
        throw new Error(`${folder}/${name}.txt is missing. Write it with "npm run golden", and review it.`);
      }
      const envelope = JSON.parse(readFileSync(join(ROOT, folder, `${name}.json`), 'utf8'));

      const text = goldenText(envelope);

      expect(text).toBe(readFileSync(golden, 'utf8'));
    },
  );

  test('no golden text is without its event', () => {
    const events = new Set(namesIn(folder, '.json'));

    const orphans = namesIn(folder, '.txt').filter((name) => !events.has(name));

    expect(orphans).toEqual([]);
  });
});
