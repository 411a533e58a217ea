package org.amana.core.key;

import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;

/** Certifies public keys; an outside party except in development. */
public interface CertificateAuthority {
    /** The chain for the key, leaf first, root left out (HAIP 1.0 section 6.1.1). */
    List<X509Certificate> certify(ECPublicKey subjectKey, CertificateProfile profile);
}
