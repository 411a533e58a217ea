package org.amana.ledger.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.amana.core.consent.Opening;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.ledger.consent.ConsentRefusal;
import org.amana.ledger.sealing.SubjectKeys;
import org.amana.ledger.sealing.WrappedKey;
import tools.jackson.databind.node.ObjectNode;

/**
 * Opens events for the officer's eyes. The ledger verified them when it appended them; whether they are still the same,
 * the tree tells.
 */
final class StoredEvents {
    /** Columns of {@code event e join subject_key k using (relation)}. */
    static final String COLUMNS = "e.index, e.sealed, " + WrappedKey.COLUMNS;
    private final SubjectKeys keys;

    /**
     * What was decided about: no person, no value.
     *
     * @param relation thumbprint of a key for this one recipient
     * @param categories names of what was decided on
     */
    record Event(String record, String relation, List<CredentialCategory> categories) {}

    StoredEvents(SubjectKeys keys) {
        this.keys = keys;
    }

    /**
     * The event in a row.
     *
     * @param first place of the first of {@link #COLUMNS}
     * @throws ProblemException {@link ConsentRefusal.Contradicted} when somebody changed it
     */
    Event read(ResultSet row, int first) throws SQLException {
        ObjectNode event = StrictJson.parseObject(opening(row, first).event(), UnverifiedEvent.MAX_BYTES);
        return new Event(event.path("record").asString(""), event.path("relation").asString(""),
                CredentialCategory.parseAll(event.path("categories")));
    }

    /** The categories of the order that the PERMIT in a row answers; arguments and refusal as above. */
    List<CredentialCategory> permitted(ResultSet row, int first) throws SQLException {
        ObjectNode event = StrictJson.parseObject(opening(row, first).event(), UnverifiedEvent.MAX_BYTES);
        UnverifiedJws order = UnverifiedJws.parse(event.path("statement").asString(""), UnverifiedEvent.MAX_BYTES);
        return CredentialCategory.parseAll(order.claims().path("categories"));
    }

    /** What opens the entry in a row; arguments and refusal as above. */
    Opening opening(ResultSet row, int first) throws SQLException {
        long index = row.getLong(first);
        try {
            return keys.unwrap(WrappedKey.read(row, first + 2)).open(index, row.getBytes(first + 1));
        } catch (IllegalStateException e) {
            throw new ProblemException(new ConsentRefusal.Contradicted(index), e);
        }
    }
}
