package org.amana.wallet.presentation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.core.vp.ValidatedAuthorizationRequest;
import org.amana.wallet.credential.Card;
import org.amana.wallet.credential.CardState;
import org.amana.wallet.credential.Cards;
import org.amana.wallet.history.History;
import org.amana.wallet.presentation.Choices.Choice;
import org.amana.wallet.presentation.Choices.ChosenCard;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.type.ShownClaim;
import org.amana.wallet.type.TypeWords;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Reads a request and shows it. Posts nothing, whatever the request is like. */
@Component
public class ReadRequest {

    private final ExamineRequest examine;
    private final ForgetRequests forget;
    private final Choices choices;
    private final NoticeText notices;
    private final Cards cards;
    private final History history;
    private final TypeWords types;
    private final MessageSource messages;
    private final Clock clock;
    private final RandomGenerator random;

    ReadRequest(ExamineRequest examine, ForgetRequests forget, Choices choices, NoticeText notices, Cards cards,
            History history,
            TypeWords types, MessageSource messages, Clock clock, RandomGenerator random) {
        this.examine = examine;
        this.forget = forget;
        this.choices = choices;
        this.notices = notices;
        this.cards = cards;
        this.history = history;
        this.types = types;
        this.messages = messages;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Reads a scanned, clicked or pasted request.
     *
     * @throws ProblemException {@link PresentationProblem.RequestRefused}, {@link ExchangeRefusal}
     */
    public RequestScreen open(Vault vault, String link, Locale language) {
        return open(vault, link, _ -> {}, language);
    }

    /**
     * The same, where more is known of who must be asking.
     *
     * @param expected throws when it is somebody else, before anything is shown or kept
     */
    RequestScreen open(Vault vault, String link, Consumer<ExaminedRequest> expected, Locale language) {
        try {
            return read(vault, link, expected, language);
        } catch (ProblemException e) {
            if (e.problem() instanceof PresentationProblem.RequestRefused || e.problem() instanceof ExchangeRefusal
                    || e.problem() instanceof CodeProblem.AnotherAsks) {
                history.addFailure(vault, null, List.of(), e.problem().code());
            }
            throw e;
        }
    }

    /** The same; what is refused leaves no trace in the history. */
    RequestScreen read(Vault vault, String link, Consumer<ExaminedRequest> expected, Locale language) {
        forget.forgetOld(vault);
        Optional<String> here = asked(vault, link);
        if (here.isPresent()) {
            return find(vault, here.get(), language);
        }
        ExaminedRequest examined = examine.first(link);
        expected.accept(examined);
        Optional<String> waiting = waiting(vault, examined);
        if (waiting.isPresent()) {
            return find(vault, waiting.get(), language);
        }
        List<Choice> options = choices.match(vault, examined);
        PendingRequest pending = new PendingRequest(new UUID(random.nextLong(), random.nextLong()).toString(),
                clock.instant(), examined.request().clientId().toString(), examined.request().requestObject(),
                language.toLanguageTag(), notices.of(examined, language), selections(options), null, null,
                question(link, examined));
        vault.put(VaultCollection.REQUESTS, pending.id(), pending);
        return screen(vault, pending, examined, options, language);
    }

    /**
     * A request that was read before, with the cards as they are now.
     *
     * @throws ProblemException {@link ApiProblem.NotFound}, {@link PresentationProblem.RequestRefused} once it is too old
     */
    public RequestScreen find(Vault vault, String id, Locale language) {
        PendingRequest pending = pending(vault, id);
        ExaminedRequest examined = examine.again(pending.clientId(), pending.requestObject());
        if (pending.approval() != null) {
            return screen(vault, pending, examined, choices.match(vault, examined), language);
        }
        List<Choice> options = choices.match(vault, examined);
        PendingRequest renewed = pending.shownAs(language.toLanguageTag(), notices.of(examined, language),
                selections(options));
        vault.put(VaultCollection.REQUESTS, id, renewed);
        return screen(vault, renewed, examined, options, language);
    }

    /** Requests that wait here and can still be answered, the first to end first. */
    public List<WaitingRequest> waiting(Vault vault, Locale language) {
        forget.forgetOld(vault);
        return vault.all(VaultCollection.REQUESTS, PendingRequest.class)
                .stream()
                .flatMap(pending -> WaitingRequest.of(pending, language).stream())
                .filter(waiting -> waiting.until().isAfter(clock.instant()))
                .sorted(Comparator.comparing(WaitingRequest::until))
                .toList();
    }

    /** Scanned again, a question that no wallet gets twice is the one that is here. */
    private static Optional<String> asked(Vault vault, String link) {
        return vault.all(VaultCollection.REQUESTS, PendingRequest.class)
                .stream()
                .filter(pending -> pending.question() != null && pending.question().link().equals(link))
                .map(PendingRequest::id)
                .findFirst();
    }

    private static PendingRequest.@Nullable Question question(String link, ExaminedRequest examined) {
        Optional<Instant> end = examined.request().expiresAt();
        return examined.exchange().isEmpty() || examined.use().isEmpty() || end.isEmpty()
                ? null
                : new PendingRequest.Question(link, end.get(), examined.party(),
                        Terms.purpose(examined.use().get()), null, Terms.asked(examined));
    }

    /** Scanned again, a request whose answer was put off is still the one that the ledger knows. */
    private static Optional<String> waiting(Vault vault, ExaminedRequest examined) {
        return vault.all(VaultCollection.REQUESTS, PendingRequest.class)
                .stream()
                .filter(pending -> pending.deferral() != null
                        && pending.requestObject().equals(examined.request().requestObject()))
                .map(PendingRequest::id)
                .findFirst();
    }

    private static List<PendingRequest.Option> selections(List<Choice> options) {
        return options.stream()
                .map(choice -> new PendingRequest.Option(choice.cards().stream().map(ChosenCard::selection).toList()))
                .toList();
    }

    static PendingRequest pending(Vault vault, String id) {
        return vault.find(VaultCollection.REQUESTS, id, PendingRequest.class)
                .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such request")));
    }

    private RequestScreen screen(Vault vault, PendingRequest pending, ExaminedRequest examined, List<Choice> choices,
                                 Locale language) {
        ValidatedAuthorizationRequest request = examined.request();
        List<RequestScreen.Option> options = choices.stream()
                .map(choice -> option(choice, examined.exchange().filter(AskedExchange::isForWard).isPresent(),
                        language))
                .toList();
        return new RequestScreen(pending.id(), who(vault, examined, language),
                examined.use().map(use -> why(use, language)).orElse(null), options,
                notices.labels(examined.overAsked(), language), warnings(examined, options, language),
                examined.explicit(), canAnswer(examined, options), request.clientId().toString(), request.nonce(),
                pending.notice(), Terms.event(pending, examined),
                examined.exchange().map(exchange -> exchange.screen(types, language)).orElse(null),
                examined.exchange().flatMap(_ -> request.expiresAt()).orElse(null));
    }

    /** An office that is asked for more than is registered sends nothing; there is nothing to agree to. */
    private static boolean canAnswer(ExaminedRequest examined, List<RequestScreen.Option> options) {
        return !options.isEmpty() && (examined.exchange().isEmpty() || examined.overAsked().isEmpty());
    }

    private RequestScreen.Who who(Vault vault, ExaminedRequest examined, Locale language) {
        var party = examined.party();
        Optional<Instant> last = history.lastShared(vault, party.identifier());
        return new RequestScreen.Who(party.name(language), party.country(), party.identifier(),
                examined.use().isPresent(), party.registrar(), last.isEmpty(), last.orElse(null));
    }

    private static RequestScreen.Why why(IntendedUse use, Locale language) {
        return new RequestScreen.Why(use.purpose().in(language.getLanguage()), use.legalBasis(),
                use.lawReference().orElse(null), use.retention().toString(), use.withdrawable(), use.restsOnConsent(),
                use.refusalConsequence().in(language.getLanguage()), use.recipients());
    }

    private RequestScreen.Option option(Choice choice, boolean isForWard, Locale language) {
        List<RequestScreen.OptionCard> optionCards = new ArrayList<>();
        List<ShownClaim> what = new ArrayList<>();
        List<String> notShown = new ArrayList<>();
        for (ChosenCard chosen : choice.cards()) {
            String vct = chosen.card().vct();
            what.addAll(types.show(vct, chosen.shown().claims(), chosen.names().stream().map(List::of).toList(),
                    language));
            notShown.addAll(types.labels(vct, chosen.hidden().stream().map(List::of).toList(), language));
            optionCards.add(new RequestScreen.OptionCard(chosen.card().id(), vct, types.name(vct, language),
                    cards.state(chosen.card()).word(), chosen.card().copiesLeft(), chosen.card().copiesLeft() == 0,
                    chosen.disclosed()));
        }
        RequestScreen.OptionCard first = optionCards.getFirst();
        return new RequestScreen.Option(first.credentialId(), first.type(), first.name(), what, notShown, optionCards,
                isForWard ? own(choice.cards().getFirst(), language) : null);
    }

    private RequestScreen.Own own(ChosenCard chosen, Locale language) {
        Card card = chosen.card();
        return new RequestScreen.Own(card.issuer().name(language), types.show(card.vct(), card.claims(),
                chosen.hidden().stream().map(List::of).toList(), language));
    }

    private List<RequestScreen.Warning> warnings(ExaminedRequest examined, List<RequestScreen.Option> options,
                                                 Locale language) {
        List<String> codes = new ArrayList<>(examined.cautions());
        List<RequestScreen.OptionCard> shown = options.isEmpty() ? List.of() : options.getFirst().cards();
        if (shown.stream().anyMatch(RequestScreen.OptionCard::reused)) {
            codes.add("last_copy");
        }
        if (shown.stream().anyMatch(card -> card.state().equals(CardState.SUSPENDED.word()))) {
            codes.add("card_suspended");
        }
        if (shown.stream().anyMatch(card -> card.state().equals(CardState.REVOKED.word()))) {
            codes.add("card_revoked");
        }
        return codes.stream()
                .map(code -> new RequestScreen.Warning(code, messages.getMessage("warning." + code, null, language)))
                .toList();
    }
}
