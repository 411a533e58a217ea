package org.amana.system.endurance;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.amana.system.deployment.OneNode;
import org.amana.system.deployment.StaffAccount;
import org.amana.system.fault.Desks;
import org.amana.system.fault.HeadlessWallet;

/** One valid message, or nearly one, for every public endpoint of a running node; JSON APIs, protocols and pages. */
final class ValidMessages {

    private static final String TEXT = "text/html";

    private final OneNode node;
    private final Desks desks;
    private final List<Message> all = new ArrayList<>();

    private ValidMessages(OneNode node) {
        this.node = node;
        this.desks = new Desks(node);
    }

    /** Fresh ones: with an open offer, a token, an open check and a wallet that is unlocked. */
    static List<Message> of(OneNode node) {
        ValidMessages messages = new ValidMessages(node);
        messages.issuer();
        messages.wallet();
        messages.verifier();
        messages.ledger();
        return List.copyOf(messages.all);
    }

    private void issuer() {
        URI issuer = node.issuer();
        IssuerMessages protocol = new IssuerMessages(issuer, desks.offer("L-0131", "letter"));
        all.add(protocol.token());
        all.add(protocol.credential());
        all.add(protocol.credential());
        all.add(Message.post(issuer, "/labour-office/nonce", "application/json", ""));
        gets(issuer, "*/*", "/.well-known/openid-credential-issuer/labour-office",
                "/.well-known/oauth-authorization-server/labour-office", "/labour-office/oauth2/jwks",
                "/labour-office/status/1", "/labour-office/offers/" + protocol.reference(), "/actuator/health");
        gets(issuer, TEXT, "/", "/login", "/assets/amana.css", "/labour-office/desk");
        StaffAccount clerk = node.staff("labour-office");
        String desk = "/labour-office/desk/api/";
        String person = desks.offer("L-0132", "letter").person();
        for (String path : List.of("people?q=Tekle&page=0", "people/" + person, "people/" + person + "/credentials",
                "audit?before=90", "offers/" + person, "imports/" + person)) {
            all.add(Message.get(issuer, desk + path).with("Authorization", clerk.basic()));
        }
        all.add(Message.json(issuer, desk + "people/" + person + "/offers",
                "{\"credential_configuration_id\":\"right-to-work\",\"delivery\":\"screen\"}")
                .with("Authorization", clerk.basic()));
        all.add(Message
                .json(issuer, desk + "credentials/" + person + "/suspend", "{\"reason\":\"As the case demands\"}")
                .with("Authorization", clerk.basic()));
        all.add(Message.post(issuer, desk + "imports?dry_run=true", "text/csv; charset=utf-8",
                "register_number,given_name,family_name,birth_date\nT-0001,Hana,Goodrow,1991-04\n")
                .with("Authorization", clerk.basic()));
        all.add(Message.form(issuer, "/login", "username=labour-clerk&password=wrong"));
    }

    private void gets(URI service, String accept, String... targets) {
        for (String target : targets) {
            all.add(Message.get(service, target).with("Accept", accept));
        }
    }

    private void wallet() {
        HeadlessWallet person = HeadlessWallet.create(node.wallet());
        Desks.Offer taken = desks.offer("L-0133", "letter");
        person.accept(person.open(taken.link()), taken.txCode()).require(200);
        Desks.Offer offer = desks.offer("L-0134", "letter");
        String issuance = person.open(offer.link());
        String check = desks.ask().request();
        String request = person.read(check);
        api(person, "offers", "{\"offer\":\"" + offer.link() + "\"}");
        api(person, "issuances/" + issuance + "/accept", "{\"tx_code\":\"" + offer.wrongCode() + "\"}");
        api(person, "issuances/" + issuance + "/keys", "{\"keys\":[" + IssuerMessages.publicKey() + "]}");
        api(person, "issuances/" + issuance + "/proofs", "{\"signatures\":[\"" + "A".repeat(86) + "\"]}");
        api(person, "requests", "{\"request\":\"" + check + "\"}");
        api(person, "requests/" + request + "/approve",
                "{\"option\":0,\"accept\":[\"last_copy\"],\"event_key\":" + IssuerMessages.publicKey() + "}");
        api(person, "requests/" + request + "/event", "{\"signature\":\"" + "A".repeat(86) + "\"}");
        api(person, "requests/" + request + "/presentations", "{\"signatures\":[\"" + "A".repeat(86) + "\"]}");
        api(person, "consents/" + request + "/withdraw", "{}");
        for (String path : List.of("wallet", "credentials", "credentials/" + request, "history", "consents",
                "receipts/" + request, "requests/" + request, "issuances/" + issuance)) {
            all.add(Message.get(node.wallet(), "/api/v1/" + path).with("Authorization", person.bearer()));
        }
        for (String path : List.of("wallets", "sessions", "passkeys/request-options", "passkeys/creation-options")) {
            all.add(Message.json(node.wallet(), "/api/v1/" + path,
                    "{\"wallet_id\":\"" + issuance
                            + "\",\"passphrase\":\"x\",\"keyring\":\"server\",\"passkey\":{\"id\":\"AA\","
                            + "\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{\"clientDataJSON\":\"e30\",\"attestationObject\":\"AA\"},"
                            + "\"clientExtensionResults\":{}},\"prf\":\"AA\"}"));
        }
        gets(node.wallet(), TEXT, "/", "/en", "/ar/help", "/en/start", "/en/unlock", "/en/scan", "/en/home",
                "/en/history",
                "/en/consents", "/en/settings", "/en/offer?offer=x", "/en/request?request=x", "/ar/receipts/" + request,
                "/en/cards/" + request, "/en/requests/" + request + "/done", "/en/offers/" + issuance + "/done");
        all.add(Message.form(node.wallet(), "/en/scan/text", "text=" + encoded(check)).with("Accept", TEXT));
        all.add(Message.form(node.wallet(), "/en/start", "passphrase=x&keyring=server&_csrf=x").with("Accept", TEXT));
    }

    private void api(HeadlessWallet person, String path, String json) {
        all.add(Message.json(node.wallet(), "/api/v1/" + path, json).with("Authorization", person.bearer()));
    }

    private void verifier() {
        URI verifier = node.verifier();
        VerifierMessages protocol = VerifierMessages.of(verifier, desks.ask());
        all.addAll(protocol.all());
        StaffAccount clerk = node.staff("harbour-bakery");
        String desk = "/harbour-bakery/desk/api/";
        Desks.Check check = desks.ask();
        for (String path : List.of("checks/" + check.id(), "checks/" + check.id() + "/receipt",
                "checks/" + check.id() + "/receipt.pdf", "kept")) {
            all.add(Message.get(verifier, desk + path).with("Authorization", clerk.basic()));
        }
        all.add(Message.json(verifier, desk + "checks",
                "{\"intended_use\":\"check-right-to-work\",\"job\":\"Baker\",\"occupation\":\"http://data.europa.eu/esco/isco/C7512\","
                        + "\"sector\":\"C10.7\",\"hours_per_week\":20,\"start_date\":\"2026-12-01\"}")
                .with("Authorization", clerk.basic()));
        all.add(Message.json(verifier, desk + "diplomas", "{\"intended_use\":\"keep-diploma-on-file\"}")
                .with("Authorization", clerk.basic()));
        all.add(Message.json(verifier, desk + "checks/" + check.id() + "/match", "{\"same_person\":true}")
                .with("Authorization", clerk.basic()));
        gets(verifier, TEXT, "/login", "/harbour-bakery/desk", "/en/harbour-bakery/ask/" + check.id(),
                "/ar/harbour-bakery/ask-end/done", "/harbour-bakery/return/" + check.id() + "?response_code=x");
        all.add(Message.form(verifier, "/en/harbour-bakery/ask/" + check.id(), "begin=1").with("Accept", TEXT));
    }

    private void ledger() {
        URI ledger = node.ledger();
        gets(ledger, "*/*", "/tlog/checkpoint", "/tlog/tile/0/000.p/5", "/tlog/tile/entries/000.p/5",
                "/v1/register/parties",
                "/v1/register/parties/harbour-bakery", "/v1/register/intended-uses/check-right-to-work",
                "/v1/register/intended-uses/check-right-to-work/certificate", "/v1/trust-list",
                "/v1/consents?request_hash=" + "A".repeat(43), "/actuator/health");
        gets(ledger, TEXT, "/audit?before=3", "/audit/desk?purpose=x&from=2026-01-01&to=2026-12-31", "/login");
        StaffAccount officer = node.staff("audit");
        for (String path : List.of("?purpose=&from=2026-01-01&to=2026-12-31&before=90",
                "/breach?from=2026-01-01T00:00&to=2027-01-01T00:00&recipient=harbour-bakery&before=90",
                "/clocks?confirmed=true&page=1", "/records", "/api/records", "/api/records.csv",
                "/api/breach.csv?from=2026-01-01T00:00&to=2027-01-01T00:00")) {
            all.add(Message.get(ledger, "/audit/desk" + path).with("Authorization", officer.basic()));
        }
        StaffAccount registrar = node.staff("register");
        for (String path : List.of("", "/entries", "/change?kind=intended_use&id=check-right-to-work",
                "/proposals/AAAAAAAAAAAAAAAAAAAAAA")) {
            all.add(Message.get(ledger, "/register/desk" + path).with("Authorization", registrar.basic()));
        }
        all.add(Message
                .form(ledger, "/register/desk/proposals", "kind=party&version=0&document=" + encoded("{\"id\":1}"))
                .with("Authorization", registrar.basic()));
        all.add(Message.form(ledger, "/register/desk/proposals/AAAAAAAAAAAAAAAAAAAAAA", "decision=approve")
                .with("Authorization", registrar.basic()));
        all.add(Message.json(ledger, "/v1/proofs/inclusion", "{\"index\":1,\"tree_size\":4}"));
        all.add(Message.json(ledger, "/v1/proofs/consistency", "{\"old_size\":1,\"new_size\":4}"));
        all.add(Message.post(ledger, "/v1/subject/records", "application/jwt", "eyJhIjoxfQ.eyJiIjoyfQ.AAAA"));
        all.add(Message.json(ledger, "/v1/entries", "{\"commitment\":\"" + "A".repeat(44) + "\"}"));
        all.add(Message.json(ledger, "/v1/consents", "{\"event\":\"e30\"}").with("Authorization", "Bearer a.b.c"));
        all.add(Message.json(ledger, "/v1/register/import", "{}")
                .with("Authorization", "Bearer eyJhIjoxfQ.eyJiIjoyfQ.AA"));
        all.add(Message.get(node.welcome(), "/"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
