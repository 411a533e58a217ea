package org.amana.core.vci;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.VciProblem.InvalidCredentialOffer;

/**
 * What a QR code or link holds: an offer by value or by reference (OpenID4VCI 1.0 section 4.1).
 *
 * <pre>
 * openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fissuer.example%2Flabour-office%2Foffers%2Fx1
 * </pre>
 */
public sealed interface CredentialOfferLink {
    /** Longest accepted link, in characters. */
    int MAX_LENGTH = 64 * 1024;
    /** Custom scheme that wallets listen to. */
    String SCHEME = "openid-credential-offer://";

    /** The offer stands in the link. */
    record ByValue(CredentialOffer offer) implements CredentialOfferLink {}

    /** The offer is fetched from an address; nothing else is known yet. */
    record ByReference(URI credentialOfferUri) implements CredentialOfferLink {}

    /**
     * Parses {@code openid-credential-offer://?…}, {@code haip-vci://?…} or an https address of a wallet with the same query.
     *
     * @throws ProblemException {@link InvalidCredentialOffer}: neither or both parameters, or one repeated
     */
    static CredentialOfferLink parse(String link) {
        String text = link.strip();
        int question = text.indexOf('?');
        if (text.length() > MAX_LENGTH || question < 0 || !text.matches("(?s)[a-zA-Z][a-zA-Z0-9+.-]*:.*")) {
            throw invalid("expected a link with credential_offer or credential_offer_uri");
        }
        Map<String, String> parameters = parameters(text.substring(question + 1));
        String value = parameters.get("credential_offer");
        String reference = parameters.get("credential_offer_uri");
        if (value != null && reference == null) {
            return new ByValue(CredentialOffer.parse(value.getBytes(StandardCharsets.UTF_8)));
        }
        if (value == null && reference != null) {
            return new ByReference(reference(reference));
        }
        throw invalid("expected either credential_offer or credential_offer_uri");
    }

    /** The link with the custom scheme. */
    default String toUri() {
        return switch (this) {
            case ByValue(var offer) -> SCHEME + "?credential_offer=" + encode(StrictJson.write(offer.toJson()));
            case ByReference(var uri) -> SCHEME + "?credential_offer_uri=" + encode(uri.toString());
        };
    }

    /**
     * The offer; a reference is fetched once.
     *
     * @throws ProblemException {@link InvalidCredentialOffer} when the answer is no offer (or not
     *         {@code application/json}), {@link PeerProblem}; {@link PeerProblem.UnexpectedAnswer} for a 5xx, after which
     *         the same link may bring the offer
     */
    default CredentialOffer resolve(HttpPeer peer) {
        return switch (this) {
            case ByValue(var offer) -> offer;
            case ByReference(var uri) -> {
                HttpAnswer answer = peer.exchange(HttpQuestion.get(uri)
                        .withHeader("Accept", "application/json")
                        .withMaxAnswerBytes(CredentialOffer.MAX_BYTES));
                // 404 and 410 are what a used or expired offer looks like from outside
                if (answer.status() == 404 || answer.status() == 410) {
                    throw invalid("the offer is used, expired or unknown");
                }
                // the issuer is in trouble; the offer may be good, and nobody should throw it away
                if (answer.status() >= 500) {
                    throw new ProblemException(new PeerProblem.UnexpectedAnswer(
                            "expected status 200 at the offer's address, got " + answer.status()));
                }
                if (!answer.isSuccess() || !answer.mediaType().equals("application/json")) {
                    throw invalid("expected status 200 and application/json at the offer's address, got "
                            + answer.status());
                }
                yield CredentialOffer.parse(answer.body());
            }
        };
    }

    private static URI reference(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new InvalidCredentialOffer("credential_offer_uri is not a URL"), e);
        }
        throw invalid("credential_offer_uri must be an https URL");
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new HashMap<String, String>();
        int fragment = query.indexOf('#');
        for (String pair : (fragment < 0 ? query : query.substring(0, fragment)).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0
                    && parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))) != null) {
                throw invalid("a parameter of the link occurs twice");
            }
        }
        return parameters;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new InvalidCredentialOffer("the link is not percent-encoded"), e);
        }
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(new InvalidCredentialOffer(detail));
    }
}
