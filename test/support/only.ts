/** The one element of a list of exactly one. @throws {Error} which says how many there are instead */
export function only<Element>(list: readonly Element[]): Element {
  const [element] = list;
  if (list.length !== 1 || element === undefined) {
    throw new Error(`Expected exactly one element, found ${list.length}: ${JSON.stringify(list, null, 2)}`);
  }
  return element;
}
