import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ends from 'tlds';

/** Where the list is kept, relative to the root of the project. */
export const DOMAIN_ENDS_FILE = 'lambda/text/domain-ends.ts';

/** The top-level domains of the Latin alphabet, as the text of a TypeScript file. */
export function domainEndsFile(): string {
  const rests = new Map<string, string[]>();
  for (const end of ends.filter((each) => /^\p{Script=Latin}+$/u.test(each)).sort()) {
    const initial = end.slice(0, 1);
    rests.set(initial, [...(rests.get(initial) ?? []), end.slice(1)]);
  }
  return [
    '// Written by `npm run domain-ends`. Not edited by hand.',
    '',
    "/** IANA's list of top-level domains: under the first letter of each, the rest of it between spaces. */",
    'export const DOMAIN_ENDS: Readonly<Record<string, string>> = {',
    ...[...rests].map(([initial, each]) => `  ${initial}: ' ${each.join(' ')} ',`),
    '};',
    '',
  ].join('\n');
}

/** Writes the list anew, after an update of the package that has it. */
function main(): void {
  writeFileSync(join(import.meta.dirname, '..', DOMAIN_ENDS_FILE), domainEndsFile());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
