// Answers an OpenID4VP 1.0 request (request_uri, x509_hash, DCQL, direct_post.jwt) from what receive.mjs got.
import { Openid4vpClient } from '@openid4vc/openid4vp';
import { DcqlQuery } from 'dcql';
import { callbacks, checkChain } from './callbacks.mjs';
import { sdJwtVc } from './sdjwt.mjs';

/**
 * @param {{request: string, held: {credential: string, privateJwk: object}, keyring: object, issuerRoots: object[], accessRoots: object[], log: Function}} input
 */
export async function present({ request, held, keyring, issuerRoots, accessRoots, log }) {
  const client = new Openid4vpClient({ callbacks: callbacks(keyring) });
  const parsed = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: request });
  const resolved = await client.resolveOpenId4vpAuthorizationRequest({ authorizationRequestPayload: parsed.params });
  const leaf = checkChain(resolved.jar.signer.x5c, accessRoots);
  log('request', { client: resolved.client.prefix, version: resolved.version, verifier: leaf.subject.replaceAll('\n', ', ') });

  const query = DcqlQuery.parse(resolved.dcql.query);
  DcqlQuery.validate(query);
  if (query.credentials.length !== 1) throw new Error('this wallet answers queries for one credential');
  const [wanted] = query.credentials;
  const payload = resolved.authorizationRequestPayload;
  const presentation = await sdJwtVc(issuerRoots, held.privateJwk).present(
    held.credential,
    frameOf(wanted.claims ?? []),
    {
      kb: {
        payload: {
          iat: Math.floor(Date.now() / 1000),
          aud: payload.client_id,
          nonce: payload.nonce,
        },
      },
    },
  );
  log('presentation', { query: wanted.id, disclosures: presentation.split('~').length - 2 });

  const response = await client.createOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: payload,
    authorizationResponsePayload: { vp_token: { [wanted.id]: [presentation] } },
    jarm: {
      encryption: { nonce: payload.nonce },
      serverMetadata: {
        authorization_signing_alg_values_supported: ['ES256'],
        authorization_encryption_alg_values_supported: ['ECDH-ES'],
        authorization_encryption_enc_values_supported: ['A128GCM', 'A256GCM'],
      },
    },
  });
  const { response: answer } = await client.submitOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: payload,
    authorizationResponsePayload: response.authorizationResponsePayload,
    jarm: response.jarm,
  });
  const body = await answer.text();
  log('answered', { status: answer.status, verdict: answer.ok ? 'accepted' : 'refused', body });
  if (!answer.ok) throw new Error(`the verifier refused with ${answer.status}`);
}

/** DCQL claim paths as the nested frame @sd-jwt wants: every disclosure on the way to a path is shown. */
function frameOf(claims) {
  const frame = {};
  for (const { path } of claims) {
    let at = frame;
    path.forEach((step, depth) => {
      if (depth === path.length - 1) at[step] = at[step] ?? true;
      else at = at[step] = at[step] === true || at[step] === undefined ? {} : at[step];
    });
  }
  return frame;
}
