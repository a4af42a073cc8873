import { build } from 'esbuild';
import { bundling } from '../infra/bundling.ts';

/** Bundles the function as the deployment does, with all that a direct delivery can do, into dist/, and says what it weighs. */
const result = await build({
  ...bundling({ lookups: true }),
  entryPoints: ['lambda/handler.ts'],
  outfile: 'dist/index.js',
  metafile: true,
});
const [output] = Object.values(result.metafile.outputs);
console.log(`dist/index.js: ${output?.bytes.toLocaleString('en')} bytes`);
