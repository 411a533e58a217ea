package org.amana.system.deployment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.schemas.Schemas;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the registrars of connected nodes enter: who they are, and what the court may ask for, in the same words. */
final class RegisterEntries {
    private static final String COURT_IDENTIFIER = "LEIXG-000000AMANADEMO00099";
    private final ObjectNode json = StrictJson.object();
    private final ArrayNode parties = json.putArray("parties");
    private final ArrayNode uses = json.putArray("intended_uses");

    /**
     * An authority that issues one type.
     *
     * @param anchors a function of this node, or certificates of another
     * @param servesHere the ledger of this register keeps its consents
     */
    RegisterEntries authority(String id, String english, String arabic, String type, String anchors,
                              boolean servesHere) {
        ObjectNode party = party(id, english, arabic, anchors);
        party.putArray("identifiers").add("NTRXA-NODE-" + type.toUpperCase(Locale.ROOT));
        party.putArray("issues").add(Schemas.type(type).vct());
        parties.add(servesHere ? party.put("service", "issuer-service") : party);
        return this;
    }

    /**
     * The court that asks.
     *
     * @param notices where it is told of withdrawals; absent where nobody tells it
     * @param service name under which this ledger knows its service; empty where it has none
     */
    RegisterEntries court(String anchors, Optional<String> notices, String service) {
        ObjectNode party = party(ConnectedNodes.COURT, "Juvenile Court", "محكمة الأحداث", anchors);
        party.putArray("identifiers").add(COURT_IDENTIFIER);
        party.putObject("supervisor")
                .put("uri", "https://supervisor.example")
                .putObject("name")
                .put("en", "Data Protection Authority (invented)");
        party.put("erasure_contact", "https://court.example/erasure");
        notices.ifPresent(address -> party.put("notice_url", address));
        parties.add(service.isEmpty() ? party : party.put("service", service));
        return this;
    }

    /** What that party may ask for: a consent is to what was registered, so the words are the same everywhere. */
    RegisterEntries uses(String party) {
        use(party, ConnectedNodes.USE, "Find a training place for you", "إيجاد مكان تدريب لك",
                "You bring the paper yourself. It is treated in the same way.",
                "تُحضر الورقة بنفسك. تُعامل بالطريقة نفسها.", "eu-gdpr:A6-1-a", "right-to-work",
                List.of("work_permission", "given_name", "family_name"));
        use(party, ConnectedNodes.AGE_USE, "Learn how your age was assessed, to decide on your care",
                "معرفة كيف قُدِّر عمرك، لاتخاذ القرار بشأن رعايتك",
                "You or your guardian can bring the paper. It is treated in the same way.",
                "يمكنك أنت أو وصيّك إحضار الورقة. تُعامل بالطريقة نفسها.", "eu-gdpr:A6-1-a", "age-assessment",
                List.of("is_minor", "lowest_age", "confidence", "method", "date", "appeal_open"));
        use(party, ConnectedNodes.LAW_USE, "Check each year that you may work, for your training place",
                "التحقق كل عام من أنه يُسمح لك بالعمل، من أجل مكان تدريبك",
                "You are not asked. You can object, and the court must answer.",
                "لا تُطلب موافقتك. يمكنك أن تعترض، ويجب على المحكمة أن ترد.", "eu-gdpr:A6-1-e", "right-to-work",
                List.of("work_permission"))
                .put("withdrawable", false)
                .put("law_reference", "http://data.europa.eu/eli/dir/2005/36/oj");
        return this;
    }

    ObjectNode json() {
        return json;
    }

    private static ObjectNode party(String id, String english, String arabic, String anchors) {
        ObjectNode party = StrictJson.object().put("id", id).put("country", "XA").put("kind", "authority");
        party.putObject("name").put("en", english).put("ar", arabic);
        return party.put("anchors", anchors);
    }

    private ObjectNode use(String party, String id, String purpose, String purposeArabic, String consequence,
                           String consequenceArabic, String basis, String type, List<String> claims) {
        ObjectNode use = uses.addObject().put("id", id).put("party", party).put("withdrawable", true);
        use.putObject("purpose").put("en", purpose).put("ar", purposeArabic);
        use.putObject("refusal_consequence").put("en", consequence).put("ar", consequenceArabic);
        use.putArray("legal_basis").add(basis);
        use.putArray("recipients");
        use.put("retention", "P6M");
        ArrayNode paths = use.putArray("credentials")
                .addObject()
                .put("vct", Schemas.type(type).vct())
                .putArray("claims");
        claims.forEach(claim -> paths.addArray().add(claim));
        return use;
    }
}
