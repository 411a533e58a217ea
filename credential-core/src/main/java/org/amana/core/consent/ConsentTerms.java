package org.amana.core.consent;

import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;

/**
 * What was decided on: the fields of a consent record (ISO/IEC TS 27560 clause 6, W3C DPV guide
 * consent-27560) by value or hash, never personal data.
 *
 * @param purpose id of the registered intended use (dpv:hasPurpose)
 * @param purposeHash base64url SHA-256 of its text in the language of the notice
 * @param legalBasis terms such as {@code eu-gdpr:A6-1-a} (dpv:hasLegalBasis)
 * @param lawReference ELI where the basis is not consent
 * @param controller id of the party that asks and keeps (dpv:hasDataController, dpv:hasRecipient)
 * @param source identifier of the authority that is to release the data (dpv:hasDataSource); absent where the person
 *        shows them
 * @param categories credential types and claim names (dpv:hasPersonalData)
 * @param validUntil end of validity, whole seconds
 * @param retention how long the controller keeps the data (dpv:hasStorageCondition)
 * @param withdrawal how to withdraw, e.g. {@code wallet}; absent where nothing can be withdrawn
 * @param refusalConsequence what refusing means, in the language of the notice
 * @param representation that the person is under age, or decides for one who is; absent for all others
 */
public record ConsentTerms(String purpose, String purposeHash, List<String> legalBasis, Optional<String> lawReference,
                           String controller, Optional<String> source, List<CredentialCategory> categories,
                           Optional<Instant> validUntil, Period retention, Optional<String> withdrawal,
                           String refusalConsequence, Optional<Representation> representation) {
    private static final int MAX_TEXT = 4_000;

    public ConsentTerms {
        if (purpose.isBlank() || purpose.length() > 64 || !purposeHash.matches("[A-Za-z0-9_-]{43}")) {
            throw ConsentProblem.malformedEvent("a purpose is named by its id and the hash of its text");
        }
        if (controller.isBlank() || controller.length() > 512 || refusalConsequence.length() > MAX_TEXT) {
            throw ConsentProblem.malformedEvent("the controller is named, the consequence of a refusal is short");
        }
        if (source.filter(name -> name.isBlank() || name.length() > 512).isPresent()) {
            throw ConsentProblem.malformedEvent("the source of the data is named by its identifier");
        }
        legalBasis = List.copyOf(legalBasis);
        categories = List.copyOf(categories);
        validUntil = validUntil.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
        if (legalBasis.isEmpty() || categories.isEmpty()) {
            throw ConsentProblem.malformedEvent("an event names its legal basis and the categories of data");
        }
    }

    /** Terms of a person who decides for themselves; parameters as above. */
    public ConsentTerms(String purpose, String purposeHash, List<String> legalBasis, Optional<String> lawReference,
            String controller, Optional<String> source, List<CredentialCategory> categories,
            Optional<Instant> validUntil, Period retention, Optional<String> withdrawal, String refusalConsequence) {
        this(purpose, purposeHash, legalBasis, lawReference, controller, source, categories, validUntil, retention,
                withdrawal, refusalConsequence, Optional.empty());
    }

    /** The same terms, decided on with or for somebody; empty for the person's own word alone. */
    public ConsentTerms represented(Optional<Representation> by) {
        return new ConsentTerms(purpose, purposeHash, legalBasis, lawReference, controller, source, categories,
                validUntil, retention, withdrawal, refusalConsequence, by);
    }

    /** The same terms with that end of validity. */
    public ConsentTerms until(Instant end) {
        return new ConsentTerms(purpose, purposeHash, legalBasis, lawReference, controller, source, categories,
                Optional.of(end), retention, withdrawal, refusalConsequence, representation);
    }

    /** The same terms for data that this authority releases. */
    public ConsentTerms from(String authority) {
        return new ConsentTerms(purpose, purposeHash, legalBasis, lawReference, controller, Optional.of(authority),
                categories, validUntil, retention, withdrawal, refusalConsequence, representation);
    }

    /**
     * The terms a registered intended use sets.
     *
     * @param asked what the request asks for; at most what the intended use covers
     * @param language of the notice shown
     */
    public static ConsentTerms of(IntendedUse use, List<CredentialCategory> asked, String language,
                                  Optional<Instant> validUntil) {
        return new ConsentTerms(use.id(), use.purposeHash(language), use.legalBasis(), use.lawReference(), use.party(),
                Optional.empty(), asked, validUntil, use.retention(),
                use.withdrawable() ? Optional.of("wallet") : Optional.empty(),
                use.refusalConsequence().in(language));
    }
}
