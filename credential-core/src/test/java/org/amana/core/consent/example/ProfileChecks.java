package org.amana.core.consent.example;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.consent.example.Example.Check;
import org.amana.core.json.Base64Url;
import org.amana.core.note.LogIdentity;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.schemas.ConsentProfile;
import org.amana.schemas.Schemas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The three checks of the profile, each of which says why it refuses. */
final class ProfileChecks {
    private static final String BASE = "https://amana.example/consent/";
    private static final JsonMapper JSON = JsonMapper.shared();
    private final SchemaRegistry schemas;
    private final ProfileGraph graph;
    private final LogIdentity log;

    ProfileChecks(LogIdentity log) {
        ConsentProfile profile = Schemas.consentProfile();
        this.schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder
                .schemas(Map.of(BASE + "event.schema.json", profile.eventSchema(), BASE + "receipt.schema.json",
                        profile.receiptSchema())));
        this.graph = new ProfileGraph(profile);
        this.log = log;
    }

    /** All reasons; empty when the check accepts the document. */
    List<String> reasons(Check check, String name, byte[] content) {
        boolean isReceipt = name.startsWith("receipt-");
        return switch (check) {
            case SCHEMA -> isReceipt ? receiptForm(content) : form("event", JSON.readTree(content));
            case SHAPES -> graph.violations(opened(JSON.readTree(content)));
            case PROGRAM -> isReceipt ? receipt(content) : event(content);
        };
    }

    private List<String> receiptForm(byte[] content) {
        JsonNode receipt = JSON.readTree(content);
        List<String> reasons = form("receipt", receipt);
        return reasons.isEmpty() ? form("event", event(receipt)) : reasons;
    }

    private List<String> form(String name, JsonNode document) {
        Schema schema = schemas.getSchema(SchemaLocation.of(BASE + name + ".schema.json"));
        return schema.validate(document)
                .stream()
                .map(error -> (error.getInstanceLocation() + property(error.getProperty(), error.getKeyword()) + " "
                        + error.getKeyword()))
                .toList();
    }

    /** Names the member that is missing or too much, beside the object it is missing in. */
    private static String property(String property, String keyword) {
        return keyword.equals("unevaluatedProperties") || keyword.equals("required") ? "/" + property : "";
    }

    /** Texts that carry a document of their own are replaced by it. */
    static JsonNode opened(JsonNode document) {
        JsonNode opened = document.deepCopy();
        if (opened.has("event")) {
            ((ObjectNode) opened).set("event", opened(event(opened)));
        }
        for (String signed : List.of("confirmation", "statement")) {
            if (opened.has(signed)) {
                String claims = opened.path(signed).stringValue().split("\\.", -1)[1];
                ((ObjectNode) opened).set(signed, JSON.readTree(Base64Url.decode(claims)));
            }
        }
        return opened;
    }

    private static JsonNode event(JsonNode receipt) {
        return JSON.readTree(Base64Url.decode(receipt.path("event").stringValue()));
    }

    private static List<String> event(byte[] content) {
        try {
            UnverifiedEvent.parse(content).verify();
            return List.of();
        } catch (ProblemException e) {
            return List.of(e.problem().code());
        }
    }

    private List<String> receipt(byte[] content) {
        try {
            return switch (ConsentReceipt.parse(content).verify(log)) {
                case ReceiptVerdict.Verified verified -> List.of();
                case ReceiptVerdict.Rejected(var findings) -> findings.stream().map(Finding::reason).toList();
            };
        } catch (ProblemException e) {
            return List.of(e.problem().code());
        }
    }
}
