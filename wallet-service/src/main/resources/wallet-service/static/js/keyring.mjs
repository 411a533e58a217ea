// The keys of this browser: P-256, non-extractable, one for each copy of a credential.
// The wallet-service never sees a private key; it prepares bytes and this module signs them.

import { encode, sha256 } from './base64url.mjs';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };

/** RFC 7638 thumbprint of a P-256 public key. */
export function thumbprint(jwk) {
  const { crv, kty, x, y } = jwk;
  return sha256(JSON.stringify({ crv, kty, x, y }));
}

/** A new key pair whose private half cannot leave the browser: {kid, publicJwk, privateKey}. */
export async function freshKey() {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const publicJwk = { kty, crv, x, y };
  return { kid: await thumbprint(publicJwk), publicJwk, privateKey: pair.privateKey };
}

/** ES256 as JWS wants it: r||s, 64 bytes, base64url. */
export async function sign(privateKey, signingInput) {
  return encode(await crypto.subtle.sign(SIGNATURE, privateKey, new TextEncoder().encode(signingInput)));
}

/** Keys kept between visits. The store keeps the contract of {@link indexedDbStore}: put, get, remove, kids, clear. */
export class Keyring {
  #store;

  constructor(store) {
    this.#store = store;
  }

  /** Makes and keeps `count` keys; the answer is what the service may see. */
  async make(count) {
    if (!Number.isInteger(count) || count < 1 || count > 100) {
      throw new RangeError('count of keys must be 1 to 100');
    }
    const keys = [];
    for (let made = 0; made < count; made++) {
      const key = await freshKey();
      await this.#store.put({ kid: key.kid, privateKey: key.privateKey });
      keys.push({ kid: key.kid, publicJwk: key.publicJwk });
    }
    return keys;
  }

  async has(kid) {
    return (await this.#store.get(kid)) !== undefined;
  }

  /** Signs with the key `kid`; throws MissingKey when this browser does not hold it. */
  async sign(kid, signingInput) {
    const kept = await this.#store.get(kid);
    if (kept === undefined) {
      throw new MissingKey(kid);
    }
    return sign(kept.privateKey, signingInput);
  }

  /** Forgets keys whose copies were used or whose credential was deleted. */
  async remove(kids) {
    for (const kid of kids) {
      await this.#store.remove(kid);
    }
  }

  kids() {
    return this.#store.kids();
  }

  clear() {
    return this.#store.clear();
  }
}

/** This browser does not hold the key: it was made elsewhere, or the browser's storage was emptied. */
export class MissingKey extends Error {
  constructor(kid) {
    super(`no key ${kid} in this browser`);
    this.name = 'MissingKey';
  }
}
