/**
 * @file Values as they are handed to a kernel and come back: numbers, and arrays of them, nested
 * row by row or flat. What is handed in by name comes back by name, and what is handed in as a
 * list comes back as a list.
 */

/** A number, rows of numbers, or all entries row by row. */
export type Value = number | ArrayLike<number> | readonly Value[];

/** Values by name, or in the order of the kernel's inputs. */
export type Values = Readonly<Record<string, Value>> | ArrayLike<Value>;

/** Whether values come as a list. */
export function isList(values: Values): values is ArrayLike<Value> {
  return Array.isArray(values) || ArrayBuffer.isView(values);
}

/** The extents of nested arrays; those of a flat one are its length. */
export function shapeOfValue(value: Value): number[] {
  const shape: number[] = [];
  let inner: unknown = value;
  while (typeof inner === "object" && inner !== null && "length" in inner) {
    const list = inner as ArrayLike<unknown>;
    shape.push(list.length);
    inner = list[0];
  }
  return shape;
}

/** All numbers of a value, row by row, into `to` from `offset`; how many there were. */
export function flatten(value: Value, to: { [at: number]: number }, offset: number): number {
  if (typeof value === "number") {
    to[offset] = value;
    return 1;
  }
  let at = offset;
  for (let k = 0; k < value.length; k++) {
    const inner = value[k] as Value;
    if (typeof inner === "number") to[at++] = inner;
    else at += flatten(inner, to, at);
  }
  return at - offset;
}
