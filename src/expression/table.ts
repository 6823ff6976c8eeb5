/**
 * @file The table in which an arena finds its nodes again. Keys are sequences of integers, which
 * lie one behind the other in one array, so that no text is written, hashed and kept for a node.
 * Source: open addressing with linear probing, Knuth, *The Art of Computer Programming*, vol. 3,
 * section 6.4, algorithm L.
 */
export class KeyTable {
  private words = new Int32Array(64);
  /** Where each key begins, and where the next one will. */
  private readonly starts: number[] = [0];
  /** The number of the key that lies at each place, from 1; 0 at a free one. */
  private slots = new Int32Array(32);

  /** The number of a key; −1 where it is new, and then it gets the next number, from 0 on. */
  find(head: number, key: readonly number[]): number {
    const count = this.starts.length - 1;
    if (2 * count >= this.slots.length) this.grow();
    const { slots } = this;
    const mask = slots.length - 1;
    let at = mixed(head, key) & mask;
    for (; slots[at] !== 0; at = (at + 1) & mask) {
      if (this.isAt(slots[at]! - 1, head, key)) return slots[at]! - 1;
    }
    slots[at] = count + 1;
    this.keep(head, key);
    return -1;
  }

  private isAt(number: number, head: number, key: readonly number[]): boolean {
    const { words, starts } = this;
    const from = starts[number]!;
    if (words[from] !== head || starts[number + 1]! - from !== key.length + 1) return false;
    for (let k = 0; k < key.length; k++) if (words[from + 1 + k] !== key[k]) return false;
    return true;
  }

  private keep(head: number, key: readonly number[]): void {
    const from = this.starts.at(-1)!;
    const to = from + 1 + key.length;
    if (to > this.words.length) {
      const { words } = this;
      this.words = new Int32Array(2 * to);
      this.words.set(words);
    }
    this.words[from] = head;
    for (let k = 0; k < key.length; k++) this.words[from + 1 + k] = key[k]!;
    this.starts.push(to);
  }

  private grow(): void {
    const { words, starts } = this;
    const slots = new Int32Array(2 * this.slots.length);
    const mask = slots.length - 1;
    for (let number = 0; number < starts.length - 1; number++) {
      const from = starts[number]!;
      let at = mixed(words[from]!, words.subarray(from + 1, starts[number + 1])) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = number + 1;
    }
    this.slots = slots;
  }
}

/** A number that is the same for the same keys. */
function mixed(head: number, key: ArrayLike<number>): number {
  let hash = Math.imul(head + 1, 0x9e3779b1);
  for (let k = 0; k < key.length; k++) {
    hash = Math.imul(hash ^ key[k]!, 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  return hash;
}
