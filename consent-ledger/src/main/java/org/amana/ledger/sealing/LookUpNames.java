package org.amana.ledger.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amana.core.consent.ExchangeStatement;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.RequestHash;
import org.amana.core.json.Base64Url;
import org.amana.core.rights.RightsStatement;

/**
 * Names under which rows are found, so that no table, index, backup or left-over page of the database holds an
 * identifier that a wallet, a recipient or another office knows too:
 *
 * <pre>
 * base64url HMAC-SHA-256(key of this ledger, kind || 0x00 || identifier)
 * </pre>
 */
public final class LookUpNames {
    private static final String HMAC = "HmacSHA256";
    private final SecretKeySpec key;

    /**
     * With the key of this ledger.
     *
     * @param key 32 bytes
     */
    LookUpNames(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    public String of(RecordId record) {
        return name("record", record.value());
    }

    public String of(RelationId relation) {
        return name("relation", relation.thumbprint());
    }

    public String of(RequestHash request) {
        return name("request", request.value());
    }

    /** Of a statement by its issuer and {@code jti}, which its recipients know too. */
    public String of(ExchangeStatement statement) {
        return name("statement", statement.issuer() + "\0" + statement.id());
    }

    /** Of what was said about a right, which the person and the party know by its digest. */
    public String of(RightsStatement statement) {
        return ofRight(statement.digest());
    }

    /** The same, by that digest. */
    public String ofRight(String digest) {
        return name("right", digest);
    }

    private String name(String kind, String identifier) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Base64Url.encode(mac.doFinal((kind + "\0" + identifier).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK computes HMAC-SHA-256", e);
        }
    }
}
