package org.amana.core.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.amana.core.testing.TestCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Pkcs12KeyStoreTest {
    private static final byte[] BYTES = {1, 2, 3};
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private Pkcs12KeyStore open() {
        return new Pkcs12KeyStore(folder.resolve("keys/issuer.p12"));
    }

    @Test
    void find_afterCreateAndReopen_signsWithTheSameKey() {
        SigningKey made = open().create("labour-office");
        SigningKey found = open().find("labour-office").orElseThrow();

        assertThat(found.kid()).isEqualTo(made.kid());
        assertThat(found.chain()).isEmpty();
        assertThat(Algorithms.verify(Algorithms.publicKey(made.publicJwk()), BYTES, found.sign(BYTES))).isTrue();
    }

    @Test
    void create_withAuthority_keepsTheChain() {
        TestCa ca = TestCa.root("Issuers").intermediate("Offices");
        var profile = CertificateProfile.of(KeyPurpose.ISSUER, "Labour office")
                .withUri(URI.create("https://issuer.example/labour-office"));

        SigningKey made = open().create("labour-office", profile, ca);

        assertThat(open().find("labour-office").orElseThrow().chain()).isEqualTo(made.chain()).hasSize(2);
    }

    @Test
    void create_whenAliasIsTaken_returnsTheKeptKey() {
        Pkcs12KeyStore store = open();

        assertThat(store.create("a").kid()).isEqualTo(store.create("a").kid()).isNotEqualTo(store.create("b").kid());
        assertThat(store.find("c")).isEmpty();
    }

    @Test
    void create_byManyThreadsAndStores_losesNoKeyAndAgrees() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Pkcs12KeyStore shared = open();
            List<Callable<String>> racers = IntStream.range(0, 24)
                    .<Callable<String>>mapToObj(
                            i -> () -> (i % 2 == 0 ? shared : open()).create("key-" + i % 4).kid())
                    .toList();
            List<String> kids = threads.invokeAll(racers).stream().map(Future::resultNow).toList();

            Pkcs12KeyStore after = open();
            IntStream.range(0, 24)
                    .forEach(i -> assertThat(after.find("key-" + i % 4).orElseThrow().kid()).isEqualTo(kids.get(i)));
            assertThat(kids.stream().distinct()).hasSize(4);
        }
    }

    @Test
    void files_ofTheStore_areForTheOwnerAloneAndNoneIsLeftOver() throws Exception {
        open().create("a");

        try (var files = Files.list(folder.resolve("keys"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("issuer.p12",
                    "issuer.p12.password", "issuer.p12.lock");
        }
        assertThat(mode("keys")).isEqualTo("rwx------");
        assertThat(mode("keys/issuer.p12")).isEqualTo("rw-------");
        assertThat(mode("keys/issuer.p12.password")).isEqualTo("rw-------");
    }

    @Test
    void find_whenFileIsDamagedOrPasswordIsGone_saysSoAndChangesNothing() throws Exception {
        open().create("a");
        Path file = folder.resolve("keys/issuer.p12");
        byte[] good = Files.readAllBytes(file);
        Files.write(file, new byte[]{1, 2, 3});

        assertThatThrownBy(() -> open().find("a")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> open().create("b")).isInstanceOf(UncheckedIOException.class);
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3);

        Files.write(file, good);
        Files.delete(folder.resolve("keys/issuer.p12.password"));
        assertThatThrownBy(() -> open().create("b")).isInstanceOf(UncheckedIOException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(good);
    }

    @Test
    void find_whenAliasIsNoPlainWord_isRefused() {
        assertThatThrownBy(() -> open().find("../other")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> open().find("Upper")).isInstanceOf(IllegalArgumentException.class);
    }

    private String mode(String path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
    }
}
