package org.amana.issuer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.amana.issuer.authority.RegisterConnection;
import org.amana.issuer.permit.Leaves;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** A register in a file behind SFTP. */
class SftpRegisterTest extends OfficeRegisterContract {
    private static final String CSV = """
            register_number,family_name,qualification_title,eqf_level,regulated_profession,grades
            R-0001,حداد,"Bachelor; ""Nursing""\",6,yes,
            R/00.2,Шевченко,,,,
            """;
    private final RegisterContext camel = new RegisterContext();
    private final KeyPair own = pair();
    private final AtomicReference<PublicKey> allowed = new AtomicReference<>(own.getPublic());
    private final KeyPair host = pair();
    private final SshServer server = SshServer.setUpDefaultServer();
    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void start() throws IOException {
        Path files = Files.createDirectories(folder.resolve("files/export"));
        Files.writeString(files.resolve("register.csv"), CSV);
        Files.writeString(folder.resolve("id"), pem(own));
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator(
                (user, key, _) -> user.equals("amana") && KeyUtils.compareKeys(key, allowed.get()));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder.resolve("files")));
        server.start();
        know(host.getPublic());
    }

    @AfterEach
    void stop() throws IOException {
        camel.close();
        server.stop(true);
    }

    @Override
    OfficeRegister open() {
        return register("export/register.csv");
    }

    @Test
    void file_isReadAnewEachTimeAndStays() throws IOException {
        OfficeRegister register = register();
        assertThat(register.row(Leaves.of(OFFICE), "R-0001")).isPresent();
        Path file = folder.resolve("files/export/register.csv");
        Files.writeString(file, CSV.replace(",6,", ",7,"));
        assertThat(register.row(Leaves.of(OFFICE), "R-0001").orElseThrow())
                .containsEntry("eqf_level", "7");
        try (var left = Files.walk(folder.resolve("files"))) {
            assertThat(left.filter(Files::isRegularFile)).containsExactly(file);
        }
    }

    @Test
    void host_withAnotherKey_thenNothingIsSaidToIt() throws IOException {
        know(pair().getPublic());

        assertThat(problem(register())).isInstanceOf(RegisterProblem.Unavailable.class);
        Files.writeString(folder.resolve("known_hosts"), "");
        assertThat(problem(register())).isInstanceOf(RegisterProblem.Unavailable.class);
    }

    @Test
    void host_whenItRefusesOurKeyOrIsAway_thenUnavailable() throws IOException {
        allowed.set(pair().getPublic());
        assertThat(problem(register())).isInstanceOf(RegisterProblem.Unavailable.class);
        server.stop(true);
        assertThat(problem(register())).isInstanceOf(RegisterProblem.Unavailable.class);
    }

    @Test
    void host_thatSaysNothing_thenTimedOut() throws IOException {
        server.stop(true);
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var sftp = new RegisterConnection.Sftp("127.0.0.1", silent.getLocalPort(), "register.csv", "amana",
                    folder.resolve("id"), folder.resolve("known_hosts"));
            assertThat(problem(new SftpRegister(OFFICE, new RegisterConnection(Duration.ofMillis(600),
                    DataSize.ofKilobytes(64), null, null, sftp), sftp, camel)))
                    .isInstanceOf(RegisterProblem.TimedOut.class);
        }
    }

    @Test
    void file_readByManyAtOnce_thenEachGetsTheWhole() throws Exception {
        OfficeRegister register = register();
        Callable<Boolean> read = () -> register.row(Leaves.of(OFFICE), "R/00.2").isPresent();
        try (var executor = Executors.newFixedThreadPool(4)) {
            for (var one : executor.invokeAll(List.of(read, read, read, read))) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"register_number\nR-0001\nR-0001\n", "name\nR-0001\n", "", "\"",
            "register_number,secret\nR-0001,x"})
    void file_whenItIsNoRegister_thenUnreadable(String content) throws IOException {
        Files.writeString(folder.resolve("files/export/register.csv"), content);

        assertThat(problem(register())).isInstanceOf(RegisterProblem.Unreadable.class);
    }

    @Test
    void file_whenItIsNoText_thenUnreadable() throws IOException {
        Files.write(folder.resolve("files/export/register.csv"), new byte[]{(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThat(problem(register())).isInstanceOf(RegisterProblem.Unreadable.class);
    }

    @Test
    void file_whenHuge_thenNotReadToTheEnd() throws IOException {
        Files.writeString(folder.resolve("files/export/register.csv"), CSV + "x".repeat(5 << 20));

        assertThat(problem(register())).isInstanceOf(RegisterProblem.TooLarge.class);
    }

    @Test
    void file_whenThereIsNone_thenUnavailable() {
        assertThat(problem(register("export/nothing.csv"))).isInstanceOf(RegisterProblem.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../register.csv", "/etc/passwd", "a b.csv", "x?y=z", "a//b"})
    void settings_whenTheFileIsElsewhere_thenTheServiceDoesNotStart(String file) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegisterConnection.Sftp("localhost", 22, file, "amana",
                        Path.of("id"), Path.of("known_hosts")));
    }

    private OfficeRegister register(String file) {
        var sftp = new RegisterConnection.Sftp("127.0.0.1", server.getPort() == 0 ? 1 : server.getPort(), file, "amana",
                folder.resolve("id"), folder.resolve("known_hosts"));
        return new SftpRegister(OFFICE, new RegisterConnection(Duration.ofSeconds(10), DataSize.ofKilobytes(64), null,
                null, sftp), sftp, camel);
    }

    private void know(PublicKey key) throws IOException {
        Files.writeString(folder.resolve("known_hosts"),
                "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(key) + "\n");
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
