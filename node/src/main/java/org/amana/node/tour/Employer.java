package org.amana.node.tour;

import java.time.LocalDate;
import java.util.Optional;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;

/** The employer at its desk. */
final class Employer {
    private static final int MAX_RECEIPT_BYTES = 65_536;
    private final JsonApi desk;
    private final LocalDate today;

    Employer(JsonApi desk, LocalDate today) {
        this.desk = desk;
        this.today = today;
    }

    /** Asks whether somebody may work as a baker, 20 hours a week, from today. */
    Check askForRightToWork() {
        return begun(desk.post("/checks", StrictJson.object()
                .put("intended_use", "check-right-to-work")
                .put("job", "Baker")
                .put("occupation", "http://data.europa.eu/esco/isco/C7512")
                .put("sector", "C10.7")
                .put("hours_per_week", 20)
                .put("start_date", today.toString())));
    }

    /** Asks to keep a diploma on file. */
    Check askForDiploma() {
        return begun(desk.post("/diplomas", StrictJson.object().put("intended_use", "keep-diploma-on-file")));
    }

    JsonNode state(Check check) {
        return desk.get("/checks/" + check.id());
    }

    String stateWord(Check check) {
        return state(check).path("state").asString("");
    }

    /** Confirms that the person in front is the one shown, and returns the verdict. */
    String confirmMatch(Check check) {
        JsonNode answer = desk.post("/checks/" + check.id() + "/match", StrictJson.object().put("same_person", true));
        return answer.path("answer").path("verdict").asString("");
    }

    /** Claims of the check receipt. */
    JsonNode receipt(Check check) {
        return UnverifiedJws.parse(desk.text("/checks/" + check.id() + "/receipt"), MAX_RECEIPT_BYTES).claims();
    }

    /** What the employer keeps under a consent record. */
    Optional<JsonNode> kept(String record) {
        return desk.get("/kept")
                .valueStream()
                .filter(kept -> kept.path("record").asString("").equals(record))
                .findFirst();
    }

    private static Check begun(JsonNode made) {
        return new Check(made.path("check_id").asString(""), made.path("request").asString(""));
    }

    record Check(String id, String request) {}
}
