package org.amana.core.register;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.status.StatusReference;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a registrar issues one certificate.
 *
 * @param registry address of the register's API
 * @param id unique among the registrar's certificates (GEN-6.2.6.1-03), {@code jti}
 * @param status where it is said that the certificate was ended before its time; without one it lives a day at most
 * @param policy document it is issued under; only then the certificate claims the policy of clause 6.1.3
 * @param expires at most twelve months after {@code issued} (GEN-5.2.4-08)
 */
public record CertificateIssue(URI registry, String id, Optional<StatusReference> status, Optional<URI> policy,
                               Instant issued, Instant expires) {
    /** Life of a certificate that nothing can end. */
    public static final Duration LONGEST_WITHOUT_STATUS = Duration.ofHours(24);
    /** Twelve months, the longest ones. */
    static final Duration LONGEST = Duration.ofDays(366);
    /** Policy of registration certificates (clause 6.1.3). */
    private static final List<String> POLICY = List.of("0.4.0.19475.3.1");

    public CertificateIssue {
        requireLife(issued, expires, status.isPresent());
    }

    static void requireLife(Instant issued, Instant expires, boolean hasStatus) {
        if (!issued.isBefore(expires) || Duration.between(issued, expires).compareTo(LONGEST) > 0) {
            throw RegisterProblem
                    .badCertificate("a registration certificate ends within twelve months of its issuance");
        }
        if (!hasStatus && Duration.between(issued, expires).compareTo(LONGEST_WITHOUT_STATUS) > 0) {
            throw RegisterProblem.badCertificate("a registration certificate without a status lives a day at most");
        }
    }

    void writeTo(ObjectNode claims) {
        claims.put("jti", id).put("iat", issued.getEpochSecond()).put("exp", expires.getEpochSecond());
        status.ifPresent(reference -> claims.set("status", reference.toJson()));
        policy.ifPresent(document -> {
            Party.putAll(claims.putArray("policy_id"), POLICY);
            claims.put("certificate_policy", document.toString());
        });
    }
}
