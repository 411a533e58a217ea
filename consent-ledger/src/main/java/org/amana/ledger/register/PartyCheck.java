package org.amana.ledger.register;

import static org.amana.ledger.register.EntryCheck.holds;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.Party;
import org.amana.schemas.Schemas;

/** A party says things that certificates, trust lists and events of consent can say after it. */
final class PartyCheck {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    /** ETSI EN 319 412-1 clause 5.1.4: scheme, country, hyphen, number. */
    private static final Pattern IDENTIFIER = Pattern.compile("(?:[A-Z]{3}|[A-Z]{2}:)[A-Z]{2}-[!-~]{1,100}");
    private static final Pattern EMAIL = Pattern.compile("(?:mailto:)?[^\\s@:]{1,64}@[^\\s@:]{1,255}");
    /** XA to XZ are free for everybody's own use, as trials have it. */
    private static final Pattern OWN_COUNTRY = Pattern.compile("X[A-Z]|EU");
    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));
    private static final int MAX_ADDRESS = 512;

    private PartyCheck() {}

    /** @throws ProblemException {@link RegisterEntryProblem.Contradiction} */
    static void require(Party party) {
        holds(NAME.matcher(party.id()).matches() || (isAddress(party.id()) && !party.id().contains("?")),
                "the id of a party is a name of small letters, digits and hyphens, or the web address of an issuer");
        holds(COUNTRIES.contains(party.country()) || OWN_COUNTRY.matcher(party.country()).matches(),
                "the country of a party is one of ISO 3166-1: " + party.country() + " is none");
        for (String identifier : party.identifiers()) {
            holds(IDENTIFIER.matcher(identifier).matches(),
                    "an official identifier is scheme, country and number, such as "
                            + "LEIXG-529900T8BM49AURSDO55 or NTRPT-500100144: " + identifier + " is none");
        }
        holds(new HashSet<>(party.identifiers()).size() == party.identifiers().size(),
                "an official identifier stands there twice");
        party.supervisor().ifPresent(authority -> {
            authority.uri().ifPresent(uri -> address(uri, "the supervisor"));
            authority.email()
                    .ifPresent(email -> holds(EMAIL.matcher(email).matches(),
                            "the supervisor's e-mail is no e-mail address"));
        });
        party.erasureContact()
                .ifPresent(contact -> holds(EMAIL.matcher(contact).matches() || isAddress(contact),
                        "who asks for erasure writes to a web address or an e-mail address: " + contact
                                + " is neither"));
        party.noticeUrl().ifPresent(uri -> address(uri, "where withdrawals are told"));
        Stream.of(party.pages().privacyPolicy(), party.pages().info())
                .forEach(page -> page.ifPresent(uri -> address(uri, "a page of the party")));
        party.anchors().forEach(Anchors::requireReadable);
        for (String vct : party.issues()) {
            holds(Schemas.byVct(vct).isPresent(), "the credential type " + vct + " is not known here");
        }
        party.service()
                .ifPresent(service -> holds(NAME.matcher(service).matches(),
                        "the name of a service is of small letters, digits and hyphens"));
    }

    private static void address(String uri, String what) {
        holds(isAddress(uri), what + " is a web address: " + uri + " is none");
    }

    /** http too: a trial runs on this machine. */
    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return text.length() <= MAX_ADDRESS && uri.getHost() != null && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && text.chars().allMatch(character -> character > ' ' && character <= '~');
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
