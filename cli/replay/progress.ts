import type { Output } from '../terminal/program.ts';
import type { Counts } from './replayed.ts';

const INTERVAL_MS = 250;

/** A run that is over sooner needs none. */
const QUIET_MS = 1000;

const CLEAR_LINE = '\r\u001b[K';

/** Tells a person at a terminal how far the run is, and a log nothing. */
export class Progress {
  readonly #output: Output;
  readonly #counts: Counts;
  readonly #started = performance.now();
  #shownAt = 0;
  #files = 0;
  #visible = false;

  constructor(output: Output, counts: Counts) {
    this.#output = output;
    this.#counts = counts;
  }

  /** One more file was read. */
  readonly onFile = (): void => {
    this.#files += 1;
    this.update();
  };

  update(): void {
    const now = performance.now();
    const elapsed = now - this.#started;
    if (!this.#output.isTTY || elapsed < QUIET_MS || now - this.#shownAt < INTERVAL_MS) return;
    this.#shownAt = now;
    const { total } = this.#counts;
    const sessions = total - this.#counts.of('no-session-call', 'not-understood');
    const rate = Math.round((total / elapsed) * 1000);
    this.clear();
    this.#output.write(
      `${this.#files.toLocaleString('en')} files, ${total.toLocaleString('en')} records, ${sessions.toLocaleString('en')} sessions, ${rate.toLocaleString('en')} records/s`,
    );
    this.#visible = true;
  }

  /** Makes room for another line. */
  clear(): void {
    if (!this.#visible) return;
    this.#output.write(CLEAR_LINE);
    this.#visible = false;
  }
}
