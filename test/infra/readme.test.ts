import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { NotifierConfig } from '../../infra/config/config.ts';
import { ROOT, runCli } from '../support/run.ts';
import { synthesiseStack } from '../support/synthesise.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** What stands in the fenced blocks of a section. */
function blocks(section: string, language: string): string[] {
  const [, text = ''] = readme.split(`\n## ${section}\n`);
  const fenced = text.split(/\n## /)[0]?.matchAll(/^```(\w*)\n(.*?)^```$/gms) ?? [];
  return [...fenced].filter(([, name]) => name === language).map(([, , content]) => content ?? '');
}

/** The program without its types. */
function toProgram(sample: string): string {
  return sample.replace(' satisfies NotifierConfig', '');
}

function toConfig(sample: string): NotifierConfig {
  return new Function(toProgram(sample).replace('export default', 'return'))();
}

test.each(['Deploy', 'Audiences', 'Storms and repeats'])(
  'the configuration that the section %s shows can be deployed',
  (section) => {
    const [sample, ...others] = blocks(section, 'ts');

    expect(others).toEqual([]);
    expect(() => synthesiseStack(toConfig(sample ?? ''))).not.toThrow();
  },
);

describe('the section Audiences', () => {
  const [sample = ''] = blocks('Audiences', 'ts');
  const [shown = ''] = blocks('Audiences', '');

  test('shows two audiences that make two rules with different patterns', () => {
    const rules = synthesiseStack(toConfig(sample)).template.findResources('AWS::Events::Rule');
    const patterns = Object.values(rules).map(({ Properties }) => JSON.stringify(Properties.EventPattern));

    expect(new Set(patterns).size).toBe(2);
  });

  test('shows what the replay prints for it', async () => {
    const config = join(mkdtempSync(join(tmpdir(), 'readme-')), 'notifier.config.mjs');
    writeFileSync(config, toProgram(sample));
    const { stdout } = await runCli('replay', ['--audience', 'database', '--config', config]);
    const printed = stdout.split('\n');

    expect(
      shown
        .trimEnd()
        .split('\n')
        .filter((line) => !printed.includes(line)),
    ).toEqual([]);
  });
});
