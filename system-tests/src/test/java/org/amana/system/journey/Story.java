package org.amana.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.amana.system.browser.Chromium;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.Deployment;

/**
 * A right to work, from the labour office to the employer's yes, and what was given by consent taken
 * back: the same clicks over every deployment.
 */
final class Story {

    private static final String WORK_CASE = "L-0001";
    private static final String DIPLOMA_CASE = "R-0001";
    private static final String SURNAME = "Tekle";

    private final Deployment amana;
    private final Clerk labourOffice;
    private final Clerk recognitionOffice;
    private final Employer bakery;
    private final Holder selam;
    private final String erasureConfirmed;
    private final Path folder;

    /**
     * @param language of the holder
     * @param erasureConfirmed what the wallet says in that language once the erasure is confirmed
     */
    Story(Deployment amana, Chromium chromium, String language, int phoneWidth, String erasureConfirmed, Path folder) {
        this.amana = amana;
        this.labourOffice = new Clerk(chromium.desk("labour"), amana.issuer(), amana.staff("labour-office"));
        this.recognitionOffice = new Clerk(chromium.desk("recognition"), amana.issuer(),
                amana.staff("recognition-office"));
        this.bakery = new Employer(chromium.desk("bakery"), amana.verifier(), amana.staff("harbour-bakery"));
        this.selam = new Holder(chromium.phone("selam-" + language, phoneWidth), amana.wallet(), language);
        this.erasureConfirmed = erasureConfirmed;
        this.folder = folder;
    }

    void play() {
        selam.makeWallet();
        labourOffice.signIn();
        labourOffice.findCase(WORK_CASE);
        Clerk.Handed work = labourOffice.issue();
        selam.receive(work.walletLink(), work.code());
        assertThat(selam.exportKeys()).as("keys that left the browser").isNotEmpty().doesNotContain("EXPORTED");

        bakery.signIn();
        checkSaysYes();
        suspendedCardIsANoWithItsReason();
        labourOffice.change("reinstate", "papers complete", WORK_CASE);
        Await.until("the card is valid again", () -> selam.state("").equals(validWord()));
        checkSaysYes();

        diplomaIsSharedAndTakenBack();
        recordsAgree();
    }

    private String validWord() {
        return validWord;
    }

    private String validWord = "";

    private void checkSaysYes() {
        if (validWord.isEmpty()) {
            validWord = selam.state("");
        }
        selam.isAsked(bakery.asksAboutAJob()).sharesAll();
        bakery.sees("MATCH");
        assertThat(bakery.desk().words()).contains(SURNAME);
        bakery.confirmsThePerson();
        assertThat(bakery.answer()).startsWith("Yes");
        assertThat(bakery.desk().words()).as("no copy of the identity stays on the page").doesNotContain(SURNAME);
    }

    private void suspendedCardIsANoWithItsReason() {
        labourOffice.change("suspend", "a paper is missing", WORK_CASE);
        Await.until("the wallet knows of the suspension", () -> !selam.state("").equals(validWord()));
        selam.phone().look("home-suspended");
        selam.isAsked(bakery.asksAboutAJob());
        selam.saysYes();
        bakery.sees("REJECTED");
        assertThat(bakery.answer()).startsWith("No").contains("on hold");
    }

    private void diplomaIsSharedAndTakenBack() {
        recognitionOffice.signIn();
        recognitionOffice.findCase(DIPLOMA_CASE);
        Clerk.Handed diploma = recognitionOffice.issue();
        selam.receive(diploma.walletLink(), diploma.code());
        selam.isAsked(bakery.asksForTheDiploma()).sharesAll();
        bakery.sees("ANSWERED");
        assertThat(bakery.keptList()).contains("Kept until").doesNotContain("Erased at");
        bakery.desk().look("kept");
        bakery.opensTheDiploma();
        assertThat(bakery.desk().words()).as("who issued it, in words")
                .contains("Office for the Recognition of Qualifications");
        selam.withdrawsConsent();
        Await.until("the bakery's copy is erased", () -> bakery.keptList().contains("Erased at"));
        bakery.desk().look("kept-erased");
        selam.seesErasureConfirmed(erasureConfirmed);
    }

    /**
     * The person has the record forget the consent.
     *
     * @return the receipt of it that was downloaded before, and still verifies
     */
    Path forget() {
        selam.hasTheRecordForget();
        Path receipt = folder.resolve("receipt.json");
        assertThat(LedgerCli.run("receipt", receipt.toString(), "--key", amana.ledgerKey().toString()))
                .contains("This receipt holds");
        assertThat(LedgerCli.run("fsck", amana.ledger() + "/tlog", "--key", amana.ledgerKey().toString()))
                .contains("This log holds");
        return receipt;
    }

    /** The person's view, the receipt and the whole log say the same, the operator not asked. */
    private void recordsAgree() {
        assertThat(selam.history()).as("no values in the history").doesNotContain(SURNAME);
        Path receipt = folder.resolve("receipt.json");
        selam.downloadReceipt(receipt);
        assertThat(LedgerCli.run("receipt", receipt.toString(), "--key", amana.ledgerKey().toString()))
                .contains("This receipt holds");
        assertThat(LedgerCli.run("fsck", amana.ledger() + "/tlog", "--key", amana.ledgerKey().toString()))
                .contains("This log holds");
    }
}
