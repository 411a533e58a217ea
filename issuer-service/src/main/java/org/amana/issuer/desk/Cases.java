package org.amana.issuer.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.CredentialConfigurationId;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.IssuerProblem;
import org.amana.issuer.catalogue.IssuanceRules;
import org.amana.issuer.credential.Credentials;
import org.amana.issuer.offer.OfferState;
import org.amana.issuer.source.Person;
import org.amana.issuer.source.PersonId;
import org.amana.issuer.source.PersonRegister;
import org.amana.issuer.source.RegisterColumn;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Slice;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** What a caseworker looks at: people found, and one person's case. Everything is within one authority. */
@Component
class Cases {
    static final int PAGE_SIZE = 25;
    private static final int MAX_QUERY_LENGTH = 100;
    private static final int MAX_ROW_BYTES = 1024 * 1024;
    private final PersonRows people;
    private final OfferRows offers;
    private final PersonRegister register;
    private final Credentials credentials;
    private final Clock clock;

    Cases(PersonRows people, OfferRows offers, PersonRegister register, Credentials credentials, Clock clock) {
        this.people = people;
        this.offers = offers;
        this.register = register;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** One line of the list. */
    record Found(String id, String registerNumber, String name, String birthDate, List<String> types) {}

    /** A page of the list; {@code hasMore} when another follows. */
    record FoundPage(List<Found> people, int page, boolean hasMore) {}

    /** One register column with its value; {@code label} is the claim's in English, or the header in words. */
    record Column(String header, String label, String value) {
        public boolean isPicture() {
            return value.startsWith("data:image/");
        }
    }

    /** An offer as the case shows it. */
    record Offered(String id, String configurationId, String delivery, OfferState state, Instant createdAt,
                   Instant expiresAt) {
        public boolean isOpen() {
            return state == OfferState.OFFERED;
        }
    }

    /** All of one case; {@code types} are those that can be issued now. */
    record Case(Person person, List<Column> columns, List<String> types, List<Offered> offers,
                List<Credentials.Issued> credentials) {}

    /** People whose name or register number contains the text; everyone for an empty one. */
    @Transactional(readOnly = true)
    public FoundPage find(Authority authority, String query, int page) {
        if (query.length() > MAX_QUERY_LENGTH || page < 0 || page > 1_000_000) {
            throw new ProblemException(new IssuerProblem.InvalidInput("Search for at most 100 characters."));
        }
        if (query.indexOf('\0') >= 0) { // the database would refuse it, and that would be logged as our fault
            throw new ProblemException(new IssuerProblem.InvalidInput("Search for letters and numbers."));
        }
        String pattern = "%" + query.strip()
                .toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_") + "%";
        Slice<PersonRow> rows = people.search(authority.id().value(), pattern, PageRequest.of(page, PAGE_SIZE));
        return new FoundPage(rows.getContent().stream().map(row -> found(authority, row)).toList(), page,
                rows.hasNext());
    }

    /**
     * One person's case.
     *
     * @throws ProblemException {@link IssuerProblem.NotFound}
     */
    @Transactional(readOnly = true)
    public Case of(Authority authority, PersonId id) {
        Person person = register.find(authority.id(), id)
                .orElseThrow(() -> new ProblemException(new IssuerProblem.NotFound("person")));
        List<Offered> offered = offers
                .findFirst20ByAuthorityAndPersonIdOrderByCreatedAtDesc(authority.id().value(), id.value())
                .stream()
                .map(this::offered)
                .toList();
        return new Case(person, columns(authority, person.columns()), types(authority, person.columns()), offered,
                credentials.of(authority, id));
    }

    private static Found found(Authority authority, PersonRow row) {
        ObjectNode columns = StrictJson.parseObject(row.columns(), MAX_ROW_BYTES);
        List<String> types = authority.types()
                .stream()
                .filter(type -> columns.has(type.issuedWhenPresent()))
                .map(IssuanceRules::id)
                .map(CredentialConfigurationId::value)
                .toList();
        return new Found(row.id().toString(), row.registerNumber(), row.name(), row.birthDate(), types);
    }

    private static List<String> types(Authority authority, Map<String, String> columns) {
        return authority.types()
                .stream()
                .filter(type -> columns.containsKey(type.issuedWhenPresent()))
                .map(type -> type.id().value())
                .toList();
    }

    private static List<Column> columns(Authority authority, Map<String, String> values) {
        var columns = new ArrayList<Column>();
        for (RegisterColumn column : RegisterColumn.of(authority.types())) {
            String value = values.get(column.header());
            if (value != null) {
                columns.add(new Column(column.header(), label(authority, column.header()), value));
            }
        }
        return columns;
    }

    private static String label(Authority authority, String header) {
        return authority.types()
                .stream()
                .flatMap(type -> type.label(header, "en").stream())
                .findFirst()
                .orElseGet(() -> Character.toUpperCase(header.charAt(0)) + header.substring(1).replace('_', ' '));
    }

    private Offered offered(OfferRow row) {
        OfferState state = OfferState.valueOf(row.state());
        boolean expired = state == OfferState.OFFERED && !clock.instant().isBefore(row.expiresAt());
        return new Offered(row.id().toString(), row.configurationId(), row.delivery(),
                expired ? OfferState.EXPIRED : state, row.createdAt(), row.expiresAt());
    }
}
