package org.amana.node.tour;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.note.Checkpoint;
import org.amana.core.register.TrustList;
import org.amana.core.status.StatusValue;
import org.amana.schemas.Schemas;
import tools.jackson.databind.JsonNode;

/**
 * The whole story: a right to work from the labour office to the employer's yes, and a diploma given by consent and taken
 * back. Only published APIs and protocol endpoints are used, and every step reads its effect back from another service.
 */
public final class Tour implements AutoCloseable {
    private static final String WORK = Schemas.type("right-to-work").vct();
    private static final String DIPLOMA = Schemas.type("qualification").vct();
    private final Steps steps;
    private final TourSite site;
    private final HttpClient http;
    private final LedgerReader ledger;
    private final Employer bakery;

    /**
     * A tour of a running installation that holds the invented people.
     *
     * @param trust whose word counts for the installation's TLS
     */
    public Tour(TourSite site, SSLContext trust, Clock clock, Consumer<String> out) {
        this.site = site;
        this.http = HttpClient.newBuilder().sslContext(trust).build();
        this.steps = new Steps(out);
        this.ledger = new LedgerReader(JsonApi.open(http, site.ledger()), site.trustDir(), clock);
        this.bakery = new Employer(JsonApi.open(http, site.verifier())
                .at("/harbour-bakery/desk/api")
                .as(site.staff("harbour-bakery")), LocalDate.now(clock));
    }

    /**
     * Runs all steps.
     *
     * @return how many there were
     * @throws RuntimeException at the first that does not hold
     */
    public int run() {
        Checkpoint before = trust();
        Person selam = newWallet();
        Office labour = office("labour-office");
        Office.Issued work = issue(selam, labour, "L-0001", "right-to-work", WORK);
        tenancy(labour);
        checkYes(selam, "The bakery asks, Selam shares, the bakery sees the person and the answer is yes");
        suspendAndReinstate(selam, labour, work);
        issue(selam, office("recognition-office"), "R-0001", "qualification", DIPLOMA);
        String record = giveDiploma(selam);
        takeBack(selam, record);
        refuse(selam);
        revoke(selam, labour, work);
        steps.step("The log only grew since the beginning: proved between its first and its last checkpoint", () -> {
            Checkpoint after = ledger.checkpoint();
            TourStopped.unless(after.treeSize() > before.treeSize(), "a larger tree expected");
            TourStopped.unless(ledger.onlyGrew(before, after), "the consistency proof does not hold");
        });
        return steps.passed();
    }

    private Checkpoint trust() {
        steps.step("The register's trust list is signed by this installation's registrar and names both offices",
                () -> {
                    TrustList list = ledger.trustList();
                    TourStopped.unless(list.issuer(site.issuer() + "/labour-office").isPresent()
                            && list.issuer(site.issuer() + "/recognition-office").isPresent(), "both offices expected");
                });
        return ledger.checkpoint();
    }

    private Person newWallet() {
        Person[] made = new Person[1];
        steps.step("Selam opens a wallet; it is empty", () -> {
            made[0] = Person.withNewWallet(JsonApi.open(http, site.wallet()).at("/api/v1"));
            TourStopped.unless(made[0].historyCount() == 0, "an empty history expected");
        });
        return made[0];
    }

    private Office office(String authority) {
        return new Office(
                JsonApi.open(http, site.issuer()).at("/" + authority + "/desk/api").as(site.staff(authority)));
    }

    private Office.Issued issue(Person selam, Office office, String number, String type, String vct) {
        Office.Offer[] offer = new Office.Offer[1];
        JsonNode[] screen = new JsonNode[1];
        String[] person = new String[1];
        steps.step("The office finds case " + number + " and offers " + type + "; the wallet trusts the office", () -> {
            person[0] = office.findPerson(number);
            offer[0] = office.offer(person[0], type);
            screen[0] = selam.open(offer[0]);
            TourStopped.unless(screen[0].path("issuer").path("trusted").asBoolean(false), "a trusted issuer expected");
        });
        steps.step("A wrong code is refused and the offer stays open", () -> {
            String wrong = offer[0].txCode().startsWith("0") ? "111111" : "000000";
            JsonApi.Reply reply = selam.tryAccept(screen[0], wrong);
            TourStopped.unless(reply.status() >= 400 && reply.status() < 500, reply.toString());
            TourStopped.unless(office.offerState(offer[0]).equals("OFFERED"), "an open offer expected at the desk");
        });
        steps.step("The right code brings the card; the desk sees the offer redeemed and ten copies issued", () -> {
            selam.tryAccept(screen[0], offer[0].txCode()).require(200);
            TourStopped.unless(!selam.card(vct).path("claims").isEmpty(), "claims on the card expected");
            TourStopped.unless(office.offerState(offer[0]).equals("REDEEMED"), "a redeemed offer expected at the desk");
            TourStopped.unless(office.issued(person[0], type).copies().size() == 10, "ten copies expected");
        });
        steps.step("The office's signed status list says of all ten copies: valid", () -> Steps.await("a valid status",
                () -> ledger.allCopies(office.issued(person[0], type).copies(), vct, StatusValue.VALID)));
        return office.issued(person[0], type);
    }

    private void tenancy(Office labour) {
        steps.step("Staff of another office cannot see these cases", () -> {
            int status = labour.seenBy(site.staff("recognition-office"));
            TourStopped.unless(status == 403, "403 expected, got " + status);
        });
    }

    private void checkYes(Person selam, String sentence) {
        ConsentReceipt[] receipt = new ConsentReceipt[1];
        steps.step(sentence, () -> {
            Employer.Check check = bakery.askForRightToWork();
            JsonNode screen = selam.read(check.request());
            TourStopped.unless(screen.path("who").path("registered").asBoolean(false), "a registered bakery expected");
            TourStopped.unless(screen.path("over_asking").isEmpty(),
                    "nothing asked beyond what is registered expected");
            receipt[0] = selam.approve(screen);
            Steps.await("the person at the bakery's desk", () -> bakery.stateWord(check).equals("MATCH"));
            TourStopped.unless(bakery.state(check).path("person").path("name").asString("").contains("Tekle"),
                    "the name of the person expected for the match");
            String verdict = bakery.confirmMatch(check);
            TourStopped.unless(verdict.equals("yes"), "the answer yes expected, got " + verdict);
            TourStopped.unless(bakery.state(check).path("person").isMissingNode(),
                    "no name kept after the match expected");
            TourStopped.unless(bakery.receipt(check).size() > 3, "a check receipt expected");
        });
        entry(receipt, EventKind.APPROVED);
    }

    private void entry(ConsentReceipt[] receipt, EventKind kind) {
        steps.step("The ledger holds the entry of that, " + kind + ", proved by inclusion in its signed tree", () -> {
            EventKind found = ledger.entry(receipt[0]).event().kind();
            TourStopped.unless(found == kind, kind + " expected, the entry says " + found);
        });
    }

    private void suspendAndReinstate(Person selam, Office labour, Office.Issued work) {
        steps.step("The labour office suspends the card; the status list says so of every copy", () -> {
            labour.change(work, "suspend");
            Steps.await("suspended in the list", () -> ledger.allCopies(work.copies(), WORK, StatusValue.SUSPENDED));
        });
        steps.step("Asked again, the bakery gets no yes, but the reason: suspended", () -> {
            Employer.Check check = askUntil(selam, "REJECTED");
            TourStopped.unless(bakery.state(check).toString().contains("credential_suspended"),
                    "the reason credential_suspended expected, got " + bakery.state(check));
        });
        steps.step("Reinstated: the status list says valid again, and the bakery's desk goes on to the match", () -> {
            labour.change(work, "reinstate");
            Steps.await("valid in the list", () -> ledger.allCopies(work.copies(), WORK, StatusValue.VALID));
            askUntil(selam, "MATCH");
        });
        checkYes(selam, "The bakery asks once more and the answer is yes again");
    }

    /** A verifier keeps a status list for the time the list allows, so a change reaches it a little later. */
    private Employer.Check askUntil(Person selam, String state) {
        Employer.Check[] last = new Employer.Check[1];
        Steps.await("the state " + state + " at the bakery's desk", () -> {
            Employer.Check check = bakery.askForRightToWork();
            selam.tryApprove(selam.read(check.request()));
            Steps.await("the answer at the bakery's desk", () -> !bakery.stateWord(check).equals("WAITING"));
            last[0] = check;
            return bakery.stateWord(check).equals(state);
        });
        return last[0];
    }

    private String giveDiploma(Person selam) {
        ConsentReceipt[] receipt = new ConsentReceipt[1];
        String[] record = new String[1];
        steps.step("The bakery asks to keep the diploma, Selam agrees, the bakery holds a copy under that consent",
                () -> {
                    Employer.Check check = bakery.askForDiploma();
                    JsonNode screen = selam.read(check.request());
                    TourStopped.unless(screen.path("why").path("withdrawable").asBoolean(false),
                            "a consent to withdraw expected");
                    selam.approve(screen);
                    JsonNode consent = selam.consent();
                    record[0] = consent.path("record").asString("");
                    receipt[0] = selam.receipt(consent.path("receipt").asString(""));
                    Steps.await("the copy at the bakery", () -> bakery.kept(record[0])
                            .filter(kept -> kept.path("state").asString("").equals("KEPT"))
                            .isPresent());
                });
        entry(receipt, EventKind.GIVEN);
        return record[0];
    }

    private void takeBack(Person selam, String record) {
        steps.step("Selam withdraws; the bakery's copy is gone", () -> {
            selam.withdraw(record);
            Steps.await("the erasure at the bakery", () -> bakery.kept(record)
                    .filter(kept -> kept.path("state").asString("").equals("ERASED"))
                    .isPresent());
        });
        steps.step("The bakery's confirmation reaches Selam through the ledger", () -> Steps.await("the confirmation",
                () -> selam.consent().path("erasure").asString("").equals("confirmed")));
        entry(new ConsentReceipt[]{selam.receiptOf("withdrawn")}, EventKind.WITHDRAWN);
    }

    private void refuse(Person selam) {
        steps.step("Selam says no to another question; the bakery learns that and nothing else", () -> {
            Employer.Check check = bakery.askForRightToWork();
            TourStopped.unless(!selam.refuse(selam.read(check.request())), "nothing shared expected");
            Steps.await("the refusal at the desk", () -> bakery.stateWord(check).equals("REFUSED"));
            TourStopped.unless(bakery.state(check).path("person").isMissingNode(), "no person expected");
        });
    }

    private void revoke(Person selam, Office labour, Office.Issued work) {
        steps.step("The labour office revokes the card; list and wallet say so", () -> {
            labour.change(work, "revoke");
            Steps.await("revoked in the list", () -> ledger.allCopies(work.copies(), WORK, StatusValue.INVALID));
            Steps.await("revoked in the wallet", () -> selam.cardState(WORK).equals("REVOKED"));
        });
    }

    @Override
    public void close() {
        http.close();
    }
}
