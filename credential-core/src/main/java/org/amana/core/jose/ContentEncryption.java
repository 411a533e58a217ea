package org.amana.core.jose;

import com.nimbusds.jose.EncryptionMethod;

/** Values of {@code enc} that we use (RFC 7518 section 5.3; HAIP 1.0 section 5: both must be supported). */
public enum ContentEncryption {
    A128GCM, A256GCM;

    EncryptionMethod method() {
        return switch (this) {
            case A128GCM -> EncryptionMethod.A128GCM;
            case A256GCM -> EncryptionMethod.A256GCM;
        };
    }
}
