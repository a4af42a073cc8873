import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addedPackages, BUDGET_BYTES, TARGET_BYTES } from '../bench/budget.ts';
import { type Bundle, bundleAll, VARIANTS, type Variant } from '../bench/bundles.ts';

const SHOWN_PACKAGES = 8;

/** Prints what each variant of the function weighs beyond the floor, and which packages make that up: `npm run size`. */
async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-size-'));
  try {
    const bundles = await bundleAll(directory);
    const lines = VARIANTS.flatMap((variant) => toLines(variant, bundles[variant], bundles.floor));
    const [budget, target] = [BUDGET_BYTES, TARGET_BYTES].map(toKilobytes);
    console.log([...lines, `The function may add${budget} to the floor; it should add${target}.`].join('\n'));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function toLines(variant: Variant, bundle: Bundle, floor: Bundle): string[] {
  const added = bundle.bytes - floor.bytes;
  const packages = addedPackages(bundle, floor).slice(0, SHOWN_PACKAGES);
  return [
    `${toKilobytes(bundle.bytes)} ${variant}${added > 0 ? `: the floor and${toKilobytes(added)}` : ''}`,
    ...packages.map(([name, bytes]) => `           ${toKilobytes(bytes)} ${name}`),
  ];
}

/** `    54.0 kB`, of 1,000 bytes each. */
function toKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
}

await main();
