package org.amana.system.fault;

import java.util.ArrayList;
import java.util.List;
import org.amana.system.deployment.Deployment;
import org.amana.system.deployment.DeskApi;
import tools.jackson.databind.JsonNode;

/** The labour office, the recognition office and the bakery, each over its own desk API. */
public final class Desks {

    private final DeskApi office;
    private final DeskApi recognition;
    private final DeskApi bakery;

    public Desks(Deployment node) {
        this.office = new DeskApi(node.issuer(), node.staff("labour-office"));
        this.recognition = new DeskApi(node.issuer(), node.staff("recognition-office"));
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

    /**
     * Offers a right to work.
     *
     * @param delivery {@code screen} or {@code letter}
     */
    public Offer offer(String registerNumber, String delivery) {
        return offer(office, registerNumber, "right-to-work", delivery);
    }

    /** A diploma of the recognition office, on the screen. */
    public Offer diploma(String registerNumber) {
        return offer(recognition, registerNumber, "qualification", "screen");
    }

    private static Offer offer(DeskApi desk, String registerNumber, String type, String delivery) {
        String person = desk.person(registerNumber);
        JsonNode made = desk.post("people/" + person + "/offers",
                "{\"credential_configuration_id\":\"" + type + "\",\"delivery\":\"" + delivery + "\"}");
        return new Offer(person, made.path("offer_id").asString(), made.path("credential_offer").asString(),
                made.path("tx_code").asString());
    }

    public String state(Offer offer) {
        return office.get("offers/" + offer.id()).path("state").asString();
    }

    /**
     * Changes the newest right to work.
     *
     * @param change {@code suspend}, {@code reinstate} or {@code revoke}
     */
    public void change(String person, String change) {
        String credential = office.get("people/" + person + "/credentials").at("/0/credential_id").asString();
        office.post("credentials/" + credential + "/" + change, "{\"reason\":\"As the case demands\"}");
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
        return begun(bakery.post("checks",
                """
                        {"intended_use":"check-right-to-work","job":"Baker","occupation":"http://data.europa.eu/esco/isco/C7512",
                         "sector":"C10.7","hours_per_week":20,"start_date":"2026-12-01"}"""));
    }

    /** Asks to keep a diploma on file. */
    public Check askForDiploma() {
        return begun(bakery.post("diplomas", "{\"intended_use\":\"keep-diploma-on-file\"}"));
    }

    private static Check begun(JsonNode made) {
        return new Check(made.path("check_id").asString(), made.path("request").asString());
    }

    /** Says that the person in front is the one shown; the verdict. */
    public String confirm(Check check) {
        return bakery.post("checks/" + check.id() + "/match", "{\"same_person\":true}")
                .at("/answer/verdict")
                .asString();
    }

    /** State of what the bakery keeps under a consent; empty when it keeps nothing. */
    public String kept(String record) {
        return bakery.get("kept")
                .valueStream()
                .filter(kept -> kept.path("record").asString("").equals(record))
                .findFirst()
                .map(kept -> kept.path("state").asString(""))
                .orElse("");
    }

    /** The whole answer of the bakery's desk about a check. */
    public JsonNode see(Check check) {
        return bakery.get("checks/" + check.id());
    }

    public String state(Check check) {
        return see(check).path("state").asString();
    }
}
