// The two dotted parts of a JWS signing input, read strictly (RFC 7515 section 5.1).

import { decodeJson } from './base64url.mjs';
import { Refusal, onlyMembers } from './refusal.mjs';

const LARGEST = 65536;

/** "header.claims" -> {header, claims}; refuses anything else. */
export function parse(signingInput, reason) {
  try {
    if (typeof signingInput !== 'string' || signingInput.length > LARGEST) {
      throw new Error('no text, or too long');
    }
    const parts = signingInput.split('.');
    if (parts.length !== 2) {
      throw new Error(`${parts.length} parts`);
    }
    const [header, claims] = parts.map(decodeJson);
    onlyMembers(reason, header, Object.keys(header));
    onlyMembers(reason, claims, Object.keys(claims));
    return { header, claims };
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(reason, error.message);
  }
}

/** Refuses unless `iat` is whole seconds near this browser's clock; old phones are often minutes off, so a day is allowed. */
export function near(reason, iat, now) {
  if (!Number.isInteger(iat) || Math.abs(iat * 1000 - now) > 86_400_000) {
    throw new Refusal(reason, `iat ${iat} is far from now`);
  }
}
