import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Above this, garbage is collected. What is in use is a fraction of it, whatever is read. */
const COLLECT_ABOVE_BYTES = 170_000_000;

/** Asking for the resident memory takes microseconds, and collecting a few milliseconds. */
const CHECK_INTERVAL_MS = 50;
const COLLECT_INTERVAL_MS = 500;

/**
 * Keeps memory flat while gigabytes pass through. V8 lets garbage grow with the memory that the machine has, so that on a
 * large one a long run would take hundreds of megabytes that it does not need.
 *
 * @returns to be called often
 */
export function boundMemory(): () => void {
  let [checkedAt, collectedAt] = [performance.now(), 0];
  let collect: (() => void) | undefined;
  return () => {
    const now = performance.now();
    if (now - checkedAt < CHECK_INTERVAL_MS) return;
    checkedAt = now;
    if (now - collectedAt < COLLECT_INTERVAL_MS || process.memoryUsage.rss() < COLLECT_ABOVE_BYTES) return;
    collect ??= garbageCollector();
    collect();
    collectedAt = performance.now();
  };
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}
