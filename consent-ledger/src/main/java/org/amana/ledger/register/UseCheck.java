package org.amana.ledger.register;

import static org.amana.ledger.register.EntryCheck.holds;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.schemas.CredentialType;
import org.amana.schemas.Schemas;

/**
 * An intended use says nothing that the profile of consent records refuses later (schemas/consent): a purpose that nobody
 * could consent to would look registered all the same.
 */
final class UseCheck {
    private static final String PREFIX = "eu-gdpr:";
    private static final Pattern LAW = Pattern.compile("https?://[!-~]{1,500}");
    /** As the profile writes a period: at most six digits each, nothing that could be left out. */
    private static final Pattern RETENTION = Pattern
            .compile("P(0D|(?=[1-9])([1-9][0-9]{0,5}Y)?([1-9][0-9]{0,5}M)?([1-9][0-9]{0,5}D)?)");
    private static final int MOST_CATEGORIES = 64;
    private static final int MOST_RECIPIENTS = 20;
    private static final int LONGEST_RECIPIENT = 200;
    /** Stands in events where the register knows no purpose. */
    private static final String RESERVED = "unregistered";
    private final List<String> articles = Schemas.codeList("legal-basis").orElseThrow().codes();
    private final TypeClaims claims = new TypeClaims();

    /** @throws ProblemException {@link RegisterEntryProblem.Contradiction} */
    void require(IntendedUse use) {
        holds(!use.id().equals(RESERVED), "the id " + RESERVED + " stands for purposes that are not in the register");
        basis(use.legalBasis());
        use.lawReference()
                .ifPresent(law -> holds(LAW.matcher(law).matches(),
                        "a law is named by its web address (ELI): " + law + " is none"));
        holds(RETENTION.matcher(use.retention().toString()).matches(),
                "data is kept for whole years, months and days, at most six digits each");
        holds(use.recipients().size() <= MOST_RECIPIENTS
                && new HashSet<>(use.recipients()).size() == use.recipients().size()
                && use.recipients().stream().allMatch(name -> !name.isBlank() && name.length() <= LONGEST_RECIPIENT),
                "data is handed on to " + MOST_RECIPIENTS + " recipients at most, each named once in "
                        + LONGEST_RECIPIENT + " characters");
        holds(use.credentials().size() <= MOST_CATEGORIES && use.credentials().size() == use.credentials()
                .stream()
                .map(CredentialCategory::vct)
                .distinct()
                .count(), "each credential type stands once");
        use.credentials().forEach(this::category);
    }

    private void basis(List<String> basis) {
        for (String term : basis) {
            holds(term.startsWith(PREFIX) && articles.contains(term.substring(PREFIX.length())),
                    term + " is no legal basis of the GDPR");
        }
        holds(new HashSet<>(basis).size() == basis.size(), "a legal basis stands there twice");
        holds(basis.stream().anyMatch(term -> !term.equals(IntendedUse.TRANSFER_CONSENT)),
                "consent to a transfer stands beside the legal basis of the use itself");
        holds(IntendedUse.restsOnConsentAlone(basis) || basis.stream().noneMatch(UseCheck::isConsent),
                "consent is asked where nothing else allows the use: name consent or another basis, not both");
    }

    private static boolean isConsent(String term) {
        return IntendedUse.restsOnConsentAlone(List.of(term));
    }

    private void category(CredentialCategory category) {
        CredentialType type = Schemas.byVct(category.vct())
                .orElseThrow(() -> EntryCheck
                        .contradiction("the credential type " + category.vct() + " is not known here"));
        List<List<String>> known = claims.of(type);
        for (List<String> path : category.claims()) {
            holds(known.contains(path),
                    "a credential " + type.name() + " has no claim " + String.join(" ", path));
        }
        holds(new HashSet<>(category.claims()).size() == category.claims().size(), "a claim stands there twice");
    }
}
