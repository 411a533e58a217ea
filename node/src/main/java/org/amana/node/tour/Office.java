package org.amana.node.tour;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amana.core.json.StrictJson;
import org.amana.core.status.StatusReference;
import tools.jackson.databind.JsonNode;

/** A caseworker at the desk of an authority. */
final class Office {
    private final JsonApi desk;

    Office(JsonApi desk) {
        this.desk = desk;
    }

    /** The desk's id of the person with that register number. */
    String findPerson(String registerNumber) {
        JsonNode people = desk.get("/people?q=" + registerNumber).path("people");
        TourStopped.unless(people.size() == 1,
                "one person with number " + registerNumber + " expected, found " + people);
        return people.get(0).path("id").asString("");
    }

    /** Makes an offer on the screen. */
    Offer offer(String person, String type) {
        JsonNode made = desk.post("/people/" + person + "/offers",
                StrictJson.object().put("credential_configuration_id", type).put("delivery", "screen"));
        return new Offer(made.path("offer_id").asString(""), made.path("credential_offer").asString(""),
                made.path("tx_code").asString(""));
    }

    String offerState(Offer offer) {
        return desk.get("/offers/" + offer.id()).path("state").asString("");
    }

    /** The newest credential of that type. */
    Issued issued(String person, String type) {
        for (JsonNode credential : desk.get("/people/" + person + "/credentials")) {
            if (credential.path("configuration_id").asString("").equals(type)) {
                List<StatusReference> copies = new ArrayList<>();
                credential.path("copies")
                        .forEach(copy -> copies.add(new StatusReference(
                                URI.create(copy.path("status").path("uri").asString("")),
                                copy.path("status").path("idx").asLong(-1))));
                return new Issued(credential.path("credential_id").asString(""),
                        credential.path("state").asString("").toUpperCase(Locale.ROOT), copies);
            }
        }
        throw new TourStopped("the desk shows no credential of type " + type);
    }

    /** Suspends, reinstates or revokes. */
    void change(Issued credential, String change) {
        desk.post("/credentials/" + credential.id() + "/" + change,
                StrictJson.object().put("reason", "A step of the tour"));
    }

    /** Status of this desk's answer to somebody of another office. */
    int seenBy(String otherStaff) {
        return desk.as(otherStaff).tryGet("/people?q=").status();
    }

    record Offer(String id, String link, String txCode) {}

    record Issued(String id, String state, List<StatusReference> copies) {}
}
