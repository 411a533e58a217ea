// RFC 6962 section 2.1.1 and C2SP tlog-proof: is this leaf in the tree of that root?

import { Broken, decodeCount, decodeHash } from './log-note.mjs';

const HEADER = 'c2sp.org/tlog-proof@v1';
const MAX_PATH = 63;
const MAX_LENGTH = 1_000_000;

/** Text of a proof -> {index, path, checkpoint}; index a BigInt, checkpoint a signed note. */
export function parseProof(text) {
  const reason = 'malformed_proof';
  const end = typeof text === 'string' && text.length <= MAX_LENGTH ? text.indexOf('\n\n') : -1;
  if (end < 0 || end + 2 === text.length) {
    throw new Broken(reason, 'a proof is a head, an empty line and a checkpoint');
  }
  const lines = text.slice(0, end).split('\n');
  if (lines.shift() !== HEADER) {
    throw new Broken(reason, `the first line of a proof is ${HEADER}`);
  }
  if (lines[0]?.startsWith('extra ')) {
    lines.shift(); // not authenticated, so never looked at
  }
  const named = lines.shift();
  if (!named?.startsWith('index ') || lines.length > MAX_PATH) {
    throw new Broken(reason, 'a proof names the index and has at most 63 hashes');
  }
  return {
    index: decodeCount(named.slice('index '.length), reason),
    path: lines.map((line) => decodeHash(line, reason)),
    checkpoint: text.slice(end + 2),
  };
}

/** SHA-256(0x00 || entry). */
export const leafHash = (entry) => sha256([0x00], entry);

/** Throws Broken unless the path leads from this leaf at this index to the root of a tree of that size. */
export async function requireIncluded({ leaf, index, size, path, root }) {
  const reason = 'bad_inclusion';
  // without this check a proof for a leaf of a larger tree is accepted at another index
  if (index < 0n || index >= size || path.length > MAX_PATH) {
    throw new Broken(reason, `entry ${index} is not in a record of ${size}`);
  }
  let node = index;
  let last = size - 1n;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0n) {
      throw new Broken(reason, 'the path is longer than the tree is high');
    }
    if ((node & 1n) === 1n || node === last) {
      hash = await sha256([0x01], sibling, hash);
      while ((node & 1n) === 0n && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    } else {
      hash = await sha256([0x01], hash, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  // without this check a path that ends below the root is accepted (RFC 9162 section 2.1.3.2 step 5)
  if (last !== 0n || !hash.every((byte, at) => byte === root[at])) {
    throw new Broken(reason, 'the path does not lead to the root that the record signed');
  }
}

async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(parts.flatMap((part) => [...part]))));
}
