package org.amana.verifier.organisation;

import org.amana.core.register.IntendedUse;

/**
 * An intended use with the proof that it is registered.
 *
 * @param certificate registration certificate, compact JWS of typ {@code rc-wrp+jwt}, for {@code verifier_info}
 */
public record RegisteredUse(IntendedUse use, String certificate) {}
