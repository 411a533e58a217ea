// The browser's "no": the bytes to sign are not what the page shows. Nothing is signed, so nothing is shared.

/** `reason` is a machine word; pages turn it into a plain sentence. */
export class Refusal extends Error {
  constructor(reason, detail) {
    super(`${reason}: ${detail}`);
    this.name = 'Refusal';
    this.reason = reason;
  }
}

/** Refuses unless `actual` is exactly `expected`, and something at all. */
export function same(reason, actual, expected) {
  if (typeof expected !== 'string' || expected === '' || actual !== expected) {
    throw new Refusal(reason, `expected ${expected}, came ${actual}`);
  }
}

/** Refuses when the object has members that were not foreseen: an unknown member could change what is signed. */
export function onlyMembers(reason, object, allowed) {
  if (object === null || typeof object !== 'object' || Array.isArray(object)) {
    throw new Refusal(reason, 'expected a JSON object');
  }
  for (const member of Object.keys(object)) {
    if (!allowed.includes(member)) {
      throw new Refusal(reason, `unforeseen member ${member}`);
    }
  }
}
