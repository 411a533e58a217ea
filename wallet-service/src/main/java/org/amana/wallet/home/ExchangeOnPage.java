package org.amana.wallet.home;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.support.page.IsolatedText;
import org.amana.wallet.presentation.ExchangeScreen;
import org.amana.wallet.presentation.UseWords;
import org.amana.wallet.problem.ApiProblem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What another office is to send, as the page of a request tells it.
 *
 * @param often once or every so often, as a sentence
 * @param ends  the day from which on nothing is sent
 * @param guardian a person under age is asked, before their guardian
 * @param ward  a guardian is asked
 */
record ExchangeOnPage(ExchangeScreen.AskedSource source, @Nullable String country, List<ExchangeScreen.AskedData> sends,
                      String often, String ends, boolean guardian, boolean ward) {

    static @Nullable ExchangeOnPage of(@Nullable ExchangeScreen screen, UseWords uses, Locale locale) {
        return screen == null
                ? null
                : new ExchangeOnPage(screen.source(), Page.country(screen.source().country(), locale), screen.sends(),
                        uses.every(screen.every(), locale),
                        IsolatedText.date(LocalDate.ofInstant(screen.until(), ZoneOffset.UTC), locale),
                        screen.guardian() != null, screen.ward() != null);
    }

    /**
     * The part that was ticked on the form.
     *
     * @param ticked places of claims, such as {@code 0.2}: the type, then its claim
     */
    List<CredentialCategory> chosen(List<String> ticked) {
        Map<Integer, List<List<String>>> paths = new TreeMap<>();
        for (String place : ticked) {
            if (!place.matches("[0-9]{1,2}\\.[0-9]{1,2}")) {
                throw notOnThePage();
            }
            int dot = place.indexOf('.');
            int type = Integer.parseInt(place, 0, dot, 10);
            int claim = Integer.parseInt(place, dot + 1, place.length(), 10);
            if (type >= sends.size() || claim >= sends.get(type).claims().size()) {
                throw notOnThePage();
            }
            paths.computeIfAbsent(type, _ -> new ArrayList<>()).add(sends.get(type).claims().get(claim).path());
        }
        return paths.entrySet()
                .stream()
                .map(one -> new CredentialCategory(sends.get(one.getKey()).vct(), one.getValue()))
                .toList();
    }

    /** What the browser makes the transaction data from. */
    static void write(ExchangeScreen screen, ObjectNode shown) {
        shown.put("credentialId", screen.credentialId())
                .put("source", screen.source().identifier())
                .put("until", screen.until().toString());
        if (screen.every() != null) {
            shown.put("every", screen.every());
        }
        ExchangeScreen.AskedWard ward = screen.ward();
        if (screen.guardian() != null) {
            shown.put("guardian", screen.guardian());
        }
        if (ward != null) {
            shown.putObject("ward").put("request_hash", ward.requestHash()).put("views", ward.views());
        }
        ArrayNode categories = shown.putArray("categories");
        for (ExchangeScreen.AskedData sent : screen.sends()) {
            ArrayNode claims = categories.addObject().put("vct", sent.vct()).putArray("claims");
            sent.claims().forEach(claim -> claim.path().forEach(claims.addArray()::add));
        }
    }

    private static ProblemException notOnThePage() {
        return new ProblemException(new ApiProblem.UnreadableRequest("expected places of claims on the page"));
    }
}
