// SD-JWT VC verification and presentation by @sd-jwt, with the issuer's key taken from x5c up to a trusted root.
import { createHash, randomBytes } from 'node:crypto';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import * as jose from 'jose';
import { checkChain } from './callbacks.mjs';

const hasher = (data, alg) => createHash(alg.replace('-', '')).update(data).digest();

/** An @sd-jwt instance that trusts issuers below the given roots; kbSign signs the key binding, when one is made. */
export function sdJwtVc(issuerRoots, kbPrivateJwk) {
  return new SDJwtVcInstance({
    hasher,
    hashAlg: 'sha-256',
    saltGenerator: (length) => randomBytes(length).toString('base64url'),
    verifier: (data, signature) => verifyByX5c(issuerRoots, data, signature, 'dc+sd-jwt'),
    kbSigner: async (data) => sign(kbPrivateJwk, data),
    kbSignAlg: 'ES256',
    // the status list is fetched by the library itself and must come from an issuer below the same roots
    statusVerifier: (data, signature) => verifyByX5c(issuerRoots, data, signature, 'statuslist+jwt'),
  });
}

async function verifyByX5c(issuerRoots, data, signature, typ) {
  const header = JSON.parse(Buffer.from(data.split('.')[0], 'base64url').toString());
  if (header.alg !== 'ES256' || header.typ !== typ) return false;
  const leaf = checkChain(header.x5c, issuerRoots);
  try {
    await jose.compactVerify(`${data}.${signature}`, leaf.publicKey, { algorithms: ['ES256'] });
    return true;
  } catch {
    return false;
  }
}

async function sign(privateJwk, data) {
  const [header, payload] = data.split('.').map((part) => Buffer.from(part, 'base64url'));
  const key = await jose.importJWK(privateJwk, 'ES256');
  const compact = await new jose.CompactSign(payload)
    .setProtectedHeader(JSON.parse(header.toString()))
    .sign(key);
  if (!compact.startsWith(`${data}.`)) throw new Error('header was re-ordered while signing');
  return compact.slice(data.length + 1);
}
