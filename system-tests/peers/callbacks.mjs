// What @openid4vc/* asks of its host: hashing, randomness, JOSE. All of it is jose and Node's own crypto,
// so that nothing of Amana takes part in this wallet's verdicts.
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import * as jose from 'jose';

/** Private keys of this wallet by JWK thumbprint. */
export class Keyring {
  #keys = new Map();

  async create() {
    const { publicKey, privateKey } = await jose.generateKeyPair('ES256', { extractable: true });
    return this.add(await jose.exportJWK(privateKey), await jose.exportJWK(publicKey));
  }

  async add(privateJwk, publicJwk = publicOf(privateJwk)) {
    const kid = await jose.calculateJwkThumbprint(publicJwk);
    this.#keys.set(kid, privateJwk);
    return { publicJwk, privateJwk, kid };
  }

  async privateKeyOf(publicJwk) {
    const kid = await jose.calculateJwkThumbprint(publicOf(publicJwk));
    const jwk = this.#keys.get(kid);
    if (!jwk) throw new Error(`no private key for ${kid}`);
    return jose.importJWK(jwk, 'ES256');
  }
}

export function publicOf({ kty, crv, x, y }) {
  return { kty, crv, x, y };
}

export function certificateOf(x5cEntry) {
  return new X509Certificate(Buffer.from(x5cEntry, 'base64'));
}

/** Walks the chain signature by signature up to one of the given roots; throws when it does not hold. */
export function checkChain(x5c, roots) {
  const chain = x5c.map(certificateOf);
  for (let i = 0; i + 1 < chain.length; i++) {
    if (!chain[i].verify(chain[i + 1].publicKey)) throw new Error(`certificate ${i} is not signed by the next one`);
  }
  const top = chain[chain.length - 1];
  const root = roots.find((candidate) => candidate.subject === top.issuer && top.verify(candidate.publicKey));
  if (!root) throw new Error(`no trusted root signed ${top.subject}`);
  return chain[0];
}

export function callbacks(keyring) {
  return {
    fetch,
    hash: (data, alg) => createHash(alg.replace('-', '')).update(data).digest(),
    generateRandom: (byteLength) => randomBytes(byteLength),
    signJwt: async (signer, { header, payload }) => ({
      jwt: await new jose.SignJWT(payload)
        .setProtectedHeader(header)
        .sign(await keyring.privateKeyOf(signer.publicJwk)),
      signerJwk: signer.publicJwk,
    }),
    verifyJwt: async (signer, { compact }) => {
      const signerJwk =
        signer.method === 'x5c'
          ? await jose.exportJWK(certificateOf(signer.x5c[0]).publicKey)
          : signer.publicJwk;
      try {
        const key = await jose.importJWK(signerJwk, signer.alg);
        await jose.compactVerify(compact, key, { algorithms: ['ES256'] });
        return { verified: true, signerJwk };
      } catch {
        return { verified: false, signerJwk };
      }
    },
    encryptJwe: async (encryptor, data) => {
      const key = await jose.importJWK({ ...encryptor.publicJwk }, 'ECDH-ES');
      const encryption = new jose.CompactEncrypt(new TextEncoder().encode(data)).setProtectedHeader({
        alg: 'ECDH-ES',
        enc: encryptor.enc,
        ...(encryptor.publicJwk.kid ? { kid: encryptor.publicJwk.kid } : {}),
      });
      return { encryptionJwk: encryptor.publicJwk, jwe: await encryption.encrypt(key) };
    },
    decryptJwe: async () => ({ decrypted: false }),
    getX509CertificateMetadata: (certificate) => {
      const names = (certificateOf(certificate).subjectAltName ?? '').split(', ');
      const of = (prefix) => names.filter((n) => n.startsWith(prefix)).map((n) => n.slice(prefix.length));
      return { sanDnsNames: of('DNS:'), sanUriNames: of('URI:') };
    },
  };
}
