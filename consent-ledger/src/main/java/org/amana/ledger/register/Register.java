package org.amana.ledger.register;

import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.Party;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** The newest version of each entry. */
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
     * The intended use of that id.
     *
     * @throws ProblemException {@link RegisterEntryProblem.Unknown}
     */
    public IntendedUse intendedUse(String id) {
        return findIntendedUse(id).orElseThrow(() -> unknown("no intended use has this id"));
    }

    /** The intended use of that id, if there is one. */
    public Optional<IntendedUse> findIntendedUse(String id) {
        return document(EntryKind.INTENDED_USE, id).map(IntendedUse::parse);
    }

    /** Every party. */
    public List<Party> parties() {
        return documents(EntryKind.PARTY).stream().map(Party::parse).toList();
    }

    /** Every intended use. */
    public List<IntendedUse> intendedUses() {
        return documents(EntryKind.INTENDED_USE).stream().map(IntendedUse::parse).toList();
    }

    /** Every intended use with its place in the log. */
    public List<RegisteredUse> registeredUses() {
        return jdbc.sql("""
                select distinct on (id) document, version, index from register_version where kind = ?
                order by id, version desc""")
                .param(EntryKind.INTENDED_USE.word())
                .query((row, number) -> new RegisteredUse(
                        IntendedUse.parse(StrictJson.parseObject(row.getString(1), MAX_DOCUMENT_BYTES)), row.getInt(2),
                        row.getLong(3)))
                .list();
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
