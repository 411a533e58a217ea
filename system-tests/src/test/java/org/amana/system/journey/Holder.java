package org.amana.system.journey;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import org.amana.system.browser.Screen;
import org.amana.system.deployment.Await;

/** The person with the phone. */
final class Holder {

    private final Screen phone;
    private final URI wallet;
    private final String language;

    Holder(Screen phone, URI wallet, String language) {
        this.phone = phone;
        this.wallet = wallet;
        this.language = language;
    }

    Screen phone() {
        return phone;
    }

    /** Chooses the language, then makes a wallet with the screen lock. */
    void makeWallet() {
        phone.open(wallet, "/").look("languages");
        phone.click(
                "main a[lang=" + language + "], main [lang=" + language + "] a, main a:has([lang=" + language + "])")
                .arrives("/" + language)
                .look("welcome");
        phone.click("main a.button").arrives("/" + language + "/start").look("start");
        phone.click("#passkey").arrives("/" + language + "/home").look("home-empty");
    }

    /** Follows the link of an offer; {@code pin} was told apart. */
    void receive(String link, String pin) {
        phone.open(inMyLanguage(link)).look("offer");
        phone.fill("#pin", pin)
                .click("button[name=decision][value=yes]")
                .arrives("/offers/[^/]+/done")
                .look("offer-done");
    }

    /** The page that says who asks what and why. */
    Holder isAsked(String link) {
        phone.open(inMyLanguage(link)).look("request");
        return this;
    }

    /** The same, by a code that an office said. */
    Holder wasToldACode(String office, String digits) {
        phone.open(wallet, "/" + language + "/home")
                .click("#by-code")
                .arrives("/" + language + "/code")
                .look("code");
        phone.page().locator("#office").selectOption(office);
        phone.fill("#digits", digits).click("#told button").arrives("/requests/[^/]+").look("request");
        return this;
    }

    /** Yes; the photo, where one is asked for, is ticked by hand. */
    void saysYes() {
        if (phone.page().locator("input[name=portrait]").count() > 0) {
            phone.page().locator("input[name=portrait]").check();
        }
        phone.click("button[name=decision][value=yes]");
    }

    void sharesAll() {
        saysYes();
        phone.arrives("/requests/[^/]+/done").look("request-done");
    }

    void saysNo() {
        phone.click("button[name=decision][value=no]");
    }

    String state(String cardName) {
        phone.open(wallet, "/" + language + "/home");
        return phone.text("#cards li:has-text('" + cardName + "') .state");
    }

    void withdrawsConsent() {
        phone.open(wallet, "/" + language + "/consents").look("consents");
        phone.click("form[action*='/withdraw'] button").arrives("/withdrawn|/withdraw").look("withdrawn");
    }

    /** Opens the wallet again with the screen lock, after the node was started anew. */
    void unlocks() {
        phone.open(wallet, "/" + language + "/unlock");
        phone.click("#passkey").arrives("/" + language + "/home");
    }

    /** Of age now: lets go on what was agreed to with a guardian. */
    void makesItTheirOwn() {
        phone.open(wallet, "/" + language + "/consents").look("consents-suspended");
        phone.click("form[action*='/reaffirm'] button");
    }

    /** Waits until the erasure was confirmed to the person. */
    void seesErasureConfirmed(String word) {
        Await.until("the confirmation of the erasure in the wallet", () -> {
            phone.open(wallet, "/" + language + "/consents");
            return phone.words().contains(word);
        });
        phone.look("consents-after");
    }

    /** Has the public record forget what it knew of the recipient of the consent. */
    void hasTheRecordForget() {
        phone.open(wallet, "/" + language + "/consents");
        phone.click("form[action*='/forget'] button").arrives("/forgotten").look("forgotten");
    }

    String history() {
        return phone.open(wallet, "/" + language + "/history").look("history").words();
    }

    /** Downloads the newest receipt in the list to {@code target}. */
    void downloadReceipt(Path target) {
        phone.open(wallet, "/" + language + "/history")
                .click("a[href*='/receipts/']")
                .arrives("/receipts/[^/]+")
                .look("receipt");
        Page page = phone.page();
        Download download = page.waitForDownload(() -> phone.click("a[download]"));
        download.saveAs(target);
    }

    /** Tries what a thief in the page would try: read every key of every database and export it. */
    String exportKeys() {
        return String.valueOf(phone.page().evaluate("""
                async () => {
                  const outcomes = [];
                  for (const { name } of await indexedDB.databases()) {
                    const database = await new Promise((done, failed) => {
                      const request = indexedDB.open(name);
                      request.onsuccess = () => done(request.result);
                      request.onerror = () => failed(request.error);
                    });
                    for (const store of database.objectStoreNames) {
                      const rows = await new Promise((done) => {
                        const request = database.transaction(store).objectStore(store).getAll();
                        request.onsuccess = () => done(request.result);
                      });
                      for (const row of rows) {
                        for (const value of Object.values(row)) {
                          const key = value instanceof CryptoKey ? value : value?.privateKey;
                          if (!(key instanceof CryptoKey)) continue;
                          for (const format of ['jwk', 'pkcs8']) {
                            try {
                              await crypto.subtle.exportKey(format, key);
                              outcomes.push('EXPORTED');
                            } catch (refusal) {
                              outcomes.push(refusal.name);
                            }
                          }
                        }
                      }
                    }
                  }
                  return outcomes.join(' ');
                }"""));
    }

    private String inMyLanguage(String link) {
        return link.replaceFirst("/en/", "/" + language + "/");
    }
}
