package org.amana.verifier.exchange.order;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.json.StrictJson;
import org.amana.core.register.CredentialCategory;
import org.amana.verifier.organisation.OrganisationId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** An order as its row holds it. */
final class OrderRow {
    private static final int MAX_COLUMN_BYTES = 64 * 1024;

    private OrderRow() {}

    static String write(List<CredentialCategory> categories) {
        ArrayNode array = StrictJson.array();
        categories.forEach(category -> array.add(category.toJson()));
        return StrictJson.write(array);
    }

    static ExchangeOrder read(ResultSet row, int number) throws SQLException {
        return new ExchangeOrder(new ExchangeId(row.getString("order_id")),
                new OrganisationId(row.getString("organisation")), row.getString("intended_use"),
                Period.parse(row.getString("retention")), row.getString("source"),
                CredentialCategory.parseAll(StrictJson.parse(row.getBytes("categories"), MAX_COLUMN_BYTES)),
                row.getTimestamp("until").toInstant(), Optional.ofNullable(row.getString("every")).map(Period::parse),
                row.getString("opened_by"), row.getTimestamp("opened_at").toInstant(), row.getString("check_id"),
                ExchangeState.valueOf(row.getString("state")), Optional.ofNullable(row.getString("reason")),
                consent(row.getString("record"), row.getString("request_hash")),
                row.getInt("deliveries"), row.getInt("attempts"), row.getLong("run"),
                Optional.ofNullable(row.getTimestamp("taken_at")).map(Timestamp::toInstant),
                row.getTimestamp("next_attempt_at").toInstant(), Optional.ofNullable(row.getString("law")),
                guardian(row), Optional.ofNullable(row.getString("again_of")).map(ExchangeId::new));
    }

    private static Optional<GuardiansPart> guardian(ResultSet row) throws SQLException {
        if (!row.getBoolean("with_guardian"))
            return Optional.empty();
        var until = Optional.ofNullable(row.getDate("mandate_until")).map(Date::toLocalDate);
        return Optional.of(new GuardiansPart(Optional.ofNullable(row.getString("persons_relation")),
                Optional.ofNullable(row.getString("guardian_check_id")),
                Optional.ofNullable(row.getTimestamp("guardian_taken_at")).map(Timestamp::toInstant),
                consent(row.getString("guardian_record"), row.getString("guardian_request_hash")),
                Optional.ofNullable(row.getString("mandate_issuer"))
                        .map(issuer -> new GuardiansPart.Mandate(issuer, until))));
    }

    private static Optional<ExchangeOrder.Consent> consent(@Nullable String record, @Nullable String requestHash) {
        return record == null || requestHash == null
                ? Optional.empty()
                : Optional.of(new ExchangeOrder.Consent(new RecordId(record), new RequestHash(requestHash)));
    }
}
