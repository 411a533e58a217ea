package org.amana.ledger.audit;

/**
 * Whose data lay with a recipient in a time: consents that were given before its end and whose data was not confirmed
 * erased before its beginning. A withdrawal or a retention that has run out does not take a person out, a confirmed
 * erasure does.
 *
 * @param recipient id of a party; empty for all
 */
record BreachQuestion(TimeSpan time, String recipient) {
    static final String CONDITION = """
            where exists (select 1 from event g where g.record = s.record and g.kind = 'GIVEN' and g.at < :until)
                and (s.erased_at is null or s.erased_at >= :from) and (:recipient = '' or s.controller = :recipient)
            """;
}
