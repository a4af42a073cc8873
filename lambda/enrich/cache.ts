const LIFETIME_MS = 60_000;
const MAX_ENTRIES = 500;

/** Keeps the answers of the last minute in this instance of the function. What failed is not kept, and asked again. */
export class Cache<Answer> {
  readonly #entries = new Map<string, { readonly answer: Answer; readonly until: number }>();

  async get(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const kept = this.#entries.get(key);
    if (kept !== undefined && kept.until > Date.now()) return kept.answer;
    const answer = await ask();
    this.#entries.delete(key);
    this.#entries.set(key, { answer, until: Date.now() + LIFETIME_MS });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MAX_ENTRIES && oldest !== undefined) this.#entries.delete(oldest);
    return answer;
  }
}
