package org.amana.issuer.guardian;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.json.StrictJson;
import org.amana.core.status.StatusReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A mandate whose card was verified once, shown by its guardian for one exchange. Whether it still holds is looked up at
 * each release.
 *
 * <pre>
 * {"scope":["personal_data"],"until":"2027-03-01","reference":"mYk3…","issuer":"https://issuer.example/juvenile-court",
 *  "status":{"status_list":{"idx":412,"uri":"https://…"}}}
 * </pre>
 *
 * @param issuer identifier of the court
 * @param status of the copy that was shown; it says that the mandate was revoked also when the copy has expired
 */
public record CheckedMandate(GuardianMandate mandate, String issuer, StatusReference status) {
    private static final int MAX_BYTES = 65_536;

    /** For keeping it sealed. */
    public byte[] toBytes() {
        ObjectNode json = StrictJson.object();
        mandate.scope().forEach(json.putArray("scope")::add);
        mandate.until().ifPresent(day -> json.put("until", day.toString()));
        json.put("reference", mandate.reference()).put("issuer", issuer).set("status", status.toJson());
        return StrictJson.canonical(json);
    }

    /** What {@link #toBytes} wrote. */
    public static CheckedMandate parse(byte[] bytes) {
        ObjectNode json = StrictJson.parseObject(new String(bytes, StandardCharsets.UTF_8), MAX_BYTES);
        var scope = new ArrayList<String>();
        json.path("scope").forEach(code -> scope.add(code.asString("")));
        JsonNode until = json.path("until");
        return new CheckedMandate(
                new GuardianMandate(scope,
                        until.isString() ? Optional.of(LocalDate.parse(until.stringValue())) : Optional.empty(),
                        json.path("reference").asString("")),
                json.path("issuer").asString(""), StatusReference.parse(json.path("status")));
    }

    /** Never whose mandate: it would end in logs. */
    @Override
    public String toString() {
        return "CheckedMandate[" + issuer + "]";
    }
}
