package org.amana.verifier.organisation;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.amana.verifier.answer.AnswerRule;

/**
 * Who asks.
 *
 * @param id its path in this service
 * @param names legal name by language; English is always there
 * @param country ISO 3166-1 alpha-2
 * @param partyId its id in the register of the ledger, and in its certificate
 * @param identifiers official identifiers, the one of its certificate first
 * @param zone where its working day begins and ends
 * @param exchangeUses intended uses for which its desk offers to ask other authorities
 */
public record Organisation(OrganisationId id, Map<String, String> names, String country, String partyId,
                           List<String> identifiers, ZoneId zone, List<String> exchangeUses) {
    /** Role of those of its staff who ask. */
    public static final String CLERK = "CHECKER";
    /** Role of its data protection officers. */
    public static final String OFFICER = "DPO";

    public Organisation {
        names = Map.copyOf(names);
        identifiers = List.copyOf(identifiers);
        exchangeUses = List.copyOf(exchangeUses);
        if (!names.containsKey("en"))
            throw new IllegalArgumentException("organisation " + id + " needs an English name");
        if (!country.matches("[A-Z]{2}"))
            throw new IllegalArgumentException("organisation " + id + " needs a country of two capital letters");
    }

    /** The identifier its certificate carries. */
    public String identifier() {
        return identifiers.isEmpty() ? partyId : identifiers.getFirst();
    }

    /** Its name in that language, or in English. */
    public String name(Locale locale) {
        return names.getOrDefault(locale.getLanguage(), names.getOrDefault("en", partyId));
    }

    /** The rule that answers its questions: it knows all its names, for permissions bound to one employer. */
    public AnswerRule answerRule() {
        Set<String> all = new HashSet<>(names.values());
        all.addAll(identifiers);
        all.add(partyId);
        return new AnswerRule(all);
    }
}
