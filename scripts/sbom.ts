import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

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
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

/**
 * The bill of materials of what the function is made of. `npm sbom --omit dev` leaves out what a development dependency
 * needs as well, so the packages of development are taken out here.
 *
 * @throws {Error} if npm fails
 */
export function billOfMaterials(): BillOfMaterials {
  const bom = runNpmSbom();
  const components = bom.components.filter(
    ({ properties = [] }) => !properties.some(({ name }) => name === 'cdx:npm:package:development'),
  );
  const kept = new Set(components.map((component) => component['bom-ref']));
  const dependencies = bom.dependencies
    .filter(({ ref }) => kept.has(ref) || !bom.components.some((component) => component['bom-ref'] === ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));
  return { ...bom, components, dependencies };
}

function runNpmSbom(): BillOfMaterials {
  const output = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], {
    cwd: join(import.meta.dirname, '..'),
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(output.toString());
}

/** Prints the bill of materials: `npm run sbom`. */
function main(): void {
  console.log(JSON.stringify(billOfMaterials(), null, 2));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
