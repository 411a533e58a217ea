package org.amana.ledger.register;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.TrustAnchors;

/**
 * Resolves what a party's {@code anchors} name: PEM certificates, or the word for a function whose
 * root lies in the trust folder as {@code anchors/<word>.pem}.
 */
final class Anchors {
    private static final Set<String> FUNCTIONS = Set.of("issuer", "access", "registrar");
    private final Path trustDir;

    Anchors(Path trustDir) {
        this.trustDir = trustDir;
    }

    /** @throws ProblemException {@link RegisterEntryProblem.Contradiction} for neither word nor certificate */
    static void requireReadable(String anchor) {
        if (!FUNCTIONS.contains(anchor)) {
            parse(anchor);
        }
    }

    TrustAnchors resolve(List<String> anchors) {
        var certificates = new HashSet<X509Certificate>();
        for (String anchor : anchors) {
            certificates.addAll(FUNCTIONS.contains(anchor) ? function(anchor) : parse(anchor));
        }
        return new TrustAnchors(certificates);
    }

    /** Roots of a function; empty where the installation has none of its own. */
    List<X509Certificate> function(String word) {
        Path file = trustDir.resolve("anchors").resolve(word + ".pem");
        try {
            return Files.exists(file) ? parse(Files.readString(file, StandardCharsets.US_ASCII)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<X509Certificate> parse(String pem) {
        try {
            List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException e) {
            throw new ProblemException(new RegisterEntryProblem.Contradiction("an anchor is a PEM certificate"), e);
        }
        throw new ProblemException(
                new RegisterEntryProblem.Contradiction("an anchor is issuer, access or a PEM certificate"));
    }
}
