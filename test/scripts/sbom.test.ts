import { beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { bundling } from '../../infra/bundling.ts';
import { type BillOfMaterials, billOfMaterials } from '../../scripts/sbom.ts';

/** `node_modules/@aws-sdk/client-sns/dist/index.js` as `@aws-sdk/client-sns`. */
const PACKAGE = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/;

async function bundledPackages(): Promise<string[]> {
  const { metafile } = await build({
    ...bundling({ lookups: true, deduplicate: true }),
    entryPoints: ['lambda/handler.ts'],
    metafile: true,
    write: false,
  });
  const packages = Object.keys(metafile.inputs).flatMap((path) => PACKAGE.exec(path)?.[1] ?? []);
  return [...new Set(packages)];
}

describe('the bill of materials', () => {
  let bom: BillOfMaterials;
  let listed: string[];

  beforeAll(async () => {
    bom = await billOfMaterials();
    listed = bom.components.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`));
  });

  test('is in the format of CycloneDX', () => {
    expect(bom.bomFormat).toBe('CycloneDX');
  });

  test('lists every package that the function is bundled of', async () => {
    const bundled = await bundledPackages();

    expect(bundled.length).toBeGreaterThan(20);
    expect(listed).toEqual(expect.arrayContaining(bundled));
  });

  test.each(['jest', 'aws-cdk-lib', 'commander'])(
    'does not list %s, which the function is not made of',
    (name) => {
      expect(listed).not.toContain(name);
    },
  );
});
