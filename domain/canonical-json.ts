/**
 * One text for one value: keys in order, nothing optional left over. What is hashed or signed is written like this, so
 * that a value that went through a database or a payload and came back has the hash it went with.
 */

/** Members that are `undefined` are left out, as in JSON. Throws on what JSON cannot hold. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') return objectJson(value);
  const text = JSON.stringify(value);
  if (text === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
    throw new TypeError(`${typeof value} has no JSON`);
  }
  return text;
}

function objectJson(value: object): string {
  const members = Object.entries(value).filter(([, each]) => each !== undefined);
  // by code unit, not by language: the same order on every machine
  const sorted = members.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${sorted.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
}
