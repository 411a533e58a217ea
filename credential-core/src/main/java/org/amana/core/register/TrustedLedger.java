package org.amana.core.register;

import com.nimbusds.jose.jwk.ECKey;
import java.util.List;
import org.amana.core.jose.Jwks;
import org.amana.core.json.StrictJson;
import org.amana.core.note.LogIdentity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A ledger in the trust list, and in the file by which the operator of another node lists it.
 *
 * <pre>
 * {"base_url":"https://ledger.example","log_keys":["vkey","vkey"],"notice_key":{…},
 *  "keeps":["https://issuer.example/recognition-office"]}
 * </pre>
 *
 * @param baseUrl its address
 * @param log what its receipts are verified against
 * @param noticeKey checks the notices it sends
 * @param keeps identifiers of the issuers whose releases it decides on: consents that name one as their source go there
 */
public record TrustedLedger(String baseUrl, LogIdentity log, ECKey noticeKey, List<String> keeps) {
    public TrustedLedger {
        keeps = List.copyOf(keeps);
    }

    /**
     * Reads the JSON form.
     *
     * @throws org.amana.core.problem.ProblemException {@link RegisterProblem.MalformedEntry};
     *         {@link org.amana.core.note.NoteProblem}, {@link org.amana.core.jose.JoseProblem} for keys
     */
    public static TrustedLedger parse(JsonNode ledger) {
        return new TrustedLedger(JsonMembers.text(ledger, "base_url"),
                LogIdentity.parse(String.join("\n", JsonMembers.strings(ledger.path("log_keys"), "log_keys"))),
                Jwks.parsePublicEcKey(ledger.path("notice_key")), JsonMembers.optionalStrings(ledger, "keeps"));
    }

    public ObjectNode toJson() {
        ObjectNode object = StrictJson.object().put("base_url", baseUrl);
        ArrayNode keys = object.putArray("log_keys");
        log.keys().forEach(key -> keys.add(key.vkey()));
        object.set("notice_key", Jwks.toMinimalJson(noticeKey));
        Party.putAll(object.putArray("keeps"), keeps);
        return object;
    }
}
