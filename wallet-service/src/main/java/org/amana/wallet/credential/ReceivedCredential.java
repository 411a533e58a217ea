package org.amana.wallet.credential;

import org.amana.core.sdjwt.VerifiedSdJwtVc;
import org.amana.wallet.keyring.HolderKey;

/** A credential that was verified, with the key it is bound to. */
public record ReceivedCredential(VerifiedSdJwtVc credential, HolderKey key) {}
