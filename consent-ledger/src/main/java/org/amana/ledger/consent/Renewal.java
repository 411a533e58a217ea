package org.amana.ledger.consent;

import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.Representation;
import org.amana.core.problem.ProblemException;

/**
 * What a renewal may change: how long the consent holds, and the notice that was shown. Whatever else is to change is
 * asked for anew. The texts of purpose and consequence follow the notice's language and are the register's to compare.
 */
final class Renewal {
    private Renewal() {}

    /**
     * Holds a renewal against the consent that stands.
     *
     * @throws ProblemException {@link ConsentRefusal.NotARenewal}
     */
    static void require(ConsentEvent standing, ConsentEvent renewed) {
        ConsentTerms before = standing.terms();
        ConsentTerms after = renewed.terms();
        boolean isReaffirmed = !before.representation().equals(after.representation());
        if (isReaffirmed) {
            require(Representation.isWithGuardian(before.representation()) && after.representation().isEmpty(),
                    "it changes who decides");
        }
        require(before.purpose().equals(after.purpose()) && before.legalBasis().equals(after.legalBasis())
                && before.lawReference().equals(after.lawReference()) && before.controller().equals(after.controller())
                && before.categories().equals(after.categories()) && before.retention().equals(after.retention())
                && before.withdrawal().equals(after.withdrawal()), "it changes more than how long the consent holds");
        require(before.validUntil().isPresent(), "this consent has no end");
        require(before.validUntil().filter(renewed.time()::isBefore).isPresent(), "this consent has ended");
        boolean holdsLonger = after.validUntil().filter(before.validUntil().orElseThrow()::isBefore).isPresent();
        boolean holdsAsLong = isReaffirmed && before.validUntil().equals(after.validUntil());
        require(holdsLonger || holdsAsLong, "it ends no later than the consent it renews");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new ProblemException(new ConsentRefusal.NotARenewal(sentence));
        }
    }
}
