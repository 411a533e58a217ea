package org.amana.ledgercli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.rights.ClaimDecision;
import org.amana.core.rights.RectificationAnswer;
import org.amana.core.rights.RectificationReceipt;
import org.amana.core.rights.RectificationRequest;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.testing.TestCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The file of a complaint about a correction: no log has it, the authority's certificates vouch for it. */
class CorrectionFileTest {
    private static final String OFFICE = "https://issuer.example/labour-office";
    private static final Instant THEN = Instant.parse("2026-11-20T10:00:00Z");
    private static final TestCa ISSUERS = TestCa.root("Issuers");
    private static final SigningKey AUTHORITY = ISSUERS.issuer(OFFICE);
    private static final EphemeralKey HOLDER = EphemeralKey.generate();
    private static final RectificationRequest REQUEST = request("It is until May.");
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private static RectificationRequest request(String words) {
        ObjectNode claims = StrictJson.object()
                .put("iss", OFFICE)
                .put("vct", "https://amana.example/vct/right-to-work");
        claims.putObject("cnf").set("jwk", Jwks.toMinimalJson(HOLDER.publicJwk()));
        var card = UnverifiedSdJwtVc
                .parse(JwsSigner.sign(AUTHORITY, JwsSigner.header("dc+sd-jwt", AUTHORITY), claims) + "~");
        String input = RectificationRequest.signingInput(OFFICE, card, List.of(List.of("family_name")), words, THEN,
                new Random(1));
        return RectificationRequest.attach(input,
                HOLDER.sign(input.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    private static String receipt(SigningKey key, RectificationRequest of, Instant at) {
        return RectificationReceipt.sign(key, OFFICE, of.digest(), at).compact();
    }

    private static String answer(SigningKey key, RectificationRequest to, Instant received) {
        return RectificationAnswer.sign(key, to, List.of(ClaimDecision.corrected(List.of("family_name"))), received,
                THEN.plusSeconds(86_400)).compact();
    }

    private Run run(Consumer<ObjectNode> change) throws Exception {
        return run(change, ISSUERS);
    }

    private Run run(Consumer<ObjectNode> change, TestCa anchors) throws Exception {
        return Run.of("receipt", file(change), "--anchors", Files.writeString(folder.resolve("anchors.pem"),
                pem(anchors)));
    }

    private Path file(Consumer<ObjectNode> change) throws IOException {
        ObjectNode file = StrictJson.object()
                .put("type", "https://amana.example/rights/rectification-complaint/v1")
                .put("request", REQUEST.compact())
                .put("receipt", receipt(AUTHORITY, REQUEST, THEN.plusSeconds(5)))
                .put("answer", answer(AUTHORITY, REQUEST, THEN.plusSeconds(5)));
        change.accept(file);
        return Files.writeString(folder.resolve("file.json"), StrictJson.write(file));
    }

    private static String pem(TestCa ca) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(ca.rootCertificate().getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static void doesNotHold(Run run, String reason) {
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(run.out()).contains(reason);
    }

    @Test
    void file_withConfirmationAndAnswer_holdsAndSaysWhen() throws Exception {
        Run run = run(_ -> {});
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("This file holds", OFFICE, "had this at 2026-11-20T10:00:05Z",
                "due by 2026-12-20", "answered at 2026-11-21T10:00:00Z: CORRECTED");
    }

    @Test
    void file_ofWhatWasNeverConfirmed_saysThatItProvesNoMore() throws Exception {
        Run run = run(file -> {
            file.remove("receipt");
            file.remove("answer");
        });
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Nothing in the file says that it was received", "no answer");
    }

    @Test
    void file_withoutAnchors_isAWrongCommand() throws Exception {
        Run run = Run.of("receipt", file(_ -> {}));
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--anchors");
        Path none = Files.writeString(folder.resolve("none.pem"), "no certificate");
        assertThat(Run.of("receipt", file(_ -> {}), "--anchors", none).exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void file_thatSomebodyElseSigned_doesNotHold() throws Exception {
        SigningKey stranger = TestCa.root("Others").issuer(OFFICE);
        SigningKey neighbour = ISSUERS.issuer("https://issuer.example/other-office");
        for (SigningKey key : List.of(stranger, neighbour)) {
            doesNotHold(run(file -> file.put("receipt", receipt(key, REQUEST, THEN.plusSeconds(5)))),
                    "not_the_authority");
            doesNotHold(run(file -> file.put("answer", answer(key, REQUEST, THEN.plusSeconds(5)))),
                    "not_the_authority");
        }
        doesNotHold(run(_ -> {}, TestCa.root("Others")), "not_the_authority");
    }

    @Test
    void file_aboutAnotherRequestOrTime_doesNotHold() throws Exception {
        RectificationRequest other = request("It is until June.");
        doesNotHold(run(file -> file.put("request", other.compact())), "another_request");
        doesNotHold(run(file -> file.put("receipt", receipt(AUTHORITY, other, THEN.plusSeconds(5)))),
                "another_request");
        doesNotHold(run(file -> file.put("answer", answer(AUTHORITY, other, THEN.plusSeconds(5)))),
                "another_request");
        doesNotHold(run(file -> file.put("receipt", receipt(AUTHORITY, REQUEST, THEN.plusSeconds(9)))),
                "another_time");
    }

    @Test
    void file_thatWasChanged_doesNotHold() throws Exception {
        for (String name : List.of("request", "receipt", "answer")) {
            doesNotHold(run(file -> file.put(name, "a.b.c")), "not a receipt");
            doesNotHold(run(file -> file.put(name, "")), "not a receipt");
            doesNotHold(run(file -> {
                String whole = file.path(name).asString("");
                file.put(name, whole.substring(0, whole.lastIndexOf('.') + 1) + "A".repeat(86));
            }), "not a receipt");
        }
        doesNotHold(run(file -> file.remove("request")), "not a receipt");
    }
}
