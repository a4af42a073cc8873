import { execFileSync } from 'node:child_process';

/** A bill of materials in the format of CycloneDX, as far as it is looked at. */
interface Bom {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface Component {
  readonly 'bom-ref': string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Prints a bill of materials of what the function is made of. `npm sbom --omit dev` leaves out what a development
 * dependency needs as well, so the packages of development are taken out here.
 */
const output = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], { maxBuffer: 64 * 1024 * 1024 });
const bom: Bom = JSON.parse(output.toString());
const components = bom.components.filter(
  ({ properties = [] }) => !properties.some(({ name }) => name === 'cdx:npm:package:development'),
);
const kept = new Set(components.map((component) => component['bom-ref']));
const dependencies = bom.dependencies
  .filter(({ ref }) => kept.has(ref) || !bom.components.some((component) => component['bom-ref'] === ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));
console.log(JSON.stringify({ ...bom, components, dependencies }, null, 2));
