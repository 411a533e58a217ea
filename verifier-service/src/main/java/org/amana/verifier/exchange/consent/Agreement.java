package org.amana.verifier.exchange.consent;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.amana.core.problem.Finding;
import org.amana.verifier.retention.FoundConsent;

/** What came of a look at an answer to a question about an exchange. */
public sealed interface Agreement {
    /**
     * It holds, and the consent was found.
     *
     * @param store moves the order on, within the caller's transaction, which also closes the check; false when the
     *        consent was withdrawn meanwhile, or the order is not waiting for it
     */
    record Found(BooleanSupplier store) implements Agreement {}

    /** It does not, for good. */
    record NotFound(List<Finding> findings) implements Agreement {
        public NotFound {
            findings = List.copyOf(findings);
        }
    }

    /** Nobody can say now; the same answer may come again. */
    record Unknown(Finding finding) implements Agreement {}

    /** One that fails for this reason. */
    static Agreement refused(String reason, String detail) {
        return new NotFound(List.of(new Finding(reason, detail)));
    }

    /** As the look at the consent came out. */
    static Agreement of(FoundConsent consent, Function<FoundConsent.Proved, Agreement> proved) {
        return switch (consent) {
            case FoundConsent.Unknown(var finding) -> new Unknown(finding);
            case FoundConsent.NotProved(var findings) -> new NotFound(findings);
            case FoundConsent.Proved found -> proved.apply(found);
        };
    }
}
