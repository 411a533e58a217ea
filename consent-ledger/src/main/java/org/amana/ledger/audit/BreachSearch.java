package org.amana.ledger.audit;

import java.util.List;
import java.util.Map;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.register.DataWords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers the {@link BreachQuestion}: counted, by page, and as a whole. */
final class BreachSearch {
    /** Most records that one file holds. */
    static final int MOST_RECORDS = 100_000;
    private static final int FETCH = 1_000;
    private static final String DELIVERED = "select d.controller, " + StoredEvents.COLUMNS + """
             from event d join event e on e.index = d.permit join subject_key k on k.relation = e.relation
            where d.kind = 'DELIVERED' and d.at >= :from and d.at < :until
                and (:recipient = '' or d.controller = :recipient)
            """;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final DataWords words;
    private final StoredEvents events;

    BreachSearch(JdbcClient jdbc, PlatformTransactionManager transactions, DataWords words,
            StoredEvents events) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.words = words;
        this.events = events;
    }

    BreachReport count(BreachQuestion question) {
        var counter = new BreachReport.Counter(words);
        // the driver reads in portions only inside a transaction
        reading.executeWithoutResult(status -> ask(question, "order by s.relation", Map.of())
                .query((java.sql.ResultSet row) -> counter.add(ConsentRow.read(row, events))));
        return counter.report();
    }

    /** What reached the recipient by exchange in that time. */
    DeliveryReport deliveries(BreachQuestion question) {
        var counter = new DeliveryReport.Counter(words);
        reading.executeWithoutResult(status -> of(question, jdbc.sql(DELIVERED))
                .query((java.sql.ResultSet row) -> counter.add(row.getString(1), events.permitted(row, 2))));
        return counter.report();
    }

    /** A page of the records, newest first, from the one before that entry. */
    ConsentPage page(BreachQuestion question, long before) {
        return ConsentPage.of(ask(question, "and s.decided_index < :before order by s.decided_index desc limit :rows",
                Map.of("before", before, "rows", ConsentPage.LENGTH + 1))
                .query((row, number) -> ConsentRow.read(row, events))
                .list());
    }

    /**
     * All records, newest first.
     *
     * @throws ProblemException {@link AuditProblem.TooMany}
     */
    List<ConsentRow> all(BreachQuestion question) {
        List<ConsentRow> rows = ask(question, "order by s.decided_index desc limit :rows",
                Map.of("rows", MOST_RECORDS + 1)).query((row, number) -> ConsentRow.read(row, events)).list();
        if (rows.size() > MOST_RECORDS) {
            throw new ProblemException(new AuditProblem.TooMany("A file holds at most " + MOST_RECORDS
                    + " records: ask for a shorter time or for one recipient."));
        }
        return rows;
    }

    private JdbcClient.StatementSpec ask(BreachQuestion question, String order, Map<String, ?> more) {
        return of(question, jdbc.sql(ConsentRow.SELECT + BreachQuestion.CONDITION + order)).params(more);
    }

    private static JdbcClient.StatementSpec of(BreachQuestion question, JdbcClient.StatementSpec statement) {
        return statement.withFetchSize(FETCH)
                .param("from", question.time().from())
                .param("until", question.time().until())
                .param("recipient", question.recipient());
    }
}
