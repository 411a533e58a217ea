package org.amana.wallet.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.amana.core.consent.Opening;
import org.amana.core.json.Base64Url;
import org.amana.core.key.Sha256;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeVerifier;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * People show their cards here and there. Whoever has the wallet-service's whole database and everything the ledger was
 * ever sent cannot tell who showed it where: no piece of it goes with one verifier and not with the other (eIDAS Art.
 * 5a(16)).
 */
@WalletTest
class BlindnessTest {
    /** Of each verifier; with fewer a counter could follow the order of the shows by chance. */
    private static final int SHOWS = 6;
    private static final FakeVerifier OTHER = new FakeVerifier("valley-builder",
            "Municipal Hospital of the Valley, Workplace Health",
            "LEIXG-000000AMANADEMO00043");
    private final long seed = Long.getLong("amana.wallet.seed", System.nanoTime());
    private final String baseUrl;
    private final JdbcClient jdbc;

    BlindnessTest(@Value("${amana.base-url}") String baseUrl, @Autowired JdbcClient jdbc) {
        this.baseUrl = baseUrl;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void calm() {
        World.calm();
        System.out.println("-Damana.wallet.seed=" + seed);
    }

    private record Show(boolean atTheOther, Traces traces) {}

    /** Each by a person of their own, in an order that nobody can guess a verifier from. */
    private List<Show> shows() {
        var order = new ArrayList<>(IntStream.range(0, 2 * SHOWS).mapToObj(i -> i % 2 == 0).toList());
        Collections.shuffle(order, new Random(seed));
        List<Show> shows = new ArrayList<>();
        for (boolean atTheOther : order) {
            TestHolder holder = TestHolder.withServerKeyring(baseUrl);
            assertThat(holder.receive(World.ISSUER.offer("right-to-work")).status()).isEqualTo(200);
            FakeVerifier verifier = atTheOther ? OTHER : World.VERIFIER;
            World.LEDGER.forget();
            List<Traces.Row> before = Traces.rows(jdbc);
            assertThat(holder.approve(holder.open(verifier.check().link()).text("request_id"))
                    .json()
                    .path("shared")
                    .booleanValue()).isTrue();
            assertThat(World.LEDGER.calls("POST", "/v1/entries")).hasSize(1);
            shows.add(new Show(atTheOther, Traces.of(before, Traces.rows(jdbc), World.LEDGER.calls())));
        }
        return shows;
    }

    private static List<String> leaks(List<Show> shows) {
        List<Traces> here = shows.stream().filter(show -> !show.atTheOther()).map(Show::traces).toList();
        List<Traces> there = shows.stream().filter(Show::atTheOther).map(Show::traces).toList();
        var found = new ArrayList<String>();
        found.addAll(Traces.onlyOf(here, there));
        found.addAll(Traces.onlyOf(there, here));
        return found;
    }

    @Test
    void shows_atTwoVerifiers_leaveNothingThatTellsThemApart() {
        List<Show> shows = shows();
        assertThat(shows).allSatisfy(show -> assertThat(show.traces().pieces()).as("rows and a call were seen")
                .anyMatch(piece -> piece.startsWith("body={\"commitment\":"))
                .anyMatch(piece -> piece.contains(".") && piece.contains("=\\x")));
        assertThat(leaks(shows)).as("seed %d", seed).isEmpty();

        assertThat(leaks(planted(shows, (traces, party) -> traces.add("wallet.note", party)))).as("a name")
                .isNotEmpty();
        assertThat(leaks(planted(shows, (traces, party) -> traces.add("body",
                traces.hashCode() + Base64Url.encode(Sha256.of(party.getBytes(StandardCharsets.UTF_8)))))))
                .as("a hash of it within something longer")
                .isNotEmpty();
        assertThat(leaks(planted(shows, (traces, party) -> traces.add("body", Opening.of(party.getBytes(
                StandardCharsets.UTF_8), new byte[Opening.SALT_BYTES]).commitment().toBase64Url()))))
                .as("a commitment without salt")
                .isNotEmpty();
        assertThat(leaks(planted(shows, (traces, party) -> traces.add("wallet.at",
                ("" + System.nanoTime()).substring(party.startsWith("valley") ? 4 : 5))))).as("a finer time")
                .isNotEmpty();
    }

    private static List<Show> planted(List<Show> shows, BiConsumer<Traces, String> leak) {
        return shows.stream().map(show -> {
            Traces traces = show.traces().copy();
            leak.accept(traces, show.atTheOther() ? "valley-builder" : "harbour-bakery");
            return new Show(show.atTheOther(), traces);
        }).toList();
    }

    @Test
    void consents_towardsTwoControllers_shareNothingByWhichTheyCouldBeMatched() {
        List<Traces> here = new ArrayList<>();
        List<Traces> there = new ArrayList<>();
        List<TestHolder> people = IntStream.range(0, SHOWS)
                .mapToObj(i -> TestHolder.withServerKeyring(baseUrl))
                .toList();
        people.forEach(person -> person.receive(World.ISSUER.offer("qualification")));
        people.forEach(person -> here.add(consent(person, World.VERIFIER)));
        people.forEach(person -> there.add(consent(person, OTHER)));
        assertThat(matched(here, there)).isZero();

        here.get(2).add("event", people.get(2).walletId());
        there.get(2).add("event", people.get(2).walletId());
        assertThat(matched(here, there)).as("one who is planted").isEqualTo(1);
    }

    /** What the controller gets to keep of it: the event, its salt and its place, all of which the receipt has. */
    private static Traces consent(TestHolder person, FakeVerifier verifier) {
        World.LEDGER.forget();
        assertThat(person.approve(person.open(verifier.keepDiploma().link()).text("request_id"))
                .json()
                .path("shared")
                .booleanValue()).isTrue();
        var traces = new Traces(new java.util.HashSet<>());
        traces.add("event", new String(World.LEDGER.events().getLast().bytes(), StandardCharsets.UTF_8));
        return traces;
    }

    /** People of whom something is in both databases that is in nobody else's rows. */
    private static long matched(List<Traces> here, List<Traces> there) {
        return IntStream.range(0, here.size()).filter(person -> {
            List<Traces> others = new ArrayList<>(here);
            others.addAll(there);
            others.remove(here.get(person));
            others.remove(there.get(person));
            return !Traces.onlyOf(List.of(here.get(person), there.get(person)), others).isEmpty();
        }).count();
    }
}
