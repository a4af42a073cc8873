import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { bundling } from '../infra/bundling.ts';

/** What is compared: the floor, the function at its smallest, the same with look-ups, and with all that it can do. */
export const VARIANTS = ['floor', 'function', 'look-ups', 'everything'] as const;
export type Variant = (typeof VARIANTS)[number];

export interface Bundle {
  /** The path of the bundle. */
  readonly file: string;
  readonly bytes: number;
  /** Bytes in the bundle by package, the heaviest first. The project's own code is listed by its folder. */
  readonly packages: readonly (readonly [name: string, bytes: number])[];
}

const ROOT = join(import.meta.dirname, '..');

/** Bundles a variant into a folder, as the deployment does. */
export function bundle(variant: Variant, outdir: string): Promise<Bundle> {
  const entryPoint = variant === 'floor' ? 'bench/floor.ts' : 'lambda/handler.ts';
  return bundleWith(optionsOf(variant), join(ROOT, entryPoint), join(outdir, `${variant}.js`));
}

/** Bundles all variants into a folder. */
export async function bundleAll(outdir: string): Promise<Record<Variant, Bundle>> {
  const bundles = await Promise.all(
    VARIANTS.map(async (variant) => [variant, await bundle(variant, outdir)]),
  );
  return Object.fromEntries(bundles);
}

/** Bundles any other entry point, with the settings of the function. */
export function bundleEntry(entryPoint: string, outfile: string): Promise<Bundle> {
  return bundleWith(optionsOf('function'), entryPoint, outfile);
}

async function bundleWith(
  options: ReturnType<typeof bundling>,
  entryPoint: string,
  outfile: string,
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

function optionsOf(variant: Variant): ReturnType<typeof bundling> {
  if (variant === 'everything') {
    return bundling({ lookups: true, deduplicate: true });
  }
  return bundling({ lookups: variant === 'look-ups', deduplicate: false });
}

function weigh({ inputs }: Metafile['outputs'][string]): [string, number][] {
  const bytes = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const [, name = file.split('/')[0] ?? file] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
    bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
  }
  return [...bytes].sort(([, a], [, b]) => b - a);
}
