package org.amana.core.sdjwt;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** The key identifiers by which certificates name who certified them (RFC 5280 section 4.2.1.1), base64url. */
final class AuthorityKeyIdentifiers {
    private AuthorityKeyIdentifiers() {}

    static Set<String> of(List<X509Certificate> chain) {
        return chain.stream().flatMap(certificate -> of(certificate).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> of(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.authorityKeyIdentifier.getId());
        if (extension == null) {
            return Optional.empty();
        }
        try {
            var identifier = AuthorityKeyIdentifier.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension));
            return Optional.ofNullable(identifier.getKeyIdentifierOctets())
                    .map(Base64.getUrlEncoder().withoutPadding()::encodeToString);
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
