package org.amana.core.consent.example;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.register.CredentialCategory;

/** Terms that differ in one thing. */
final class Terms {
    private Terms() {}

    static ConsentTerms until(ConsentTerms terms, Optional<Instant> validUntil) {
        return new ConsentTerms(terms.purpose(), terms.purposeHash(), terms.legalBasis(), terms.lawReference(),
                terms.controller(), terms.source(), terms.categories(), validUntil, terms.retention(),
                terms.withdrawal(),
                terms.refusalConsequence(), terms.representation());
    }

    static ConsentTerms basis(ConsentTerms terms, String... articles) {
        return new ConsentTerms(terms.purpose(), terms.purposeHash(), List.of(articles), terms.lawReference(),
                terms.controller(), terms.source(), terms.categories(), terms.validUntil(), terms.retention(),
                terms.withdrawal(),
                terms.refusalConsequence(), terms.representation());
    }

    static ConsentTerms asking(ConsentTerms terms, CredentialCategory... categories) {
        return new ConsentTerms(terms.purpose(), terms.purposeHash(), terms.legalBasis(), terms.lawReference(),
                terms.controller(), terms.source(), List.of(categories), terms.validUntil(), terms.retention(),
                terms.withdrawal(),
                terms.refusalConsequence(), terms.representation());
    }

    static ConsentTerms to(ConsentTerms terms, String controller) {
        return new ConsentTerms(terms.purpose(), terms.purposeHash(), terms.legalBasis(), terms.lawReference(),
                controller, terms.source(), terms.categories(), terms.validUntil(), terms.retention(),
                terms.withdrawal(),
                terms.refusalConsequence(), terms.representation());
    }

    static ConsentTerms kept(ConsentTerms terms, Period retention) {
        return new ConsentTerms(terms.purpose(), terms.purposeHash(), terms.legalBasis(), terms.lawReference(),
                terms.controller(), terms.source(), terms.categories(), terms.validUntil(), retention,
                terms.withdrawal(),
                terms.refusalConsequence(), terms.representation());
    }

    static ConsentTerms consequence(ConsentTerms terms, String words) {
        return new ConsentTerms(terms.purpose(), terms.purposeHash(), terms.legalBasis(), terms.lawReference(),
                terms.controller(), terms.source(), terms.categories(), terms.validUntil(), terms.retention(),
                terms.withdrawal(),
                words, terms.representation());
    }
}
