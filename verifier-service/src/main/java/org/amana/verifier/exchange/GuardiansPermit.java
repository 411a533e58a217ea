package org.amana.verifier.exchange;

import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PersonsAge;
import org.amana.core.exchange.ExchangeProblem;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.GuardiansPart;

/** Whether a permit is for this order also as to who agreed: of somebody under age, with the guardian whom we asked. */
final class GuardiansPermit {
    private GuardiansPermit() {}

    /** @throws ProblemException {@link ExchangeProblem.BadRelease} */
    static void require(PermitOrder permit, ExchangeOrder order) {
        boolean fits = permit.age()
                .map(age -> isOurs(age, order))
                // nobody else says that the person is of age now
                .orElseGet(() -> order.guardian().isEmpty());
        if (!fits)
            throw new ProblemException(new ExchangeProblem.BadRelease(
                    "the permit names another guardian than the one who was asked, or none"));
    }

    private static boolean isOurs(PersonsAge age, ExchangeOrder order) {
        return switch (age) {
            case PersonsAge.OfAge() -> true;
            case PersonsAge.UnderAge(var named) -> order.guardian()
                    .flatMap(GuardiansPart::consent)
                    .filter(ours -> named
                            .filter(theirs -> theirs.record().equals(ours.record())
                                    && theirs.request().equals(ours.requestHash()))
                            .isPresent())
                    .isPresent();
        };
    }
}
