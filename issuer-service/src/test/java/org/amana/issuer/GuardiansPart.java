package org.amana.issuer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.ConsentState.Standing;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PermitRule;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.Representation;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.Views;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.jose.JwsSigner;
import org.amana.core.key.EphemeralKey;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.sdjwt.KeyBindingJwt;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.vp.ClientId;
import org.amana.core.vp.RequestObject;
import org.amana.issuer.Municipality.Ask;
import org.amana.issuer.Municipality.Card;

/** What a guardian answered beside the person of a request: right until a test changes one thing. */
final class GuardiansPart {
    private static final RelationId CHILD = RelationId.of(EphemeralKey.generate().publicJwk());
    private static final RelationId GUARDIAN = RelationId.of(EphemeralKey.generate().publicJwk());
    final RecordId record = RecordId.random(new Random());
    private final Ask child;
    private final ConsentState childsConsent;
    private final Card card;
    Standing standing = Standing.GIVEN;
    RequestHash answered;
    EphemeralKey holder;
    Optional<String> audience = Optional.empty();
    Optional<String> presentation = Optional.empty();
    Duration answeredBefore = Duration.ZERO;
    UnaryOperator<ExchangeTerms> terms = UnaryOperator.identity();
    UnaryOperator<ExchangeTerms> signedTerms = UnaryOperator.identity();
    private final String nonce = UUID.randomUUID().toString();
    private Optional<ReleaseRequest.GuardiansAnswer> answer = Optional.empty();

    GuardiansPart(Ask child, Card card) {
        this.child = child;
        this.card = card;
        this.holder = card.key();
        this.answered = RequestHash.of(child.requestObject());
        this.childsConsent = state(child.record, CHILD, answered, child.terms(),
                child.represented.map(_ -> new Representation.WithGuardian(Views.YES)));
    }

    /** As it is enclosed; the same at each delivery. */
    ReleaseRequest.GuardiansAnswer answer() {
        ReleaseRequest.GuardiansAnswer made = answer.orElseGet(this::make);
        answer = Optional.of(made);
        return made;
    }

    /** What an honest ledger says of an order, by the rule it has. */
    Optional<DenyReason> judge(PermitOrder order, Instant now) {
        ConsentState guardian = state(record, GUARDIAN, RequestHash.of(answer().request()), asked(),
                Optional.of(new Representation.ForWard(answered)));
        return PermitRule.denial(childsConsent, Optional.of(guardian), order, now);
    }

    /** What it says where no guardian was asked. */
    static Optional<DenyReason> judgeAlone(Ask ask, PermitOrder order, Instant now) {
        ConsentState consent = new GuardiansPart(ask, new Card("", EphemeralKey.generate())).childsConsent;
        return PermitRule.denial(consent, Optional.empty(), order, now);
    }

    private ExchangeTerms asked() {
        ExchangeTerms theirs = child.terms();
        return terms.apply(theirs.forGuardian("mandate", answered, Views.YES, theirs.categories()));
    }

    private ReleaseRequest.GuardiansAnswer make() {
        Instant at = child.answeredAt.minus(answeredBefore);
        DcqlQuery query = DcqlQuery.of(CredentialQuery.sdJwtVc("mandate", GuardianMandate.VCT, List.of()));
        String request = new RequestObject(ClientId.x509Hash(child.asker.chain().getFirst()),
                URI.create("https://municipality.test/response"), nonce, "state-" + nonce, query,
                EphemeralKey.generate().publicJwk(), List.of(), Optional.of(asked()), at, at.plusSeconds(300),
                Optional.empty()).sign(child.asker);
        return new ReleaseRequest.GuardiansAnswer(record, request, presentation.orElseGet(() -> shown(at)));
    }

    private String shown(Instant at) {
        UnverifiedSdJwtVc shown = UnverifiedSdJwtVc.parse(card.compact())
                .select(List.of(ClaimPath.of("mandate"), ClaimPath.of("guardian_reference")));
        String input = KeyBindingJwt.signingInput(audience.orElseGet(child::clientId), nonce, at, shown.sdHash(),
                List.of(signedTerms.apply(asked()).encode()));
        return shown.withKeyBinding(
                JwsSigner.assemble(input, holder.sign(input.getBytes(StandardCharsets.US_ASCII))));
    }

    private ConsentState state(RecordId of, RelationId relation, RequestHash request, ExchangeTerms agreed,
                               Optional<Representation> representation) {
        return new ConsentState(of, relation, Municipality.PARTY, Municipality.PURPOSE, Optional.of(child.source()),
                agreed.categories(), request, standing, 1, child.answeredAt, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.of(agreed.until()), 1, Optional.empty(), representation,
                Optional.empty());
    }
}
