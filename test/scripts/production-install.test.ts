import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { ROOT } from '../support/run.ts';

/** What `npm ci` installs with NODE_ENV=production. */
const INSTALLED: readonly string[] = Object.keys(
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).dependencies,
);

test.each([
  'cli/replay.ts',
  'cli/doctor.ts',
  'cli/subscriptions.ts',
  'infra/app.ts',
  'scripts/sbom.ts',
  'scripts/size.ts',
])('%s needs no package that an installation for production leaves out', async (entryPoint) => {
  const { metafile } = await build({
    entryPoints: [entryPoint],
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });

  const imported = Object.values(metafile.inputs)
    .flatMap(({ imports }) => imports)
    .filter(({ external, path }) => external && !/^[./]|^node:/.test(path) && !builtinModules.includes(path))
    .map(({ path }) => path.split('/', path.startsWith('@') ? 2 : 1).join('/'));
  expect(INSTALLED).toEqual(expect.arrayContaining(imported));
});

test.each(['aws-cdk', 'tsx', 'esbuild'])(
  '%s, which a command starts, is installed for production',
  (name) => {
    expect(INSTALLED).toContain(name);
  },
);
