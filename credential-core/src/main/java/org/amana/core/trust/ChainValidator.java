package org.amana.core.trust;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.core.key.Algorithms;
import org.amana.core.key.KeyProblem;
import org.amana.core.key.KeyPurpose;
import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;

/**
 * Path validation of an {@code x5c} chain (RFC 5280 section 6.1, by the JDK) with the rules of HAIP
 * 1.0 section 6.1.1 around it. Validated chains are remembered by their bytes, so that the second
 * credential of an issuer costs no certificate work; a refusal is never remembered. Revocation of
 * certificates is the trust list's matter: a withdrawn issuer disappears from the anchors.
 */
public final class ChainValidator {
    private final ValidatedChainCache cache = new ValidatedChainCache();

    /**
     * Validates the header as it was received; cheap for a chain that was seen before.
     *
     * @throws ProblemException {@link TrustProblem}, {@link KeyProblem.BadKey}
     */
    public ValidatedChain validate(JsonNode x5c, TrustAnchors anchors, KeyPurpose purpose, Instant at) {
        if (!x5c.isArray()) {
            throw refused(new TrustProblem.BadChain("x5c must be an array"));
        }
        return cache.find(key(x5c, anchors, purpose), at)
                .orElseGet(() -> validateAnew(X5c.parse(x5c), anchors, purpose, at));
    }

    /**
     * Validates a chain for a purpose at a time.
     *
     * @param leafFirst in the order of {@code x5c}, anchor left out
     * @throws ProblemException {@link TrustProblem.BadChain}, {@link TrustProblem.TrustAnchorInX5c},
     *         {@link TrustProblem.UntrustedIssuer}, {@link TrustProblem.CertificateExpired},
     *         {@link TrustProblem.WrongKeyUsage}; {@link KeyProblem.BadKey} for a leaf key other than P-256
     */
    public ValidatedChain validate(List<X509Certificate> leafFirst, TrustAnchors anchors, KeyPurpose purpose,
                                   Instant at) {
        return cache.find(key(X5c.of(leafFirst), anchors, purpose), at)
                .orElseGet(() -> validateAnew(leafFirst, anchors, purpose, at));
    }

    private ValidatedChain validateAnew(List<X509Certificate> leafFirst, TrustAnchors anchors, KeyPurpose purpose,
                                        Instant at) {
        if (leafFirst.isEmpty() || leafFirst.size() > X5c.MAX_CERTIFICATES) {
            throw refused(new TrustProblem.BadChain("1 to " + X5c.MAX_CERTIFICATES + " certificates expected"));
        }
        if (leafFirst.stream().anyMatch(certificate -> isAnchor(certificate, anchors))) {
            throw refused(new TrustProblem.TrustAnchorInX5c());
        }
        // the JDK lets SHA-1 pass below roots that are not its own
        if (leafFirst.stream().anyMatch(one -> one.getSigAlgName().toUpperCase(Locale.ROOT).startsWith("SHA1"))) {
            throw refused(new TrustProblem.BadChain("a certificate is signed with SHA-1"));
        }
        X509Certificate leaf = leafFirst.getFirst();
        if (leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())) {
            throw refused(new TrustProblem.UntrustedIssuer("leaf certificate is self-signed"));
        }
        X509Certificate anchor = validatePath(leafFirst, anchors, at);
        requireLeafFor(purpose, leaf);
        if (!(leaf.getPublicKey() instanceof ECPublicKey key)) {
            throw refused(new KeyProblem.BadKey("leaf key is not a P-256 key"));
        }
        var chain = new ValidatedChain(leafFirst, anchor, purpose, key);
        if (!chain.isValidAt(at)) {
            throw refused(new TrustProblem.CertificateExpired("trust anchor is not valid at this time"));
        }
        cache.put(key(X5c.of(leafFirst), anchors, purpose), chain);
        return chain;
    }

    private static X509Certificate validatePath(List<X509Certificate> leafFirst, TrustAnchors anchors, Instant at) {
        if (anchors.certificates().isEmpty()) {
            throw refused(new TrustProblem.UntrustedIssuer("no trust anchor is configured for this purpose"));
        }
        try {
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(leafFirst);
            var parameters = new PKIXParameters(anchors.certificates()
                    .stream()
                    .map(certificate -> new TrustAnchor(certificate, null))
                    .collect(Collectors.toSet()));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            Algorithms.installedName().ifPresent(parameters::setSigProvider);
            return validatePath(path, parameters);
        } catch (CertPathValidatorException e) {
            throw new ProblemException(problem(e.getReason()), e);
        } catch (GeneralSecurityException e) {
            throw new ProblemException(new TrustProblem.BadChain("certificates form no path"), e);
        }
    }

    private static X509Certificate validatePath(CertPath path, PKIXParameters parameters)
            throws GeneralSecurityException {
        try {
            var result = (PKIXCertPathValidatorResult) CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return result.getTrustAnchor().getTrustedCert();
        } catch (CertPathValidatorException e) {
            // an authority above us may sign with an algorithm that the fast provider does not have
            boolean isUnknown = e.getCause() instanceof NoSuchAlgorithmException
                    || e.getCause() instanceof InvalidKeyException;
            if (parameters.getSigProvider() == null || !isUnknown) {
                throw e;
            }
            parameters.setSigProvider(null);
            return validatePath(path, parameters);
        }
    }

    private static Problem problem(Reason reason) {
        if (reason == BasicReason.EXPIRED || reason == BasicReason.NOT_YET_VALID) {
            return new TrustProblem.CertificateExpired("a certificate is not valid at this time");
        }
        if (reason == PKIXReason.NO_TRUST_ANCHOR || reason == PKIXReason.NAME_CHAINING
                || reason == BasicReason.INVALID_SIGNATURE) {
            return new TrustProblem.UntrustedIssuer("chain does not lead to a trust anchor");
        }
        return new TrustProblem.BadChain("certificate path is not valid: " + reason);
    }

    private static void requireLeafFor(KeyPurpose purpose, X509Certificate leaf) {
        if (leaf.getBasicConstraints() >= 0) {
            throw refused(new TrustProblem.BadChain("leaf certificate is a certificate authority's"));
        }
        boolean[] usage = leaf.getKeyUsage();
        if (usage != null && !usage[0]) {
            throw refused(new TrustProblem.WrongKeyUsage("leaf certificate is not for digital signatures"));
        }
        try {
            List<String> extended = leaf.getExtendedKeyUsage();
            if (extended != null && extended.stream().noneMatch(purpose.acceptedKeyUsages()::contains)) {
                throw refused(
                        new TrustProblem.WrongKeyUsage("leaf certificate is for another purpose than " + purpose));
            }
        } catch (CertificateParsingException e) {
            throw new ProblemException(new TrustProblem.BadChain("extended key usage cannot be read"), e);
        }
    }

    /** Also a cross-signed copy of an anchor: same name, same key. */
    private static boolean isAnchor(X509Certificate certificate, TrustAnchors anchors) {
        Set<X509Certificate> roots = anchors.certificates();
        return roots.contains(certificate) || roots.stream()
                .anyMatch(root -> root.getSubjectX500Principal().equals(certificate.getSubjectX500Principal())
                        && root.getPublicKey().equals(certificate.getPublicKey()));
    }

    private static String key(JsonNode x5c, TrustAnchors anchors, KeyPurpose purpose) {
        var key = new StringBuilder(purpose.name()).append(' ').append(anchors.fingerprint());
        x5c.forEach(element -> key.append(' ').append(element.asString("")));
        return key.toString();
    }

    private static ProblemException refused(Problem problem) {
        return new ProblemException(problem);
    }
}
