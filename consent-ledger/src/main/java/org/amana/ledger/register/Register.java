package org.amana.ledger.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.Party;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** The newest version of each entry that took effect; proposals are none. */
public final class Register {
    private static final int MAX_DOCUMENT_BYTES = 65_535;
    private final JdbcClient jdbc;

    Register(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The party of that id.
     *
     * @throws ProblemException {@link RegisterEntryProblem.Unknown}
     */
    public Party party(String id) {
        return Party.parse(document(EntryKind.PARTY, id).orElseThrow(() -> unknown("no party has this id")));
    }

    /** The party of that id, if there is one. */
    public Optional<Party> findParty(String id) {
        return document(EntryKind.PARTY, id).map(Party::parse);
    }

    /**
     * The intended use of that id, while it takes new consents.
     *
     * @throws ProblemException {@link RegisterEntryProblem.Unknown}, {@link RegisterEntryProblem.Retired}
     */
    public IntendedUse intendedUse(String id) {
        RegisteredUse found = registeredUse(id).orElseThrow(() -> unknown("no intended use has this id"));
        if (found.retired()) {
            throw new ProblemException(new RegisterEntryProblem.Retired());
        }
        return found.use();
    }

    /** The intended use of that id, if there is one that takes new consents. */
    public Optional<IntendedUse> findIntendedUse(String id) {
        return registeredUse(id).filter(found -> !found.retired()).map(RegisteredUse::use);
    }

    /** The intended use of that id, retired or not. */
    public Optional<RegisteredUse> registeredUse(String id) {
        return jdbc.sql("""
                select document, version, index, retired from register_version where kind = ? and id = ?
                order by version desc limit 1""")
                .params(EntryKind.INTENDED_USE.word(), id)
                .query(Register::registered)
                .optional();
    }

    /**
     * What was registered under that id when an entry was made, and what is now, without what is retired.
     *
     * @param index of that entry
     */
    public List<IntendedUse> intendedUses(String id, long index) {
        return jdbc.sql("""
                (select document, version, index, retired from register_version where kind = :kind and id = :id
                    and index < :index order by version desc limit 1)
                union
                (select document, version, index, retired from register_version where kind = :kind and id = :id
                    order by version desc limit 1)
                order by version""")
                .param("kind", EntryKind.INTENDED_USE.word())
                .param("id", id)
                .param("index", index)
                .query(Register::registered)
                .list()
                .stream()
                .filter(found -> !found.retired())
                .map(RegisteredUse::use)
                .toList();
    }

    /** Every party. */
    public List<Party> parties() {
        return documents(EntryKind.PARTY).stream().map(Party::parse).toList();
    }

    /** Every intended use, the retired ones too, with its place in the log. */
    public List<RegisteredUse> registeredUses() {
        return jdbc.sql("""
                select distinct on (id) document, version, index, retired from register_version where kind = ?
                order by id, version desc""")
                .param(EntryKind.INTENDED_USE.word())
                .query(Register::registered)
                .list();
    }

    private static RegisteredUse registered(ResultSet row, int number) throws SQLException {
        return new RegisteredUse(
                IntendedUse.parse(StrictJson.parseObject(row.getString(1), MAX_DOCUMENT_BYTES)), row.getInt(2),
                row.getLong(3), row.getBoolean(4));
    }

    /** The number of the newest version, 0 where there is none. */
    int version(EntryKey entry) {
        return jdbc.sql("select coalesce(max(version), 0) from register_version where kind = ? and id = ?")
                .params(entry.kind().word(), entry.id())
                .query(Integer.class)
                .single();
    }

    /** True when two people decide: the first import is over, or they have decided already. */
    boolean isOpened() {
        return jdbc.sql("""
                select exists (select 1 from register_opened)
                    or exists (select 1 from register_version where proposal is not null)""")
                .query(Boolean.class)
                .single();
    }

    /** Changes whenever a version is added: lets readers keep what they derived. */
    long revision() {
        return jdbc.sql("select coalesce(max(index), -1) from register_version").query(Long.class).single();
    }

    private Optional<ObjectNode> document(EntryKind kind, String id) {
        return jdbc.sql("""
                select document from register_version where kind = ? and id = ?
                order by version desc limit 1""")
                .params(kind.word(), id)
                .query((row, number) -> StrictJson.parseObject(row.getString(1), MAX_DOCUMENT_BYTES))
                .optional();
    }

    private List<ObjectNode> documents(EntryKind kind) {
        return jdbc.sql("""
                select distinct on (id) document from register_version where kind = ?
                order by id, version desc""")
                .param(kind.word())
                .query((row, number) -> StrictJson.parseObject(row.getString(1), MAX_DOCUMENT_BYTES))
                .list();
    }

    static ProblemException unknown(String detail) {
        return new ProblemException(new RegisterEntryProblem.Unknown(detail));
    }
}
