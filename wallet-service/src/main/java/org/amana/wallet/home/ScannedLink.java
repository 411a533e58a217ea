package org.amana.wallet.home;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * What a code or a pasted text leads to.
 *
 * <pre>
 * openid-credential-offer://?credential_offer_uri=…     a card that is offered (OpenID4VCI 1.0 section 4.1)
 * openid4vp://?client_id=…&amp;request_uri=…                a request for a card (OpenID4VP 1.0 section 5)
 * https://wallet.example/en/offer?uri=…                 a same-device link of a wallet; the part that counts is in uri
 * </pre>
 *
 * @param page {@code offer} or {@code request}
 * @param uri as the protocol has it
 */
record ScannedLink(String page, String uri) {
    private static final int LONGEST = 8_000;
    private static final Set<String> OFFERS = Set.of("openid-credential-offer", "haip-vci");
    private static final Set<String> REQUESTS = Set.of("openid4vp", "haip-vp");

    /** Empty when the text is no link for a wallet. */
    static Optional<ScannedLink> parse(String text) {
        String link = text.strip();
        if (link.isEmpty() || link.length() > LONGEST) {
            return Optional.empty();
        }
        String scheme = link.substring(0, Math.max(0, link.indexOf(':'))).toLowerCase(Locale.ROOT);
        if (OFFERS.contains(scheme)) {
            return Optional.of(new ScannedLink("offer", link));
        }
        if (REQUESTS.contains(scheme)) {
            return Optional.of(new ScannedLink("request", link));
        }
        return scheme.equals("https") || scheme.equals("http") ? ofWeb(link) : Optional.empty();
    }

    private static Optional<ScannedLink> ofWeb(String link) {
        try {
            var parameters = UriComponentsBuilder.fromUri(new URI(link)).build().getQueryParams();
            String inner = parameters.getFirst("uri");
            if (inner != null) {
                return parse(UriUtils.decode(inner, StandardCharsets.UTF_8)).filter(found -> !found.uri().equals(link));
            }
            if (parameters.containsKey("credential_offer") || parameters.containsKey("credential_offer_uri")) {
                return Optional.of(new ScannedLink("offer", link));
            }
            return parameters.containsKey("client_id")
                    ? Optional.of(new ScannedLink("request", link))
                    : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException notALink) {
            return Optional.empty();
        }
    }
}
