import type { BundlingOptions, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { BuildOptions } from 'esbuild';

export interface FunctionVariant {
  /** Whether the function looks anything up. Without, the code and the SDK clients for that are left out. */
  readonly lookups: boolean;
  /**
   * Whether a table remembers what was sent. Without, the code and the SDK client for that are left out.
   * @default false
   */
  readonly deduplicate?: boolean;
}

/**
 * How the function's code becomes one file, wherever that happens:
 * `esbuild.build({ ...bundling({ lookups: true }), entryPoints, outfile })`.
 *
 * The AWS SDK is bundled, because the copy in the runtime changes under a deployed function and loads more slowly.
 * Without `keepNames` a minified class has no readable name: errors carry a literal `name` instead.
 */
export function bundling({ lookups, deduplicate = false }: FunctionVariant) {
  return {
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
    // Without quotes, of which a command loses some on its way through a shell of Windows.
    define: {
      'process.env.LOOKUPS': String(lookups),
      'process.env.DEDUPLICATE': String(deduplicate),
    },
  } satisfies BuildOptions;
}

/** Returns the options of `bundling` in the form of a `NodejsFunction`, which sets `bundle` and `platform` itself. */
export function nodejsFunctionBundling(variant: FunctionVariant): BundlingOptions {
  const { target, format, external, mainFields, minify, sourcemap, keepNames, define } = bundling(variant);
  return {
    target,
    format: format as OutputFormat,
    externalModules: external,
    mainFields,
    minify,
    sourceMap: sourcemap,
    keepNames,
    define,
  };
}
