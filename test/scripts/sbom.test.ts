import { expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { bundling } from '../../infra/bundling.ts';
import { runScript } from '../support/run.ts';

/** `node_modules/@aws-sdk/client-sns/dist/index.js` as `@aws-sdk/client-sns`. */
const PACKAGE = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/;

test('the bill of materials lists every package that the function is bundled of, and no tool of development', async () => {
  const { metafile } = await build({
    ...bundling({ lookups: true, delivery: 'buffered', deduplicate: true }),
    entryPoints: ['lambda/handler.ts'],
    metafile: true,
    write: false,
  });
  const bundled = new Set(Object.keys(metafile.inputs).flatMap((path) => PACKAGE.exec(path)?.[1] ?? []));
  const { stdout, status } = await runScript('sbom');
  const { bomFormat, components } = JSON.parse(stdout);
  const listed = components.map(({ group, name }: { group?: string; name: string }) =>
    group === undefined ? name : `${group}/${name}`,
  );

  expect([status, bomFormat]).toEqual([0, 'CycloneDX']);
  expect(bundled.size).toBeGreaterThan(20);
  expect(listed).toEqual(expect.arrayContaining([...bundled]));
  expect(listed).not.toContain('jest');
});
