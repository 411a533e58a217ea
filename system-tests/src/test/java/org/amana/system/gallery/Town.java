package org.amana.system.gallery;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.amana.system.browser.Chromium;
import org.amana.system.browser.Screen;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.OneNode;
import org.amana.system.deployment.StaffAccount;
import org.amana.system.fault.Desks;
import tools.jackson.databind.JsonNode;

/** The running node, its offices by their own programs, and the album. */
final class Town {

    final OneNode node;
    final Chromium chromium;
    final Album album;
    final Desks desks;
    private final DeskApi recognition;
    private final DeskApi bakery;

    Town(OneNode node, Chromium chromium, Path pictures) {
        this.node = node;
        this.chromium = chromium;
        this.album = new Album(pictures, Map.of(node.issuer().getPort(), "issuer", node.wallet().getPort(), "wallet",
                node.verifier().getPort(), "verifier", node.ledger().getPort(), "ledger"));
        this.desks = new Desks(node);
        this.recognition = new DeskApi(node.issuer(), node.staff("recognition-office"));
        this.bakery = new DeskApi(node.verifier(), node.staff("harbour-bakery"));
    }

    Screen phone(String name) {
        return album.of(chromium.phone(name, 320));
    }

    Screen desk(String name) {
        return album.of(chromium.desk(name));
    }

    /** Signs in at the desk of that tenant; {@code path} is where its desk is. */
    Screen signedIn(String name, String desk, String tenant) {
        return signedIn(name, desk, node.staff(tenant));
    }

    /** The same with an account of its own. */
    Screen signedIn(String name, String desk, StaffAccount account) {
        Screen screen = desk(name);
        screen.open(desk).arrives("/login.*").fill("#username", account.username());
        screen.fill("#password", account.password()).page().locator("#password").press("Enter");
        return screen.arrives("/" + account.tenant() + "/desk.*");
    }

    /** Of the recognition office. */
    Desks.Offer diplomaFor(String registerNumber) {
        String person = recognition.person(registerNumber);
        JsonNode made = recognition.post("people/" + person + "/offers",
                "{\"credential_configuration_id\":\"qualification\",\"delivery\":\"screen\"}");
        return new Desks.Offer(person, made.path("offer_id").asString(), made.path("credential_offer").asString(),
                made.path("tx_code").asString());
    }

    Desks.Check askForDiploma() {
        JsonNode made = bakery.post("diplomas", "{}");
        return new Desks.Check(made.path("check_id").asString(), made.path("request").asString());
    }

    /** {@code suspend}, {@code reinstate} or {@code revoke} the newest credential of that person of the labour office. */
    void change(String person, String change) {
        String credential = desks.office()
                .get("people/" + person + "/credentials")
                .get(0)
                .path("credential_id")
                .asString();
        desks.office().post("credentials/" + credential + "/" + change, "{\"reason\":\"a paper is missing\"}");
    }

    /** Address of the wallet's page that opens a link of a protocol; {@code page} is {@code offer} or {@code request}. */
    String inWallet(String language, String page, String link) {
        return node.wallet() + "/" + language + "/" + page + "?uri=" + URLEncoder.encode(link, StandardCharsets.UTF_8);
    }
}
