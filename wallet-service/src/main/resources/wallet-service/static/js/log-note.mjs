// Signed notes and checkpoints of a log (C2SP signed-note, tlog-checkpoint), read strictly. A browser can check the log's
// Ed25519 signature; ML-DSA-44, the second one, is left to the service, and the page says so.

const ED25519 = 0x01;
const ED25519_KEY_BYTES = 32;
const MAX_LENGTH = 1_000_000;
const MAX_SIGNATURES = 100;
const SIGNATURE_START = '\u2014 ';
const SIZE = /^(0|[1-9][0-9]{0,18})$/;

/** A proof that does not hold; `reason` is one of the words of `amana-ledger`. */
export class Broken extends Error {
  constructor(reason, detail) {
    super(`${reason}: ${detail}`);
    this.name = 'Broken';
    this.reason = reason;
  }
}

/** This browser cannot check this; the service did. */
export class Unable extends Error {
  constructor(reason) {
    super(reason);
    this.name = 'Unable';
    this.reason = reason;
  }
}

/** base64 with padding, in its one spelling. */
export function decode64(text, reason) {
  let bytes;
  try {
    bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw new Broken(reason, 'not base64');
  }
  if (btoa(String.fromCharCode(...bytes)) !== text) {
    throw new Broken(reason, 'base64 has one spelling');
  }
  return bytes;
}

/** 32 bytes of a hash in base64. */
export function decodeHash(text, reason) {
  const bytes = decode64(text, reason);
  if (bytes.length !== 32) {
    throw new Broken(reason, 'a hash has 32 bytes');
  }
  return bytes;
}

/** A number of entries, or of one, below 2^63. */
export function decodeCount(text, reason) {
  const count = SIZE.test(text) ? BigInt(text) : -1n;
  if (count < 0n || count >= 1n << 63n) {
    throw new Broken(reason, 'a count is decimal, without leading zeroes, below 2^63');
  }
  return count;
}

/**
 * The checkpoint in a note, once a pinned Ed25519 key has signed it.
 *
 * @param note text of the signed note
 * @param pinned verifier keys of one log, one a line: name+id+base64
 * @returns {origin, size, root}; size a BigInt
 * @throws Broken, or Unable where WebCrypto has no Ed25519
 */
export async function openCheckpoint(note, pinned) {
  const { text, signatures } = split(note);
  const key = await ed25519Key(pinned);
  const checkpoint = parseCheckpoint(text);
  if (checkpoint.origin !== key.name) {
    throw new Broken('wrong_origin', `expected ${key.name}, came ${checkpoint.origin}`);
  }
  const ours = signatures.filter(({ name, id }) => name === key.name && id === key.id);
  if (ours.length === 0) {
    throw new Broken('bad_note_signature', 'the pinned key has not signed');
  }
  const verifying = await importKey(key.bytes);
  for (const { signature } of ours) {
    if (!await crypto.subtle.verify('Ed25519', verifying, signature, new TextEncoder().encode(text))) {
      throw new Broken('bad_note_signature', 'the signature is not by the pinned key');
    }
  }
  return checkpoint;
}

/** What a checkpoint says, believed by nobody yet. */
export function claimedCheckpoint(note) {
  return parseCheckpoint(split(note).text);
}

function split(note) {
  const reason = 'malformed_note';
  if (typeof note !== 'string' || note.length > MAX_LENGTH || /[\u0000-\u0009\u000b-\u001f]/.test(note)) {
    throw new Broken(reason, 'a note is text without control characters');
  }
  const end = note.lastIndexOf('\n\n');
  const lines = note.slice(end + 2);
  if (end < 0 || !note.endsWith('\n') || lines === '') {
    throw new Broken(reason, 'a note is text, an empty line and signature lines');
  }
  const signatures = lines.slice(0, -1).split('\n').map(signatureLine);
  if (signatures.length > MAX_SIGNATURES) {
    throw new Broken(reason, 'too many signatures');
  }
  return { text: note.slice(0, end + 1), signatures };
}

function signatureLine(line) {
  const space = line.lastIndexOf(' ');
  if (!line.startsWith(SIGNATURE_START) || space < SIGNATURE_START.length) {
    throw new Broken('malformed_note', 'a signature line is an em dash, a key name and base64');
  }
  const bytes = decode64(line.slice(space + 1), 'malformed_note');
  if (bytes.length < 5) {
    throw new Broken('malformed_note', 'a signature is longer than the id of its key');
  }
  return { name: line.slice(SIGNATURE_START.length, space), id: hex(bytes.slice(0, 4)), signature: bytes.slice(4) };
}

function parseCheckpoint(text) {
  const lines = text.split('\n');
  if (lines.length !== 4 || lines[3] !== '' || lines[0] === '') {
    throw new Broken('malformed_checkpoint', 'a checkpoint has three lines: origin, tree size, root');
  }
  return {
    origin: lines[0],
    size: decodeCount(lines[1], 'malformed_checkpoint'),
    root: decodeHash(lines[2], 'malformed_checkpoint'),
  };
}

/** The one Ed25519 key among the pinned ones; its id must be that of its name and bytes. */
async function ed25519Key(pinned) {
  const reason = 'malformed_key';
  const found = [];
  for (const line of pinned.trim().split('\n')) {
    const [name, id, ...rest] = line.split('+');
    const typed = decode64(rest.join('+'), reason);
    if (typed[0] === ED25519) {
      found.push({ name, id, typed });
    }
  }
  if (found.length !== 1 || found[0].typed.length !== 1 + ED25519_KEY_BYTES) {
    throw new Broken(reason, 'a log has one Ed25519 key of 32 bytes');
  }
  const [{ name, id, typed }] = found;
  const named = new Uint8Array([...new TextEncoder().encode(`${name}\n`), ...typed]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', named));
  if (hex(digest.slice(0, 4)) !== id) {
    throw new Broken(reason, 'the id of a key follows from its name and bytes');
  }
  return { name, id, bytes: typed.slice(1) };
}

async function importKey(bytes) {
  try {
    return await crypto.subtle.importKey('raw', bytes, { name: 'Ed25519' }, false, ['verify']);
  } catch (error) {
    if (error?.name === 'DataError') {
      throw new Broken('malformed_key', 'not an Ed25519 key');
    }
    throw new Unable('no_ed25519');
  }
}

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
