package org.amana.wallet.home;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.core.json.StrictJson;
import org.amana.wallet.consent.EntriesView;
import org.amana.wallet.consent.EntryView;
import org.amana.wallet.consent.ProofView;
import org.amana.wallet.consent.ReceiptView;
import org.amana.wallet.consent.TakenIn;
import org.amana.wallet.history.HistoryView;
import org.amana.wallet.inbox.InboxView;
import org.amana.wallet.issuance.OfferView;
import org.amana.wallet.presentation.AskingOffice;
import org.amana.wallet.presentation.ExchangeScreen;
import org.amana.wallet.presentation.RequestScreen.Who;
import org.amana.wallet.presentation.UnansweredRequest;
import org.amana.wallet.presentation.WaitingRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Every page that needs cards, requests or consents, filled with invented people, for tests to look at. */
@TestComponent
@Controller
class Gallery {
    static final List<String> NAMES = List.of("home", "card", "delete", "offer", "offer-untrusted", "offer-done",
            "offer-declined", "request", "request-consent", "request-choice", "request-over", "request-none",
            "request-exchange", "request-less", "request-exchange-none", "request-exchange-over", "request-child",
            "request-ward", "request-ward-choice", "request-ward-none", "request-not-able", "request-done",
            "request-exchange-done", "request-child-done", "request-ward-done", "request-refused", "history", "entries",
            "take", "bring", "consents", "withdrawn",
            "forgotten", "code", "code-wrong", "code-none", "receipt", "wrong", "wrong-ended", "rights", "complaint",
            "problem");

    private static final Instant THEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final String SQUARE = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @GetMapping("/{language}/gallery/{name}")
    String show(@PathVariable String name, Locale locale, Model model) {
        boolean arabic = locale.getLanguage().equals("ar");
        model.addAllAttributes(
                Map.of("country", "Spain", "keyring", "browser", "wallet", "3f0c9a8e-57c1-4b0e-9a59-1f2f3b6b9f10"));
        model.addAllAttributes(filled(name, new Words(arabic)));
        return Page.of(switch (name) {
            case "offer-untrusted" -> "offer";
            case "request-consent", "request-choice", "request-over", "request-none", "request-exchange",
                    "request-less", "request-exchange-none", "request-exchange-over", "request-child", "request-ward",
                    "request-ward-choice", "request-ward-none" ->
                "request";
            case "request-exchange-done", "request-child-done", "request-ward-done" -> "request-done";
            case "request-not-able" -> "request-refused";
            case "wrong-ended" -> "wrong";
            case "code-wrong", "code-none" -> "code";
            default -> name;
        });
    }

    private static Map<String, Object> filled(String name, Words say) {
        return switch (name) {
            case "home" -> Map.of("cards", List.of(card(say, "valid", true, 9), card(say, "valid", false, 2),
                    card(say, "suspended", false, 8), card(say, "revoked", false, 8), card(say, "expired", false, 8),
                    card(say, "unknown", false, 1)), "waiting",
                    List.of(new WaitingRequest("w", "Harbour Municipality", say.purpose(), THEN)), "reminders",
                    List.of(new WaitingRequest("w", "Harbour Municipality", say.purpose(), THEN)), "news",
                    Stream.concat(
                            Stream.of(new RightsNews.Item("a", "right", "answered", say.office(), null),
                                    new RightsNews.Item("b", "right", "overdue", "Harbour Bakery", null)),
                            Stream.concat(Stream.of("open", "overdue", "justified", "not_justified")
                                    .map(state -> news(say, "emergency", state)),
                                    Stream.of("upheld", "rejected", "overdue")
                                            .map(state -> news(say, "objection", state))))
                            .toList(),
                    "unanswered", List.of(new UnansweredRequest("Harbour Municipality", say.purpose(), THEN)));
            case "card", "delete" -> Map.of("card", card(say, "valid", true, 9));
            case "offer" -> Map.of("offer", offer(say, true));
            case "offer-untrusted" -> Map.of("offer", offer(say, false));
            case "offer-done" -> Map.of("names", List.of(say.card()));
            case "request" -> Map.of("request", request(say, false, "law", 1, List.of()));
            case "request-consent" -> Map.of("request", request(say, true, "law", 1, List.of()));
            case "request-choice" -> Map.of("request", request(say, false, "public", 2, List.of()));
            case "request-over" -> Map.of("request",
                    request(say, false, "unknown", 1, List.of(say.of("Document number", "رقم الوثيقة"))));
            case "request-none" -> Map.of("request", request(say, false, "unknown", 0, List.of()));
            case "request-exchange" -> Map.of("request", exchange(say, 2, List.of()), "mayAskToWrite", true);
            case "request-less" -> Map.of("request", exchange(say, 1, List.of()), "less", true);
            case "request-exchange-none" -> Map.of("request", exchange(say, 0, List.of()));
            case "request-exchange-over" -> Map.of("request",
                    exchange(say, 1, List.of(say.of("Document number", "رقم الوثيقة"))));
            case "request-child" -> Map.of("request", asked(say, "guardian", 1));
            case "request-ward" -> Map.of("request", asked(say, "ward", 1));
            case "request-ward-choice" -> Map.of("request", asked(say, "ward", 2));
            case "request-ward-none" -> Map.of("request", asked(say, "ward", 0));
            case "request-not-able" -> Map.of("notAble", true);
            case "request-child-done" -> Map.of("id", "1", "done", exchanged(say, "guardian"), "consent", true);
            case "request-ward-done" -> Map.of("id", "1", "done", exchanged(say, "ward"), "consent", true);
            case "request-exchange-done" -> Map.of("id", "1", "done", exchanged(say, null), "consent", true);
            case "request-done" -> Map.of("id", "1", "done", entry(say, "presented", true), "consent", true);
            case "history" -> Map.of("entries",
                    Stream.concat(Stream.of(exchanged(say, null), exchanged(say, "guardian"), exchanged(say, "ward")),
                            Stream.of("issued", "presented", "refused", "failed", "deleted", "consented", "deferred",
                                    "not_able", "reaffirmed", "withdrawn", "erased", "forgotten", "unanswered",
                                    "put_away")
                                    .map(kind -> entry(say, kind, kind.equals("presented"))))
                            .toList());
            case "code" -> Map.of("offices", offices(say), "chosen", "");
            case "code-none" -> Map.of("offices", List.of(), "chosen", "");
            case "code-wrong" -> Map.of("offices", offices(say), "chosen", "m", "typed", "482 193 057 26", "wrong",
                    "code", "problem",
                    new Trouble(say.of("A code has 12 digits. You typed 11.", "في الرمز 12 رقمًا. وقد كتبت 11."), false,
                            say.of("Look at the code again, or ask for it to be said once more.",
                                    "انظر إلى الرمز مرة أخرى، أو اطلب أن يُقال لك من جديد."),
                            "7K3F-Q2M9"));
            case "bring" -> Map.of("problem", new Trouble(say.of("Only 3 of 4 proofs hold.", "فقط 3 من 4 أدلة صحيحة."),
                    false, say.of("Take the file out again.", "أخرج الملف مرة أخرى."), "7K3F-Q2M9"));
            case "entries" -> Map.of("grounds",
                    Stream.of("open", "overdue", "justified", "not_justified")
                            .collect(Collectors.toMap(state -> state, state -> List.of(say.of("to protect a life",
                                    "لحماية حياة إنسان")))),
                    "brought",
                    new TakenIn(4, 2, List.of(new TakenIn.Log("ledger.example/tlog", "file")), "kept"), "list",
                    new EntriesView(false, 2, true, Stream.of(Stream.of("permit", "deny", "delivered", "failed")
                            .map(kind -> new EntryView(kind, kind, THEN, "Harbour Municipality", say.purpose(), null,
                                    false, false, 1234, "ledger.example/tlog", say.office(),
                                    List.of(new EntryView.Card("v", say.card(),
                                            List.of(say.of("Title", "العنوان"), say.of("Given name", "الاسم")))),
                                    kind.equals("deny") ? "withdrawn" : null, false)),
                            Stream.of("approved", "given", "renewed", "refused",
                                    "deferred", "withdrawn", "erased", "forgotten")
                                    .map(kind -> new EntryView(kind, kind, THEN, "Harbour Bakery", say.purpose(),
                                            kind.equals("given") ? THEN : null, kind.equals("renewed"),
                                            kind.equals("given"), 1234,
                                            "ledger.example/tlog", null, List.of(), null,
                                            kind.equals("erased"))),
                            Stream.of("guardian", "ward", "of_age")
                                    .map(who -> new EntryView(who, who.equals("of_age") ? "renewed" : "given", THEN,
                                            "Harbour Bakery", say.purpose(), THEN, false, false, 1234,
                                            "ledger.example/tlog", null, List.of(), null, false, null, who)),
                            Stream.of("open", "overdue", "justified", "not_justified")
                                    .map(state -> emergency(say, "authorised_by_law", state)),
                            Stream.of("justified", "not_justified", "lifted")
                                    .map(state -> emergency(say, "reviewed", state)))
                            .flatMap(one -> one)
                            .toList()));
            case "consents" -> Map.of("often", ConsentPagesFilled.often(say),
                    "asked", Map.of("record-sent", true), "couldWrite",
                    List.of(ConsentPagesFilled.delivered(say).record()),
                    "inboxes", List.of(new InboxView("a", say.office(), THEN, "known"),
                            new InboxView("b", "Harbour Bakery", THEN, "offered"),
                            new InboxView("c", "Harbour Bakery", THEN, "refused")),
                    "consents", ConsentPagesFilled.all(say));
            case "receipt" -> Map.of("receipt", new ReceiptView("r", "approved", THEN, 1234, "", StrictJson.object(),
                    new ProofView("ledger.example/tlog", "", "trust_list", true, 2000, List.of())),
                    "notice", List.of(say.of("Harbour Bakery asks.", "يطلب Harbour Bakery."), say.purpose()));
            case "wrong" -> RectificationPagesFilled.form(say.card(), say.office(), true);
            case "wrong-ended" -> RectificationPagesFilled.form(say.card(), say.office(), false);
            case "rights" -> RectificationPagesFilled.rights(say.card(), say.office(), say.purpose());
            case "complaint" -> Map.of("complaint",
                    new RightsPages.ToComplain("r", say.office(), true, null, true));
            case "problem" -> Map.of("problem",
                    new Trouble(say.of("This offer was already used.", "استُخدم هذا العرض من قبل."), false,
                            say.of("Ask the office for a new code.", "اطلب من المكتب رمزًا جديدًا."), "7K3F-Q2M9"));
            default -> Map.of();
        };
    }

    private static RightsNews.Item news(Words say, String kind, String state) {
        return new RightsNews.Item(kind + state, kind, state, "Harbour Municipality",
                emergency(say, "authorised_by_law", kind.equals("emergency") ? state : "justified")
                        .about(say.office(), List.of(new EntryView.Card("v", say.card(),
                                List.of(say.of("Title", "العنوان"), say.of("Given name", "الاسم")))), null));
    }

    private static EntryView emergency(Words say, String kind, String state) {
        boolean isReview = kind.equals("reviewed");
        return new EntryView(state, kind, THEN, "Harbour Municipality", say.purpose(), null, false, false, 1234,
                "ledger.example/tlog", say.office(), List.of(), null, false,
                new EntryView.Law("record", List.of("eu-gdpr:A6-1-d"), "http://data.europa.eu/eli/reg/2016/679/oj",
                        false,
                        isReview ? say.of("You could not speak.", "لم تكن تستطيع الكلام.") : null, null,
                        new EntryView.Emergency(state, isReview ? null : THEN)),
                null);
    }

    private static CardOnPage card(Words say, String state, boolean extended, long copies) {
        return new CardOnPage("a", say.card(), say.office(), state, extended, LocalDate.of(2026, 12, 6), copies,
                copies <= 2, List.of("k1"), rows(say));
    }

    private static List<Row> rows(Words say) {
        return List.of(new Row(say.of("May work", "يُسمح بالعمل"), say.of("Yes", "نعم"), false),
                new Row(say.of("Until", "حتى تاريخ"), say.of("20 May 2027", "20 مايو 2027"), false),
                new Row(say.of("Jobs", "المهن"), "Baker, Pastry cook", false),
                new Row(say.of("Given name", "الاسم"), "Amina", false),
                new Row(say.of("Photo", "الصورة"), SQUARE, true));
    }

    private static List<AskingOffice> offices(Words say) {
        return List.of(new AskingOffice("m", say.of("Harbour Municipality", "بلدية الميناء"), "ES"),
                new AskingOffice("c", say.of("Harbour Youth Court", "محكمة الشباب في الميناء"), "ES"));
    }

    private static OfferView offer(Words say, boolean trusted) {
        return new OfferView("i", new OfferView.Issuer("http://i.example", say.office(), "ES", trusted),
                List.of(new OfferView.Offered("right-to-work", "v", say.card())),
                new OfferView.TxCode(6, "numeric", null), trusted);
    }

    private static RequestOnPage request(Words say, boolean consent, String nature, int options,
                                         List<String> overAsked) {
        boolean known = overAsked.isEmpty() && options > 0;
        var option = new RequestOnPage.Option(say.card(), consent ? rows(say).subList(0, 4) : rows(say),
                List.of(say.of("Document number", "رقم الوثيقة")), !consent, "[]", null);
        return new RequestOnPage("r",
                new Who("Harbour Bakery", "ES", "LEIXG-000000AMANADEMO00042", known, known ? say.office() : null,
                        !consent, null),
                say.of("Spain", "إسبانيا"), say.purpose(), consent, nature,
                say.of("They keep it for 6 months.", "يحتفظون بها مدة 6 أشهر."), List.of("Harbour Payroll"),
                known ? say.of("Nothing changes for you.", "لا يتغير شيء بالنسبة لك.") : null,
                consent ? null : "http://data.europa.eu/eli/dir/2009/52/oj", overAsked,
                known ? List.of() : List.of(say.of("This card is paused.", "هذه البطاقة موقوفة مؤقتًا.")),
                overAsked.isEmpty() ? List.of() : List.of("over_asking"), options > 0,
                Collections.nCopies(options, option), "{}", null, null);
    }

    private static RequestOnPage exchange(Words say, int options, List<String> overAsked) {
        RequestOnPage plain = request(say, true, "law", Math.max(options, 1), List.of());
        List<ExchangeScreen.AskedClaim> claims = List.of(
                new ExchangeScreen.AskedClaim(List.of("qualification"), say.of("Qualification", "المؤهل")),
                new ExchangeScreen.AskedClaim(List.of("given_name"), say.of("Given name", "الاسم")));
        return new RequestOnPage("r", plain.who(), plain.country(), plain.purpose(), true, plain.nature(),
                plain.keep(), List.of(), say.of("You bring the paper yourself. It counts the same.",
                        "تحضر الورقة بنفسك. لها القيمة نفسها."),
                null, overAsked, List.of(), List.of(), options > 0 && overAsked.isEmpty(),
                Collections.nCopies(options,
                        new RequestOnPage.Option(say.card(), List.of(), List.of(), false, "[]", null)),
                "{}",
                new ExchangeOnPage(new ExchangeScreen.AskedSource("https://office.example", say.office(), "ES"),
                        say.of("Spain", "إسبانيا"),
                        List.of(new ExchangeScreen.AskedData("v", say.of("Qualification", "المؤهل"), claims),
                                new ExchangeScreen.AskedData("w", say.card(), claims)),
                        say.of("Every 3 months", "كل 3 أشهر"), say.of("20 May 2027", "20 مايو 2027"),
                        false, false),
                THEN);
    }

    /** A question to a person under age ({@code guardian}), or to their guardian ({@code ward}). */
    private static RequestOnPage asked(Words say, String whom, int options) {
        RequestOnPage plain = exchange(say, options, List.of());
        boolean ward = whom.equals("ward");
        ExchangeOnPage sent = Objects.requireNonNull(plain.exchange());
        var option = new RequestOnPage.Option(say.of("Guardian’s mandate", "بطاقة الوصاية"),
                ward
                        ? List.of(
                                new Row(say.of("Scope", "النطاق"), say.of("Personal data", "البيانات الشخصية"), false),
                                new Row(say.of("Until", "حتى تاريخ"), say.of("1 March 2027", "1 مارس 2027"), false),
                                new Row(say.of("Reference", "المرجع"), "mYk3-8Jq2ZtR5vN7wX1cB4dF", false))
                        : List.of(),
                List.of(), false, "[]",
                ward
                        ? new RequestOnPage.Own(
                                say.of("Juvenile Court of Puerto Claro", "محكمة الأحداث في بويرتو كلارو"),
                                List.of(new Row(say.of("Case", "القضية"), "JC-2026-77", false)))
                        : null);
        return new RequestOnPage("r", plain.who(), plain.country(), plain.purpose(), true, plain.nature(),
                plain.keep(), List.of(), plain.refusalConsequence(), null, List.of(), List.of(), List.of(),
                plain.canAnswer(), Collections.nCopies(options, option), "{}",
                new ExchangeOnPage(sent.source(), sent.country(), sent.sends(), sent.often(), sent.ends(), !ward, ward),
                THEN);
    }

    private static HistoryView exchanged(Words say, @Nullable String represented) {
        HistoryView plain = entry(say, "consented", true);
        return new HistoryView("x", THEN, "consented", party(), plain.cards(), say.purpose(), plain.legalBasis(),
                null, "P6M", null, true, "r", 7L,
                new HistoryView.Party(say.office(), "https://office.example", "ES", null, null, null),
                represented);
    }

    private static HistoryView entry(Words say, String kind, boolean shared) {
        return new HistoryView("h", THEN, kind, party(), List.of(new HistoryView.Card("v", say.card(),
                List.of(say.of("Permission to work", "الإذن بالعمل"), say.of("Given name", "الاسم")))), say.purpose(),
                List.of("eu-gdpr:A6-1-a"), null, "P6M", null, shared, "r", 7L, null, null);
    }

    private static HistoryView.@Nullable Party party() {
        return new HistoryView.Party("Harbour Bakery", "LEIXG-1", "ES", null, null, null);
    }
}
