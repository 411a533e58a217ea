package org.amana.system.fault;

import java.util.ArrayList;
import java.util.List;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.OneNode;
import tools.jackson.databind.JsonNode;

/** The labour office and the bakery, each over its own desk API. */
public final class Desks {

    private final DeskApi office;
    private final DeskApi bakery;

    public Desks(OneNode node) {
        this.office = new DeskApi(node.issuer(), node.staff("labour-office"));
        this.bakery = new DeskApi(node.verifier(), node.staff("harbour-bakery"));
    }

    /** What a person is handed. */
    public record Offer(String person, String id, String link, String txCode) {

        /** Six digits that are not the right ones. */
        public String wrongCode() {
            return txCode.equals("000000") ? "111111" : "000000";
        }
    }

    public record Check(String id, String request) {}

    public DeskApi office() {
        return office;
    }

    /** A new offer of a right to work; {@code delivery} is {@code screen} or {@code letter}. */
    public Offer offer(String registerNumber, String delivery) {
        String person = office.person(registerNumber);
        JsonNode made = office.post("people/" + person + "/offers",
                "{\"credential_configuration_id\":\"right-to-work\",\"delivery\":\"" + delivery + "\"}");
        return new Offer(person, made.path("offer_id").asString(), made.path("credential_offer").asString(),
                made.path("tx_code").asString());
    }

    public String state(Offer offer) {
        return office.get("offers/" + offer.id()).path("state").asString();
    }

    /** Status list and index of every copy the office ever issued to that person. */
    public List<String> copies(String person) {
        List<String> copies = new ArrayList<>();
        for (JsonNode credential : office.get("people/" + person + "/credentials")) {
            for (JsonNode copy : credential.path("copies")) {
                copies.add(copy.at("/status/uri").asString() + "#" + copy.at("/status/idx").asString());
            }
        }
        return copies;
    }

    public Check ask() {
        JsonNode made = bakery.post("checks",
                """
                        {"intended_use":"check-right-to-work","job":"Baker","occupation":"http://data.europa.eu/esco/isco/C7512",
                         "sector":"C10.7","hours_per_week":20,"start_date":"2026-12-01"}""");
        return new Check(made.path("check_id").asString(), made.path("request").asString());
    }

    /** The whole answer of the bakery's desk about a check. */
    public JsonNode see(Check check) {
        return bakery.get("checks/" + check.id());
    }

    public String state(Check check) {
        return see(check).path("state").asString();
    }
}
