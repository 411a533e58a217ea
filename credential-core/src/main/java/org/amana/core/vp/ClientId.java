package org.amana.core.vp;

import java.security.cert.X509Certificate;
import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.X5c;

/**
 * A Client Identifier with its prefix (OID4VP 1.0 section 5.9); the whole text is the audience of presentations.
 *
 * <pre>
 * x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk
 * x509_san_dns:client.example.org
 * </pre>
 */
public record ClientId(Prefix prefix, String value) {
    /** The ways of identification that are supported: those of HAIP 1.0 and the one it replaced. */
    public enum Prefix {
        /** The SHA-256 of the leaf certificate. */
        X509_HASH,
        /** A DNS name of the leaf certificate. */
        X509_SAN_DNS;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ClientId {
        boolean valid = switch (prefix) {
            case X509_HASH -> value.matches("[A-Za-z0-9_-]{43}");
            case X509_SAN_DNS -> value.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
        };
        if (!valid) {
            throw new ProblemException(new VpProblem.UnsupportedClientId(prefix.wireName() + ":" + value));
        }
    }

    /** The identifier of whoever holds this certificate. */
    public static ClientId x509Hash(X509Certificate leaf) {
        return new ClientId(Prefix.X509_HASH, X5c.x509Hash(leaf));
    }

    /** The identifier of whoever holds a certificate for this DNS name. */
    public static ClientId x509SanDns(String dnsName) {
        return new ClientId(Prefix.X509_SAN_DNS, dnsName);
    }

    /**
     * Reads the parameter. The prefix is what stands before the first colon.
     *
     * @throws ProblemException {@link VpProblem.OriginPrefix}, {@link VpProblem.RedirectUriPrefix},
     *         {@link VpProblem.UnsupportedClientId}
     */
    public static ClientId parse(String clientId) {
        int colon = clientId.indexOf(':');
        String prefix = colon < 0 ? "" : clientId.substring(0, colon);
        String value = clientId.substring(colon + 1);
        return switch (prefix) {
            case "x509_hash" -> new ClientId(Prefix.X509_HASH, value);
            case "x509_san_dns" -> new ClientId(Prefix.X509_SAN_DNS, value);
            case "origin" -> throw new ProblemException(new VpProblem.OriginPrefix());
            case "redirect_uri" -> throw new ProblemException(new VpProblem.RedirectUriPrefix());
            default -> throw new ProblemException(new VpProblem.UnsupportedClientId(prefix));
        };
    }

    /** The wire form. */
    @Override
    public String toString() {
        return prefix.wireName() + ":" + value;
    }
}
