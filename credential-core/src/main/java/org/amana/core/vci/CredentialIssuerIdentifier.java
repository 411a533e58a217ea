package org.amana.core.vci;

import java.net.URI;
import java.util.Set;
import org.amana.core.problem.ErrorText;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.VciProblem.InvalidIssuerMetadata;

/**
 * Credential Issuer Identifier (OpenID4VCI 1.0 section 12.2.1): a case-sensitive https URL without query and fragment,
 * compared as a plain string. Plain http is accepted for a loopback host alone, where a node shows itself without
 * certificates; whether such an address may be called at all is the {@code HttpPeer}'s decision.
 *
 * <pre>
 * https://issuer.example/labour-office
 * </pre>
 */
public record CredentialIssuerIdentifier(String value) {
    private static final int MAX_LENGTH = 500;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws ProblemException {@link InvalidIssuerMetadata} when the value is no such URL */
    public CredentialIssuerIdentifier {
        if (value.length() > MAX_LENGTH || !isIdentifier(value)) {
            throw new ProblemException(new InvalidIssuerMetadata(
                    "expected an https URL without query and fragment as issuer, got " + ErrorText.quote(value)));
        }
    }

    /** Where the Credential Issuer Metadata is: the well-known string stands between host and path (section 12.2.2). */
    public URI metadataUri() {
        return wellKnown("openid-credential-issuer");
    }

    /** Where the authorization server's metadata is, when the issuer is its own (RFC 8414 section 3.1). */
    public URI authorizationServerMetadataUri() {
        return wellKnown("oauth-authorization-server");
    }

    private URI wellKnown(String suffix) {
        URI uri = URI.create(value);
        String path = uri.getRawPath().equals("/") ? "" : uri.getRawPath();
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + "/.well-known/" + suffix + path);
    }

    private static boolean isIdentifier(String value) {
        URI uri;
        try {
            uri = URI.create(value);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null) {
            return false;
        }
        return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
    }

    @Override
    public String toString() {
        return value;
    }
}
