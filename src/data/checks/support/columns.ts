/** A list of 32-bit integers that grows in blocks, so that growing never copies (a copy of 1,000,000 rows would double the memory). */
const BLOCK_BITS = 16;
const BLOCK = 1 << BLOCK_BITS;

export class Uint32Column {
  #blocks: Uint32Array[] = [];
  length = 0;

  push(value: number): void {
    if (this.length >>> BLOCK_BITS === this.#blocks.length) this.#blocks.push(new Uint32Array(BLOCK));
    this.length += 1;
    this.set(this.length - 1, value);
  }

  get(index: number): number {
    return this.#blocks[index >>> BLOCK_BITS]?.[index & (BLOCK - 1)] ?? 0;
  }

  set(index: number, value: number): void {
    const block = this.#blocks[index >>> BLOCK_BITS];
    if (block) block[index & (BLOCK - 1)] = value;
  }
}
