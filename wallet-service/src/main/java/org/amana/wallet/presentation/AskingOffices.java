package org.amana.wallet.presentation;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedRequester;
import org.amana.support.trust.TrustListSource;
import org.amana.wallet.history.History;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Component;

/**
 * The registered offices a person can have been told a code by. The whole list is fetched with the trust list, for
 * everybody alike: choosing from it tells nobody anything.
 */
@Component
public class AskingOffices {
    private final TrustListSource trust;
    private final History history;

    AskingOffices(TrustListSource trust, History history) {
        this.trust = trust;
        this.history = history;
    }

    /** Those the person shared something with first, then by name. */
    public List<AskingOffice> list(Vault vault, Locale language) {
        Collator names = Collator.getInstance(language);
        return trust.current()
                .asking()
                .stream()
                .sorted(Comparator
                        .comparing((TrustedRequester office) -> history.lastShared(vault, office.identifier())
                                .isEmpty())
                        .thenComparing(office -> office.name().in(language.getLanguage()), names::compare))
                .map(office -> new AskingOffice(office.id(), office.name().in(language.getLanguage()),
                        office.country()))
                .toList();
    }

    /** @throws ProblemException {@link CodeProblem.NoOffice} */
    TrustedRequester find(String id) {
        return trust.current()
                .requester(id)
                .orElseThrow(() -> new ProblemException(new CodeProblem.NoOffice()));
    }
}
