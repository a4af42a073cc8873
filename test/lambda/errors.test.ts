import { expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { bundling } from '../../infra/bundling.ts';

test('the errors keep their names in a minified bundle, for the log and the failure queue', async () => {
  const entry = "export * from './lambda/errors.ts';";
  const { outputFiles = [] } = await build({
    ...bundling({ lookups: false, deduplicate: false }),
    stdin: { contents: entry, resolveDir: process.cwd() },
    write: false,
  });
  const module = { exports: {} as Record<string, { readonly name: string }> };

  new Function('module', 'exports', outputFiles[0]?.text ?? '')(module, module.exports);

  const classes = Object.entries(module.exports);
  expect(classes.length).toBeGreaterThan(3);
  for (const [exported, { name }] of classes) expect(name).toBe(exported);
});
