import type { BundlingOptions, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { BuildOptions } from 'esbuild';

/**
 * How the function's code becomes one file, wherever that happens: `esbuild.build({ ...BUNDLING, entryPoints, outfile })`.
 *
 * The AWS SDK is bundled, because the copy in the runtime changes under a deployed function and loads more slowly.
 * Without `keepNames` a minified class has no readable name: errors carry a literal `name` instead.
 */
export const BUNDLING = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  // An ES module loads as fast and is 0.2 % smaller, but breaks on a dependency that calls require().
  format: 'cjs',
  external: [],
  // The SDK's CommonJS builds cannot be tree-shaken: with them the bundle grows by half.
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: false,
  keepNames: false,
} satisfies BuildOptions;

/** The same for a `NodejsFunction`, which sets `bundle` and `platform` itself. */
export const NODEJS_FUNCTION_BUNDLING: BundlingOptions = {
  target: BUNDLING.target,
  format: BUNDLING.format as OutputFormat,
  externalModules: BUNDLING.external,
  mainFields: BUNDLING.mainFields,
  minify: BUNDLING.minify,
  sourceMap: BUNDLING.sourcemap,
  keepNames: BUNDLING.keepNames,
};
