package org.amana.core.consent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amana.core.json.Base64Url;

/**
 * Who of an office's staff acted, in one record alone: two of one record are equal where it was one account, two of
 * different records never are. Whoever is shown the salt and a user name can tell that this was the account.
 *
 * @param value base64url of HMAC-SHA256(salt, "staff:" and the user name)
 */
public record StaffPseudonym(String value) {
    private static final String MAC = "HmacSHA256";

    public StaffPseudonym {
        if (!value.matches("[A-Za-z0-9_-]{43}")) {
            throw ConsentProblem.badMessage("who acted stands by a pseudonym alone");
        }
    }

    /** @param salt base64url of 32 random bytes, of this record and sealed at the office */
    static StaffPseudonym of(String salt, String username) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(Base64Url.decode(salt), MAC));
            return new StaffPseudonym(
                    Base64Url.encode(mac.doFinal(("staff:" + username).getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }
}
