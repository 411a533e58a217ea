package org.amana.verifier.desk;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.TrustList;
import org.amana.verifier.exchange.consent.ExchangeQuestion;
import org.amana.verifier.exchange.order.OrderProblem;

/**
 * What can be asked for one use, and what was chosen, so that a wrong choice can be shown again.
 *
 * @param purpose text of the register
 * @param sources authorities of the trust list that issue every type of the use
 * @param guardian the person is under age
 * @param emergency it rests on vital interests: a reason is needed, and it is no series
 * @param reason what was written
 */
record ExchangeForm(String use, String purpose, List<Source> sources, List<Claim> claims, List<String> periods,
                    String source, String until, String every, boolean guardian, boolean emergency, String reason) {
    private static final List<String> PERIODS = List.of("P1W", "P1M", "P3M", "P1Y");

    /** An authority by its name. */
    record Source(String id, String name) {}

    /** A claim that can be asked for; {@code value} is its place in the use. */
    record Claim(String value, String words, boolean chosen) {}

    /** @param chosen places of claims; none for all */
    static ExchangeForm of(IntendedUse use, TrustList trust, Set<String> chosen, String source, String until,
                           String every, boolean guardian, String reason) {
        List<Source> sources = trust.issuers()
                .stream()
                .filter(issuer -> use.credentials()
                        .stream()
                        .allMatch(category -> issuer.types().contains(category.vct())))
                .map(issuer -> new Source(issuer.id(), issuer.name().in("en")))
                .toList();
        var claims = new ArrayList<Claim>();
        for (int type = 0; type < use.credentials().size(); type++) {
            CredentialCategory category = use.credentials().get(type);
            for (int claim = 0; claim < category.claims().size(); claim++) {
                String value = type + "." + claim;
                claims.add(new Claim(value, ClaimWords.type(category.vct()) + ": "
                        + ClaimWords.claim(category.vct(), category.claims().get(claim)),
                        chosen.isEmpty() || chosen.contains(value)));
            }
        }
        return new ExchangeForm(use.id(), use.purpose().in("en"), sources, claims, PERIODS, source, until, every,
                guardian, use.isForEmergencies(), reason);
    }

    /**
     * The question of these choices; the last day ends at midnight of the organisation's zone.
     *
     * @throws ProblemException {@link OrderProblem.Malformed}
     */
    static ExchangeQuestion question(IntendedUse use, Set<String> chosen, String source, String until, String every,
                                     boolean guardian, ZoneId zone) {
        var paths = new LinkedHashMap<String, List<List<String>>>();
        for (int type = 0; type < use.credentials().size(); type++) {
            CredentialCategory category = use.credentials().get(type);
            for (int claim = 0; claim < category.claims().size(); claim++)
                if (chosen.contains(type + "." + claim))
                    paths.computeIfAbsent(category.vct(), vct -> new ArrayList<>()).add(category.claims().get(claim));
        }
        if (paths.isEmpty())
            throw new ProblemException(new OrderProblem.Malformed("choose what is to be sent"));
        Optional<Period> period = Optional.of(every).filter(PERIODS::contains).map(Period::parse);
        if (!every.isEmpty() && period.isEmpty())
            throw new ProblemException(new OrderProblem.Malformed("choose how often"));
        LocalDate last;
        try {
            last = LocalDate.parse(until);
        } catch (DateTimeException e) {
            throw new ProblemException(new OrderProblem.Malformed("the last day is a day"), e);
        }
        List<CredentialCategory> categories = paths.entrySet()
                .stream()
                .map(entry -> new CredentialCategory(entry.getKey(), entry.getValue()))
                .toList();
        return new ExchangeQuestion(use.id(), source, categories, last.plusDays(1).atStartOfDay(zone).toInstant(),
                period, guardian);
    }
}
