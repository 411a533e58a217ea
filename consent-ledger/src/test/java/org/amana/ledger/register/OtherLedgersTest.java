package org.amana.ledger.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.LogSigner;
import org.amana.core.register.TrustedLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherLedgersTest {
    private static final String OURS = "https://issuer.example/labour-office";
    private static final String THEIRS = "https://other.example/asylum-authority";
    private final TrustedLedger own = ledger("https://ledger.example", "ledger.example/tlog", OURS);
    private final TrustedLedger other = ledger("https://ledger.other.example", "ledger.other.example/tlog", THEIRS);
    @TempDir
    private Path trust;

    @BeforeEach
    void folder() throws IOException {
        Files.createDirectory(trust.resolve("ledgers"));
    }

    @Test
    void aFile_countsAtOnceAndUntilItIsGone() throws IOException {
        var others = new OtherLedgers(trust);
        assertThat(others.beside(own)).isEmpty();
        write("other.json", other);
        assertThat(others.beside(own)).containsExactly(other);
        Files.delete(trust.resolve("ledgers/other.json"));
        assertThat(others.beside(own)).isEmpty();
    }

    @Test
    void noFolder_isNobody() throws IOException {
        Files.delete(trust.resolve("ledgers"));
        assertThat(new OtherLedgers(trust).beside(own)).isEmpty();
    }

    @Test
    void whoClaimsOurAddressOurLogOrOurIssuer_isNotTrusted() throws IOException {
        write("address.json", ledger(own.baseUrl(), "evil.example/tlog", THEIRS));
        write("log.json", ledger("https://evil.example", "ledger.example/tlog", THEIRS));
        write("issuer.json", ledger("https://evil.example", "evil.example/tlog", THEIRS, OURS));
        assertThat(new OtherLedgers(trust).beside(own)).isEmpty();
    }

    @Test
    void whoClaimsAnIssuerOfTheFileBefore_isNotTrusted() throws IOException {
        write("a.json", other);
        write("b.json", ledger("https://evil.example", "evil.example/tlog", THEIRS));
        assertThat(new OtherLedgers(trust).beside(own)).containsExactly(other);
    }

    @Test
    void whatCannotBeRead_doesNotHideTheOthers() throws IOException {
        Files.writeString(trust.resolve("ledgers/a.json"), "{\"base_url\":1}");
        Files.writeString(trust.resolve("ledgers/b.json"), "no json");
        write("c.json", other);
        assertThat(new OtherLedgers(trust).beside(own)).containsExactly(other);
    }

    @Test
    void aLogWithOneSignature_isNotTrusted() throws IOException {
        write("one.json", new TrustedLedger(other.baseUrl(), LogIdentity.of(other.log().keys().getFirst()),
                other.noticeKey(), other.keeps()));
        assertThat(new OtherLedgers(trust).beside(own)).isEmpty();
    }

    private void write(String file, TrustedLedger ledger) throws IOException {
        Files.writeString(trust.resolve("ledgers").resolve(file), StrictJson.write(ledger.toJson()));
    }

    private static TrustedLedger ledger(String baseUrl, String origin, String... keeps) {
        var made = new TrustedLedger(baseUrl, LogSigner.generate(origin, new SecureRandom()).identity(),
                EphemeralKey.generate().publicJwk(), List.of(keeps));
        return TrustedLedger.parse(made.toJson()); // as it is read from a file, its key without a name
    }
}
