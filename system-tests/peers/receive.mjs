// Receives a credential by OpenID4VCI 1.0 (pre-authorized code, DPoP, batch of proofs) and verifies it with @sd-jwt.
import { clientAuthenticationAnonymous } from '@openid4vc/oauth2';
import { Openid4vciClient } from '@openid4vc/openid4vci';
import { calculateJwkThumbprint } from 'jose';
import { callbacks, publicOf } from './callbacks.mjs';
import { sdJwtVc } from './sdjwt.mjs';

/**
 * @param {{offer: string, txCode?: string, copies: number, keyring: object, issuerRoots: object[], log: Function}} input
 * @returns {Promise<{credential: string, privateJwk: object}[]>}
 */
export async function receive({ offer, txCode, copies, keyring, issuerRoots, log }) {
  const client = new Openid4vciClient({
    callbacks: { ...callbacks(keyring), clientAuthentication: clientAuthenticationAnonymous() },
  });
  const credentialOffer = await client.resolveCredentialOffer(offer);
  log('offer', { issuer: credentialOffer.credential_issuer, types: credentialOffer.credential_configuration_ids });
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer);
  log('metadata', { draft: issuerMetadata.originalDraftVersion });

  const dpopKey = await keyring.create();
  const token = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
    credentialOffer,
    issuerMetadata,
    txCode,
    dpop: { signer: { method: 'jwk', alg: 'ES256', publicJwk: dpopKey.publicJwk } },
  });
  log('token', { token_type: token.accessTokenResponse.token_type });

  const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata });
  const credentialConfigurationId = credentialOffer.credential_configuration_ids[0];
  const keys = [];
  const jwts = [];
  for (let i = 0; i < copies; i++) {
    const key = await keyring.create();
    const { jwt } = await client.createCredentialRequestJwtProof({
      issuerMetadata,
      credentialConfigurationId,
      signer: { method: 'jwk', alg: 'ES256', publicJwk: key.publicJwk },
      nonce,
      issuedAt: new Date(),
    });
    keys.push(key);
    jwts.push(jwt);
  }
  const answer = await client.retrieveCredentials({
    issuerMetadata,
    credentialConfigurationId,
    accessToken: token.accessTokenResponse.access_token,
    proofs: { jwt: jwts },
    dpop: token.dpop,
  });
  const credentials = answer.credentialResponse.credentials.map((entry) => entry.credential);
  if (credentials.length !== copies) throw new Error(`asked for ${copies} copies, got ${credentials.length}`);

  const held = [];
  for (const credential of credentials) {
    const verified = await sdJwtVc(issuerRoots).verify(credential);
    const kid = await calculateJwkThumbprint(publicOf(verified.payload.cnf.jwk));
    const key = keys.find((candidate) => candidate.kid === kid);
    if (!key) throw new Error('a credential is bound to a key that was not proven');
    held.push({ credential, privateJwk: key.privateJwk });
  }
  log('received', { verdict: 'verified', copies: held.length, by: '@sd-jwt/sd-jwt-vc' });
  return held;
}

