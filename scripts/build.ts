import { join } from 'node:path';
import { build } from 'esbuild';
import { bundling } from '../infra/bundling.ts';

/**
 * Bundles the function into dist/ as the deployment does, with all that a direct delivery can do, and prints what it
 * weighs: `npm run build`.
 */
async function main(): Promise<void> {
  const { metafile } = await build({
    ...bundling({ lookups: true }),
    absWorkingDir: join(import.meta.dirname, '..'),
    entryPoints: ['lambda/handler.ts'],
    outfile: 'dist/index.js',
    metafile: true,
  });
  for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
    console.log(`${file}: ${bytes.toLocaleString('en')} bytes`);
  }
}

await main();
