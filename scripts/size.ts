import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addedPackages, BUDGET_BYTES, TARGET_BYTES } from '../bench/budget.ts';
import { bundle, VARIANTS } from '../bench/bundles.ts';

/** Says what each variant of the function weighs beyond the floor, and which packages make that up. */
const directory = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-size-'));
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
try {
  const floor = await bundle('floor', directory);
  for (const variant of VARIANTS) {
    const built = await bundle(variant, directory);
    const added = built.bytes - floor.bytes;
    console.log(
      `${kilobytes(built.bytes)} ${variant}${added > 0 ? `: the floor and${kilobytes(added)}` : ''}`,
    );
    for (const [name, bytes] of addedPackages(built, floor).slice(0, 8)) {
      console.log(`           ${kilobytes(bytes)} ${name}`);
    }
  }
  console.log(
    `The function may add${kilobytes(BUDGET_BYTES)} to the floor; it should add${kilobytes(TARGET_BYTES)}.`,
  );
} finally {
  rmSync(directory, { recursive: true });
}
