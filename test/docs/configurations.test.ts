import { describe, expect, test } from '@jest/globals';
import type { NotifierConfig } from '../../infra/config/config.ts';
import { blocks, page, section, withoutTypes } from '../support/markdown.ts';
import { synthesiseStack } from '../support/synthesise.ts';

const readme = page('README.md');
const audiences = page('docs/audiences.md');

const SHOWN = {
  'README.md, Deploy': section(readme, 'Deploy'),
  'README.md, Audiences': section(readme, 'Audiences'),
  'docs/audiences.md': audiences,
  'docs/delivery.md': page('docs/delivery.md'),
  'docs/subscribing.md': page('docs/subscribing.md'),
};

describe('the configuration that is shown', () => {
  test.each(Object.entries(SHOWN))('in %s is the only one there', (_, text) => {
    expect(blocks(text, 'ts')).toHaveLength(1);
  });

  test.each(Object.entries(SHOWN))('in %s can be deployed', (_, text) => {
    const config = toConfig(configurationIn(text));

    expect(() => synthesiseStack(config)).not.toThrow();
  });

  test.each([
    ['README.md', SHOWN['README.md, Audiences']],
    ['docs/audiences.md', audiences],
  ])('as the audiences of %s gives each a rule of its own', (_, text) => {
    const { template } = synthesiseStack(toConfig(configurationIn(text)));

    const patterns = Object.values(template.findResources('AWS::Events::Rule')).map(({ Properties }) =>
      JSON.stringify(Properties.EventPattern),
    );

    expect(new Set(patterns).size).toBe(2);
  });
});

function configurationIn(text: string): string {
  return blocks(text, 'ts')[0] ?? '';
}

function toConfig(sample: string): NotifierConfig {
  return new Function(withoutTypes(sample).replace('export default', 'return'))();
}
