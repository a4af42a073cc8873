import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { bundling } from '../infra/bundling.ts';

/** What is compared: the floor, the function as it is smallest, the same with look-ups, and with all that it can do. */
export const VARIANTS = ['floor', 'function', 'look-ups', 'everything'] as const;
export type Variant = (typeof VARIANTS)[number];

export interface Bundle {
  readonly file: string;
  readonly bytes: number;
  /** Bytes in the bundle by package, the heaviest first. Our own code is one of them, by its folder. */
  readonly packages: readonly (readonly [name: string, bytes: number])[];
}

const ROOT = join(import.meta.dirname, '..');

/** Bundles as the deployment does. @param options what a trial does otherwise */
export async function bundle(variant: Variant, outdir: string, options: BuildOptions = {}): Promise<Bundle> {
  const entry = variant === 'floor' ? 'bench/floor.ts' : 'lambda/handler.ts';
  const outfile = join(outdir, `${variant}${options.outExtension?.['.js'] ?? '.js'}`);
  return bundleEntry(join(ROOT, entry), outfile, { ...optionsOf(variant), ...options });
}

/** Bundles any other entry point with the same settings. */
export async function bundleEntry(
  entryPoint: string,
  outfile: string,
  options: BuildOptions = optionsOf('function'),
): Promise<Bundle> {
  const { metafile } = await build({
    ...options,
    absWorkingDir: ROOT,
    entryPoints: [entryPoint],
    outfile,
    metafile: true,
  });
  const output = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint !== undefined);
  if (output === undefined) throw new Error(`esbuild made nothing of ${entryPoint}.`);
  return { file: outfile, bytes: output.bytes, packages: weigh(output) };
}

function optionsOf(variant: Variant) {
  if (variant === 'everything') {
    return bundling({ lookups: true, delivery: 'buffered', deduplicate: true });
  }
  return bundling({ lookups: variant === 'look-ups', delivery: 'direct', deduplicate: false });
}

function weigh({ inputs }: Metafile['outputs'][string]): [string, number][] {
  const bytes = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const [, name = file.split('/')[0] ?? file] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
    bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
  }
  return [...bytes].sort(([, a], [, b]) => b - a);
}
