package org.amana.ledger.register;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.Party;

/** Intended uses as a batch of the sequencer's thread finds them: every change of the register before it is in them. */
public final class StandingUses {
    private static final int MAX_DOCUMENT_BYTES = 65_535;

    StandingUses() {}

    /** Where a party is told of withdrawals, as the register says in this transaction. */
    public Optional<String> noticeUrl(Connection tx, String party) throws SQLException {
        return RegisterRows.newest(tx, new EntryKey(EntryKind.PARTY, party))
                .map(version -> Party.parse(StrictJson.parseObject(version.document(), MAX_DOCUMENT_BYTES)))
                .flatMap(Party::noticeUrl);
    }

    /** Those of these ids that are registered and not retired. */
    public Map<String, IntendedUse> find(Connection tx, Collection<String> ids) throws SQLException {
        var found = new HashMap<String, IntendedUse>();
        for (String id : ids) {
            Optional<RegisterRows.Version> newest = RegisterRows.newest(tx, new EntryKey(EntryKind.INTENDED_USE, id));
            newest.filter(version -> !version.retired())
                    .ifPresent(version -> found.put(id,
                            IntendedUse.parse(StrictJson.parseObject(version.document(), MAX_DOCUMENT_BYTES))));
        }
        return found;
    }

    /** Every version of these ids, oldest first; the empty list for an id that was never registered. */
    public Map<String, List<UseVersion>> versions(Connection tx, Collection<String> ids) throws SQLException {
        var found = new HashMap<String, List<UseVersion>>();
        for (String id : ids) {
            var versions = new ArrayList<UseVersion>();
            try (PreparedStatement query = tx.prepareStatement(
                    """
                            select document, index, retired from register_version where kind = ? and id = ? order by version""")) {
                query.setString(1, EntryKind.INTENDED_USE.word());
                query.setString(2, id);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        versions.add(new UseVersion(
                                IntendedUse.parse(StrictJson.parseObject(row.getString(1), MAX_DOCUMENT_BYTES)),
                                row.getLong(2), row.getBoolean(3)));
                    }
                }
            }
            found.put(id, List.copyOf(versions));
        }
        return found;
    }
}
