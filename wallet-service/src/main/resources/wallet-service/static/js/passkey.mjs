// Passkeys (WebAuthn Level 3) in the browser: options come as JSON, credentials go back as JSON, and the output of the
// PRF extension is taken out first. It opens the vault; it must never travel in, or be logged with, a sign-in.

import { decode, encode } from './base64url.mjs';

/** Can this browser make passkeys at all? A "no" leads to the passphrase, never to a dead end. */
export async function passkeysWork() {
  try {
    return Boolean(globalThis.isSecureContext && globalThis.PublicKeyCredential
      && await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable());
  } catch {
    return false;
  }
}

/** PublicKeyCredentialCreationOptionsJSON -> {credential, prf}; `prf` is absent when the device cannot do it. */
export async function createPasskey(options) {
  const publicKey = {
    ...options,
    challenge: decode(options.challenge),
    user: { ...options.user, id: decode(options.user.id) },
    excludeCredentials: descriptors(options.excludeCredentials),
    extensions: extensions(options.extensions),
  };
  return separate(await navigator.credentials.create({ publicKey }), (response) => ({
    attestationObject: encode(response.attestationObject),
    clientDataJSON: encode(response.clientDataJSON),
    transports: response.getTransports?.() ?? [],
  }));
}

/** PublicKeyCredentialRequestOptionsJSON -> {credential, prf}. */
export async function usePasskey(options) {
  const publicKey = {
    ...options,
    challenge: decode(options.challenge),
    allowCredentials: descriptors(options.allowCredentials),
    extensions: extensions(options.extensions),
  };
  return separate(await navigator.credentials.get({ publicKey }), (response) => ({
    authenticatorData: encode(response.authenticatorData),
    clientDataJSON: encode(response.clientDataJSON),
    signature: encode(response.signature),
    userHandle: response.userHandle ? encode(response.userHandle) : null,
  }));
}

/** The credential as JSON without PRF results, and the PRF output beside it. */
export function separate(credential, responseOf) {
  const { prf, ...others } = credential.getClientExtensionResults();
  const clientExtensionResults = { ...others };
  if (prf?.enabled !== undefined) {
    clientExtensionResults.prf = { enabled: prf.enabled };
  }
  return {
    credential: {
      id: credential.id,
      rawId: encode(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment ?? null,
      response: responseOf(credential.response),
      clientExtensionResults,
    },
    prf: prf?.results?.first ? encode(prf.results.first) : undefined,
  };
}

function descriptors(list = []) {
  return (list ?? []).map((descriptor) => ({ ...descriptor, id: decode(descriptor.id) }));
}

/** Only PRF carries bytes: eval {first, second} arrives as base64url (WebAuthn Level 3, section 10.1.4). */
function extensions(asked = {}) {
  const { prf, ...others } = asked ?? {};
  if (!prf?.eval?.first) {
    return others;
  }
  return { ...others, prf: { eval: { first: decode(prf.eval.first) } } };
}

/** Some authenticators give the PRF output only at use: one use of the new passkey asks for it, for this page alone. */
export async function secretOf(credential, creationOptions) {
  if (credential.clientExtensionResults.prf?.enabled === false) {
    return undefined;
  }
  const { prf } = await usePasskey({
    challenge: encode(crypto.getRandomValues(new Uint8Array(32))),
    rpId: creationOptions.rp.id,
    allowCredentials: [{ type: 'public-key', id: credential.id, transports: credential.response.transports }],
    userVerification: 'required',
    extensions: creationOptions.extensions,
  });
  return prf;
}
