import { FAILED } from './program.ts';

/** Aborts on Ctrl-C. A second Ctrl-C, a second later or more, ends the process at once. */
export function onInterrupt(controller: AbortController): void {
  let first: number | undefined;
  const stop = () => {
    first ??= Date.now();
    // A terminal and the runner may both pass on the same Ctrl-C.
    if (Date.now() - first > 1000) process.exit(FAILED);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
