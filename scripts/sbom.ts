import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundling } from '../infra/bundling.ts';

/**
 * A bill of materials in the format of CycloneDX, as far as this script reads it.
 *
 * @see https://cyclonedx.org/docs/1.5/json/
 */
export interface BillOfMaterials {
  readonly bomFormat: string;
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface Component {
  readonly 'bom-ref': string;
  /** The scope, as `@aws-sdk`. Undefined: the package has none. */
  readonly group?: string;
  readonly name: string;
}

/**
 * The bill of materials of what the function is bundled of, in its largest variant. What only the commands and the
 * deployment need does not run in AWS, and is left out.
 *
 * @throws {Error} if npm or the build fails
 */
export async function billOfMaterials(): Promise<BillOfMaterials> {
  const bom = runNpmSbom();
  const bundled = await bundledPackages();
  const components = bom.components.filter(({ group, name }) =>
    bundled.has(group === undefined ? name : `${group}/${name}`),
  );
  const kept = new Set(components.map((component) => component['bom-ref']));
  const dependencies = bom.dependencies
    .filter(({ ref }) => kept.has(ref) || !bom.components.some((component) => component['bom-ref'] === ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));
  return { ...bom, components, dependencies };
}

/** `node_modules/@aws-sdk/client-sns/dist/index.js` as `@aws-sdk/client-sns`. */
const PACKAGE = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/;

async function bundledPackages(): Promise<ReadonlySet<string>> {
  const { metafile } = await build({
    ...bundling({ lookups: true, deduplicate: true }),
    absWorkingDir: ROOT,
    entryPoints: ['lambda/handler.ts'],
    metafile: true,
    write: false,
  });
  return new Set(Object.keys(metafile.inputs).flatMap((path) => PACKAGE.exec(path)?.[1] ?? []));
}

const ROOT = join(import.meta.dirname, '..');

function runNpmSbom(): BillOfMaterials {
  const output = execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], {
    cwd: ROOT,
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(output.toString());
}

/** Prints the bill of materials: `npm run sbom`. */
async function main(): Promise<void> {
  console.log(JSON.stringify(await billOfMaterials(), null, 2));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) void main();
