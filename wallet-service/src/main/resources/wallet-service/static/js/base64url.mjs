// base64url without padding, RFC 7515 section 2. Strict: what is not base64url is an error, never skipped.

const ALPHABET = /^[A-Za-z0-9_-]*$/;

/** Bytes -> text. */
export function encode(bytes) {
  let binary = '';
  for (const byte of new Uint8Array(bytes)) {
    binary += String.fromCharCode(byte);
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Text -> bytes; throws on padding, foreign characters and impossible lengths. */
export function decode(text) {
  if (typeof text !== 'string' || !ALPHABET.test(text) || text.length % 4 === 1) {
    throw new Error('not base64url');
  }
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  if (encode(bytes) !== text) {
    throw new Error('not canonical base64url');
  }
  return bytes;
}

/** base64url of UTF-8 JSON -> value. */
export function decodeJson(text) {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(decode(text)));
}

/** SHA-256 of ASCII or UTF-8 text, as base64url. */
export async function sha256(text) {
  return encode(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
