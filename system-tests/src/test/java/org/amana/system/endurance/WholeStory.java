package org.amana.system.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.amana.schemas.Schemas;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.OneNode;
import org.amana.system.fault.Desks;
import org.amana.system.fault.HeadlessWallet;

/**
 * One person's way through everything Amana does, with the refused and the broken in between. Each answer must be the
 * one expected there; every act the ledger acknowledged is counted.
 */
final class WholeStory {

    private static final String WORK = Schemas.type("right-to-work").vct();

    private final OneNode node;
    private final Desks desks;
    private final AtomicLong acts = new AtomicLong();

    WholeStory(OneNode node) {
        this.node = node;
        this.desks = new Desks(node);
    }

    /** Entries the ledger must hold of all that was told so far. */
    long actCount() {
        return acts.get();
    }

    /**
     * Tells the story of one person of the demo register.
     *
     * @param number from 1; nobody else may be told of under it at the same time
     */
    void tell(int number) {
        HeadlessWallet wallet = HeadlessWallet.create(node.wallet());
        String worker = receive(wallet, desks.offer("L-%04d".formatted(number), "screen"));
        checkYes(wallet);
        sayNo(wallet);
        desks.ask(); // nobody ever answers this one
        change(wallet, worker, "suspend", "suspended", "REJECTED");
        change(wallet, worker, "reinstate", "valid", "MATCH");
        checkYes(wallet);
        receive(wallet, desks.diploma("R-%04d".formatted(number)));
        giveDiplomaAndTakeItBack(wallet);
        change(wallet, worker, "revoke", "revoked", "REJECTED");
        wallet.forget();
    }

    /** @return the desk's id of the person */
    private String receive(HeadlessWallet wallet, Desks.Offer offer) {
        wallet.tryOpen("not an offer at all").requireRefusal(422, "offer_refused");
        int cards = wallet.cardCount();
        String issuance = wallet.open(offer.link());
        wallet.accept(issuance, offer.wrongCode()).requireRefusal(422, "code_refused");
        wallet.accept(issuance, offer.txCode()).require(200);
        wallet.accept(issuance, offer.txCode()).requireRefusal(404, "not_found");
        wallet.tryOpen(offer.link()).requireRefusal(422, "offer_refused");
        assertThat(wallet.cardCount()).isEqualTo(cards + 1);
        return offer.person();
    }

    private void checkYes(HeadlessWallet wallet) {
        Desks.Check check = desks.ask();
        String request = wallet.read(check.request());
        wallet.approve(request).require(200);
        acts.incrementAndGet();
        assertThat(desks.state(check)).isEqualTo("MATCH");
        assertThat(desks.see(check).at("/person/name").asString()).isNotEmpty();
        assertThat(desks.confirm(check)).isIn("yes", "until", "conditions", "no");
        assertThat(desks.see(check).path("person").isMissingNode()).as("no name is kept after the match").isTrue();
        wallet.approve(request).requireRefusal(404, "not_found");
    }

    private void sayNo(HeadlessWallet wallet) {
        Desks.Check check = desks.ask();
        assertThat(wallet.refuse(wallet.read(check.request())).require(200).path("shared").asBoolean(true)).isFalse();
        assertThat(desks.state(check)).isEqualTo("REFUSED");
    }

    /** The office changes the card; wallet and bakery learn of it from the next status list. */
    private void change(HeadlessWallet wallet, String person, String change, String state, String outcome) {
        desks.change(person, change);
        Await.until("the wallet shows " + state, () -> wallet.cardState(WORK).equals(state));
        Await.until("the bakery's check ends as " + outcome, () -> outcome.equals(show(wallet)));
    }

    /** Shows the card once. An entry stands for it whatever the bakery then says. */
    private String show(HeadlessWallet wallet) {
        Desks.Check check = desks.ask();
        HeadlessWallet.Answer shown = wallet.approve(wallet.read(check.request()));
        acts.incrementAndGet();
        String outcome = desks.state(check);
        if (outcome.equals("MATCH")) {
            shown.require(200);
        } else {
            assertThat(outcome).isEqualTo("REJECTED");
            assertThat(shown.require(502).path("reason").asString()).isEqualTo("verifier_rejected");
        }
        return outcome;
    }

    private void giveDiplomaAndTakeItBack(HeadlessWallet wallet) {
        Desks.Check check = desks.askForDiploma();
        wallet.approve(wallet.read(check.request())).require(200);
        acts.addAndGet(2); // APPROVED and GIVEN
        String record = wallet.consent().path("record").asString();
        Await.until("the bakery keeps the diploma", () -> desks.kept(record).equals("KEPT"));
        wallet.withdraw(record).require(200);
        wallet.withdraw(record).require(200); // a second time changes nothing
        acts.addAndGet(2); // WITHDRAWN and, by the bakery, ERASED
        Await.until("the bakery's copy is gone", () -> desks.kept(record).equals("ERASED"));
        Await.until("the person learns of it", () -> wallet.consent().path("erasure").asString().equals("confirmed"));
    }
}
