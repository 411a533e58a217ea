package org.amana.issuer.desk;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.core.problem.ProblemException;
import org.amana.core.status.StatusReference;
import org.amana.core.vci.CredentialConfigurationId;
import org.amana.issuer.audit.AuditTrail;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.IssuerProblem;
import org.amana.issuer.credential.CredentialId;
import org.amana.issuer.credential.Credentials;
import org.amana.issuer.offer.Delivery;
import org.amana.issuer.offer.MadeOffer;
import org.amana.issuer.offer.OfferId;
import org.amana.issuer.offer.Offers;
import org.amana.issuer.source.PersonId;
import org.amana.support.staff.StaffMember;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The desk as JSON, for other systems of the office; the pages act through the same services. */
@RestController
@RequestMapping("/{authority}/desk/api")
class DeskApi {
    private final Authorities authorities;
    private final Cases cases;
    private final Offers offers;
    private final Credentials credentials;
    private final AuditTrail audit;

    DeskApi(Authorities authorities, Cases cases, Offers offers, Credentials credentials, AuditTrail audit) {
        this.authorities = authorities;
        this.cases = cases;
        this.offers = offers;
        this.credentials = credentials;
        this.audit = audit;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record People(List<Person> people, int page, boolean hasMore) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Person(String id, String registerNumber, String name, String birthDate, List<String> types) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record CaseFile(String id, String registerNumber, String name, String birthDate, List<String> types,
                    Map<String, String> register, List<OfferLine> offers, List<Card> credentials) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record OfferLine(String offerId, String configurationId, String delivery, String state, Instant createdAt,
                     Instant expiresAt) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Card(String credentialId, String configurationId, String state, Instant issuedAt, List<Copy> copies) {}

    record Copy(Status status) {}

    record Status(URI uri, long idx) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record OfferOrder(String credentialConfigurationId, String delivery) {}

    /** {@code credential_offer} is by reference, {@code credential_offer_by_value} holds the whole offer. */
    @JsonNaming(SnakeCaseStrategy.class)
    record OfferMade(String offerId, String credentialOffer, String credentialOfferByValue, URI credentialOfferUri,
                     String txCode, Instant expiresAt) {}

    record OfferStateAnswer(String state) {}

    record Reason(String reason) {}

    record Trail(List<AuditTrail.Entry> entries) {}

    @GetMapping("/people")
    People people(@PathVariable String authority, @RequestParam(defaultValue = "") String q,
                  @RequestParam(defaultValue = "0") int page) {
        Cases.FoundPage found = cases.find(authorities.require(authority), q, page);
        return new People(found.people()
                .stream()
                .map(row -> new Person(row.id(), row.registerNumber(), row.name(), row.birthDate(), row.types()))
                .toList(), found.page(), found.hasMore());
    }

    @GetMapping("/people/{id}")
    CaseFile person(@PathVariable String authority, @PathVariable String id) {
        Cases.Case file = cases.of(authorities.require(authority), personId(id));
        return new CaseFile(id, file.person().registerNumber(), file.person().name(), file.person().birthDate(),
                file.types(),
                file.columns().stream().collect(Collectors.toMap(Cases.Column::header, Cases.Column::value)),
                file.offers().stream().map(DeskApi::line).toList(),
                file.credentials().stream().map(DeskApi::card).toList());
    }

    @GetMapping("/people/{id}/credentials")
    List<Card> credentials(@PathVariable String authority, @PathVariable String id) {
        return cases.of(authorities.require(authority), personId(id))
                .credentials()
                .stream()
                .map(DeskApi::card)
                .toList();
    }

    /** The codes are in this answer and nowhere else: a lost answer means a new offer. */
    @PostMapping("/people/{id}/offers")
    ResponseEntity<OfferMade> offer(@PathVariable String authority, @PathVariable String id,
                                    @RequestBody OfferOrder order, @AuthenticationPrincipal StaffMember staff) {
        MadeOffer made = offers.make(authorities.require(authority), personId(id),
                configurationId(order.credentialConfigurationId()), delivery(order.delivery()), staff.username());
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new OfferMade(made.id().toString(), made.linkByReference(), made.linkByValue(),
                        made.credentialOfferUri(), made.txCode(), made.expiresAt()));
    }

    @GetMapping("/offers/{id}")
    OfferStateAnswer offerState(@PathVariable String authority, @PathVariable String id) {
        return new OfferStateAnswer(offers.state(authorities.require(authority).id(), offerId(id))
                .orElseThrow(() -> missing("offer"))
                .name());
    }

    @PostMapping("/offers/{id}/withdraw")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String authority, @PathVariable String id, @AuthenticationPrincipal StaffMember staff) {
        offers.withdraw(authorities.require(authority).id(), offerId(id), staff.username());
    }

    @PostMapping("/credentials/{id}/{change:suspend|reinstate|revoke}")
    Card change(@PathVariable String authority, @PathVariable String id, @PathVariable String change,
                @RequestBody Reason reason, @AuthenticationPrincipal StaffMember staff) {
        Authority issuer = authorities.require(authority);
        CredentialId credential = CredentialId.parse(id).orElseThrow(() -> missing("credential"));
        credentials.change(issuer.id(), credential, Credentials.Change.valueOf(change.toUpperCase(Locale.ROOT)),
                given(reason.reason()), staff.username());
        return card(credentials.find(issuer, credential).orElseThrow(() -> missing("credential")));
    }

    @GetMapping("/audit")
    Trail audit(@PathVariable String authority, @RequestParam(defaultValue = "9223372036854775807") long before) {
        return new Trail(audit.newest(authorities.require(authority).id(), before));
    }

    static PersonId personId(String text) {
        return parsed(text, PersonId::parse, "person");
    }

    static OfferId offerId(String text) {
        return parsed(text, OfferId::parse, "offer");
    }

    static Delivery delivery(@org.jspecify.annotations.Nullable String word) {
        return Delivery.of(given(word))
                .orElseThrow(
                        () -> new ProblemException(new IssuerProblem.InvalidInput("delivery is screen or letter.")));
    }

    static CredentialConfigurationId configurationId(@org.jspecify.annotations.Nullable String text) {
        String id = given(text);
        if (id.isEmpty() || id.length() > 200) {
            throw new ProblemException(new IssuerProblem.InvalidInput("credential_configuration_id is missing."));
        }
        return new CredentialConfigurationId(id);
    }

    private static String given(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    private static <T> T parsed(String text, Function<String, java.util.Optional<T>> parse, String what) {
        return parse.apply(text).orElseThrow(() -> missing(what));
    }

    private static ProblemException missing(String what) {
        return new ProblemException(new IssuerProblem.NotFound(what));
    }

    private static OfferLine line(Cases.Offered offer) {
        return new OfferLine(offer.id(), offer.configurationId(), offer.delivery(), offer.state().name(),
                offer.createdAt(), offer.expiresAt());
    }

    private static Card card(Credentials.Issued issued) {
        Stream<StatusReference> copies = issued.copies().stream();
        return new Card(issued.id().toString(), issued.configuration().value(), issued.state().name(),
                issued.issuedAt(), copies.map(copy -> new Copy(new Status(copy.uri(), copy.index()))).toList());
    }
}
