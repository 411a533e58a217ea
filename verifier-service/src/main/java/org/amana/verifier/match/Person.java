package org.amana.verifier.match;

import java.util.Optional;
import java.util.regex.Pattern;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whom the employer compares with the person at the desk. Lives in memory and, sealed, until the match.
 *
 * @param givenName as on the card
 * @param familyName as on the card
 * @param portrait data URL of a JPEG or PNG; anything else was left out
 */
public record Person(String givenName, String familyName, Optional<String> portrait) {
    private static final int MAX_NAME_CHARACTERS = 150;
    private static final int MAX_PORTRAIT_CHARACTERS = 30_000;
    private static final Pattern PORTRAIT = Pattern.compile("data:image/(?:jpeg|png);base64,[A-Za-z0-9+/]+={0,2}");

    /** The person a verified presentation speaks of; a claim that is no text reads as empty. */
    public static Person of(JsonNode claims) {
        Optional<String> portrait = claims.path("portrait")
                .stringValueOpt()
                .filter(url -> url.length() <= MAX_PORTRAIT_CHARACTERS && PORTRAIT.matcher(url).matches());
        return new Person(name(claims, "given_name"), name(claims, "family_name"), portrait);
    }

    private static String name(JsonNode claims, String member) {
        String name = claims.path(member).stringValueOpt().orElse("");
        return name.substring(0, Math.min(name.length(), MAX_NAME_CHARACTERS));
    }

    public String name() {
        return (givenName + " " + familyName).strip();
    }

    ObjectNode toJson() {
        ObjectNode node = StrictJson.object().put("given_name", givenName).put("family_name", familyName);
        portrait.ifPresent(url -> node.put("portrait", url));
        return node;
    }

    /** Names of people do not belong in logs. */
    @Override
    public String toString() {
        return "a person";
    }
}
