package org.amana.core.consent;

import java.nio.charset.StandardCharsets;
import org.amana.core.json.Base64Url;
import org.amana.core.key.Sha256;

/**
 * The text the person saw when deciding, by its hash.
 *
 * @param hash base64url(SHA-256(UTF-8 of the text as shown))
 * @param language BCP 47 tag
 */
public record Notice(String hash, String language) {
    public Notice {
        if (!hash.matches("[A-Za-z0-9_-]{43}") || !language.matches("[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")) {
            throw ConsentProblem.malformedEvent("a notice is a SHA-256 value in base64url and a language tag");
        }
    }

    /** The notice with this text. */
    public static Notice of(String text, String language) {
        return new Notice(Base64Url.encode(Sha256.of(text.getBytes(StandardCharsets.UTF_8))), language);
    }
}
