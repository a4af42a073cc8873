/** The part of a stream that is still needed. Positions count from the beginning of the stream. */
export class ByteWindow {
  #buffer: Buffer<ArrayBufferLike> = Buffer.alloc(1 << 19);
  /** The position of the first byte of the buffer. */
  #base = 0;
  #end = 0;

  /** The position behind the last byte. */
  get end(): number {
    return this.#end;
  }

  /** @param needed what is before this position is forgotten */
  append(chunk: Buffer, needed: number): void {
    const left = this.#end - needed;
    if (this.#end - this.#base + chunk.length > this.#buffer.length) {
      const longer = Math.max(this.#buffer.length, 2 * (left + chunk.length));
      const buffer = left + chunk.length > this.#buffer.length / 2 ? Buffer.alloc(longer) : this.#buffer;
      this.#buffer.copy(buffer, 0, needed - this.#base, this.#end - this.#base);
      this.#buffer = buffer;
      this.#base = needed;
    }
    chunk.copy(this.#buffer, this.#end - this.#base);
    this.#end += chunk.length;
  }

  /** The bytes from a position to the end, without a copy: good until the next `append`. */
  from(position: number): Buffer {
    return this.#buffer.subarray(position - this.#base, this.#end - this.#base);
  }

  /** UTF-8, decoded. */
  text(from: number, to: number): string {
    return this.#buffer.toString('utf8', from - this.#base, to - this.#base);
  }
}
