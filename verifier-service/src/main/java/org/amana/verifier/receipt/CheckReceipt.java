package org.amana.verifier.receipt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.verifier.answer.Answer;
import org.amana.verifier.answer.AnswerJson;
import org.amana.verifier.answer.JobQuestion;
import org.amana.verifier.answer.QuestionJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an employer keeps of a check: never a name, a status, a nationality or a birth date.
 *
 * <pre>
 * {"iss":"harbour-bakery","iat":1795300000,"organisation":{"name":"Harbour Bakery","country":"ES"},
 *  "intended_use":"check-right-to-work","legal_basis":["eu-gdpr:A6-1-c"],"law_reference":"http://data.europa.eu/eli/dir/2009/52/oj",
 *  "question":{…},"answer":{"verdict":"until",…},"sentence":"Yes: …","person_matched":true,"request_hash":"…43…"}
 * </pre>
 *
 * @param partyId of the organisation in the register
 * @param legalBasis GDPR articles as DPV terms
 * @param lawReference ELI of the law that demands the check
 * @param sentence the answer in English words
 * @param matchedAt when the employer confirmed that the person is the one on the card, to the second
 * @param requestHash SHA-256 of the signed request object, base64url
 */
public record CheckReceipt(String partyId, String organisationName, String country, String intendedUse,
                           List<String> legalBasis, Optional<String> lawReference, JobQuestion question, Answer answer,
                           String sentence, Instant matchedAt, String requestHash) {
    /** Media type suffix and {@code typ}. */
    public static final String TYP = "amana-check-receipt+jwt";
    private static final int MAX_BYTES = 32 * 1024;

    public CheckReceipt {
        legalBasis = List.copyOf(legalBasis);
    }

    /** The receipt signed with the key of the organisation's access certificate, as compact JWS with {@code x5c}. */
    public String sign(SigningKey key) {
        ObjectNode claims = StrictJson.object().put("iss", partyId).put("iat", matchedAt.getEpochSecond());
        claims.putObject("organisation").put("name", organisationName).put("country", country);
        claims.put("intended_use", intendedUse);
        ArrayNode bases = claims.putArray("legal_basis");
        legalBasis.forEach(bases::add);
        lawReference.ifPresent(law -> claims.put("law_reference", law));
        claims.set("question", QuestionJson.write(question));
        claims.set("answer", AnswerJson.write(answer));
        claims.put("sentence", sentence).put("person_matched", true).put("request_hash", requestHash);
        return JwsSigner.sign(key, JwsSigner.header(TYP, key), claims);
    }

    /** Reads back a receipt that this service signed and stored. */
    public static CheckReceipt read(String compact) {
        ObjectNode claims = UnverifiedJws.parse(compact, MAX_BYTES).claims();
        List<String> bases = new ArrayList<>();
        claims.path("legal_basis").forEach(basis -> bases.add(basis.asString()));
        return new CheckReceipt(claims.path("iss").asString(), claims.path("organisation").path("name").asString(),
                claims.path("organisation").path("country").asString(), claims.path("intended_use").asString(), bases,
                claims.path("law_reference").asStringOpt(), QuestionJson.parse(claims.path("question")),
                AnswerJson.read(claims.path("answer")), claims.path("sentence").asString(),
                Instant.ofEpochSecond(claims.path("iat").longValue()), claims.path("request_hash").asString());
    }
}
