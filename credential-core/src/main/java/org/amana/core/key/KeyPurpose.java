package org.amana.core.key;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a certified key may sign. A certificate that names extended key usages is accepted for a
 * purpose only if it names one of {@link #acceptedKeyUsages()}; one that names none is accepted.
 */
public enum KeyPurpose {
    /** Credentials and issuer metadata; ISO/IEC 18013-5 document signer. */
    ISSUER(Oids.MDOC_DOCUMENT_SIGNER),
    /** Authorization requests of a verifier; ISO/IEC 18013-5 reader authentication. */
    ACCESS(Oids.MDOC_READER),
    /** Registration certificates and trust lists. */
    REGISTRAR(),
    /**
     * Status list tokens, by the issuer's key or one without extended key usage; the usage of
     * draft-ietf-oauth-status-list-20 section 10.1 has no number yet.
     */
    STATUS(Oids.MDOC_DOCUMENT_SIGNER);

    @SuppressWarnings("ImmutableEnumChecker") // only ever List.of, which is immutable
    private final List<String> acceptedKeyUsages;

    KeyPurpose(String... acceptedKeyUsages) {
        this.acceptedKeyUsages = List.of(acceptedKeyUsages);
    }

    /** Object identifiers in dotted form; empty where no usage is defined for the purpose. */
    public Set<String> acceptedKeyUsages() {
        return Set.copyOf(acceptedKeyUsages);
    }

    /** The usage a certificate for this purpose names; empty where none is defined. */
    public Optional<String> certifiedKeyUsage() {
        return acceptedKeyUsages.stream().findFirst();
    }

    private static final class Oids {
        private static final String MDOC_DOCUMENT_SIGNER = "1.0.18013.5.1.2";
        private static final String MDOC_READER = "1.0.18013.5.1.6";
    }
}
