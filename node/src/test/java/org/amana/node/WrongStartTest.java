package org.amana.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.amana.support.launch.ServiceModule;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrongStartTest {
    @TempDir
    Path folder;

    @Nested
    class Arguments {
        @ParameterizedTest
        @ValueSource(strings = {"turn", "--amana.data", "--amana.data=", "--amana.ports.base=eighty",
                "--amana.ports.base=0", "--amana.ports.base=65532", "--amana.tls=", "--amana.tls=prod"})
        void parse_whenNotUnderstood_saysSoInASentence(String argument) {
            assertThatThrownBy(() -> NodeOptions.parse(argument)).isInstanceOf(WrongStart.class)
                    .satisfies(
                            e -> assertThat(e.getMessage()).matches("(?s)[^\\n]{20,}\\."));
        }

        @ParameterizedTest
        @ValueSource(strings = {"192.168.1.5", "amana.test", "ftp://amana.test", "https://", "https://a b",
                "https://amana.test:8080", "https://amana.test/", "https://amana.test/wallet", "https://amana.test?a=b",
                "https://amana.test#a", "https://selam:secret@amana.test", "https://amana.test.", "https://0.0.0.0",
                "https://[::]", "https://1.2.3", "https://مثال.test"})
        void parse_whenTheBaseUrlIsNoHost_saysWhatToWrite(String url) {
            assertThatThrownBy(() -> NodeOptions.parse("--amana.tls=dev", "--amana.base-url=" + url))
                    .isInstanceOf(WrongStart.class)
                    .hasMessageContaining("such as")
                    .hasMessageNotContainingAny("secret", "\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://192.168.1.5", "http://amana.test", "http://[::1]", "http://localhost.example"})
        void parse_whenPlainHttpWouldLeaveTheMachine_saysWhatToAdd(String url) {
            assertThatThrownBy(() -> NodeOptions.parse("--amana.base-url=" + url)).isInstanceOf(WrongStart.class)
                    .hasMessageContainingAll("--amana.base-url=" + url.replace("http", "https"), "--amana.tls=dev");
        }

        @Test
        void parse_whenHttpsHasNoCertificate_saysWhatToAdd() {
            for (String url : new String[]{"https://amana.test", "https://localhost"}) {
                assertThatThrownBy(() -> NodeOptions.parse("--amana.base-url=" + url)).isInstanceOf(WrongStart.class)
                        .hasMessageContaining("Add --amana.tls=dev");
            }
        }

        @Test
        void parse_whenTlsMeetsPlainHttp_saysWhichToChange() {
            for (String url : new String[]{"http://localhost", "http://amana.test"}) {
                assertThatThrownBy(() -> NodeOptions.parse("--amana.base-url=" + url, "--amana.tls=dev"))
                        .isInstanceOf(WrongStart.class)
                        .hasMessageContaining(url.replace("http", "https"));
            }
        }

        @Test
        void parse_withTls_isHttpsInEveryAddress() {
            assertThat(NodeOptions.parse("--amana.tls=dev").welcome()).hasToString("https://localhost:8080");
            NodeOptions phones = NodeOptions.parse("--amana.base-url=https://Amana.Test", "--amana.tls=dev");
            assertThat(phones.address(ServiceModule.ISSUER)).hasToString("https://amana.test:8081");
            assertThat(phones.baseUrl().isLoopback()).isFalse();
            assertThat(phones.baseUrl().warning()).isEmpty();
        }

        @Test
        void parse_atAnAddress_warnsThatPasskeysNeedAName() {
            for (String url : new String[]{"https://192.168.1.5", "https://[fd00::5]"}) {
                BaseUrl address = NodeOptions.parse("--amana.base-url=" + url, "--amana.tls=dev").baseUrl();
                assertThat(address.warning()).hasValueSatisfying(note -> assertThat(note).contains("passkeys", url));
                assertThat(address.host()).doesNotContain("[");
            }
        }

        @Test
        void parse_withoutArguments_isTheDocumentedDefault() {
            NodeOptions options = NodeOptions.parse();
            assertThat(options.basePort()).isEqualTo(8080);
            assertThat(options.data()).isEqualTo(Path.of("data").toAbsolutePath());
            assertThat(options.demo()).isTrue();
            assertThat(options.welcome()).hasToString("http://localhost:8080");
            assertThat(options.baseUrl().isHttps()).isFalse();
            assertThat(options.tour()).isFalse();
            assertThat(options.baseUrl()).isEqualTo(new BaseUrl(URI.create("http://localhost")));
            assertThat(options.settings()).isEmpty();
        }

        @Test
        void parse_ofEveryDocumentedName_takesIt() {
            assertThat(NodeOptions.parse("tour", "--amana.data=/srv/amana", "--amana.ports.base=9000",
                    "--amana.demo=false", "--amana.tls=dev", "--amana.base-url=https://amana.example"))
                    .isEqualTo(new NodeOptions(true, Path.of("/srv/amana"), 9000, false,
                            new BaseUrl(URI.create("https://amana.example")), List.of()));
        }

        @Test
        void clock_ofADemoThatLooksAhead_isAhead() {
            NodeOptions ahead = NodeOptions.parse("--amana.demo-clock-ahead=40d");
            assertThat(ahead.clock()).isEqualTo(Clock.offset(Clock.systemUTC(), Duration.ofDays(40)));
            assertThat(ahead.settings()).as("the services' clocks too").hasSize(1);
            assertThat(NodeOptions.parse().clock()).isEqualTo(Clock.systemUTC());
            assertThatThrownBy(() -> NodeOptions.parse("--amana.demo-clock-ahead=tomorrow").clock())
                    .isInstanceOf(WrongStart.class)
                    .hasMessageContaining("40d");
        }

        @Test
        void parse_handsOtherSettingsToTheServices() {
            assertThat(NodeOptions.parse("tour", "--amana.demo=false", "--logging.level.root=DEBUG").settings())
                    .containsExactly("--logging.level.root=DEBUG");
        }
    }

    @Nested
    class Folder {
        @Test
        void take_whenInUse_namesTheFolderAndTheWayOut() throws Exception {
            try (DataFolder first = DataFolder.take(folder)) {
                assertThat(first.resolve("node.lock")).exists();
                refused("in use by another node", "--amana.data=DIR");
            }
            DataFolder.take(folder).close();
        }

        @Test
        void take_whenOfANewerVersion_saysWhichOne() throws Exception {
            Files.writeString(folder.resolve("version"), (DataFolder.VERSION + 1) + "\n");
            refused("written by a newer Amana (layout " + (DataFolder.VERSION + 1));
            Files.writeString(folder.resolve("version"), "nonsense");
            refused("newer Amana");
        }

        @Test
        void take_whenItCannotBeMade_saysThatItCannotBeWritten() throws Exception {
            Path file = Files.createFile(folder.resolve("file"));
            assertThatThrownBy(() -> DataFolder.take(file.resolve("data"))).isInstanceOf(WrongStart.class)
                    .hasMessageContaining("cannot be");
        }

        @Test
        void requireBaseUrl_whenTheFolderBeganUnderAnother_namesBoth() throws Exception {
            BaseUrl phones = BaseUrl.parse(Optional.of("https://amana.test"), true);
            try (DataFolder data = DataFolder.take(folder)) {
                data.requireBaseUrl(BaseUrl.parse(Optional.empty(), false));
                data.requireBaseUrl(BaseUrl.parse(Optional.empty(), false));
                assertThatThrownBy(() -> data.requireBaseUrl(phones)).isInstanceOf(WrongStart.class)
                        .hasMessageContainingAll("belongs to http://localhost:", "for https://amana.test.");
            }
        }

        private void refused(String... words) {
            assertThatThrownBy(() -> DataFolder.take(folder)).isInstanceOf(WrongStart.class)
                    .hasMessageContainingAll(words);
        }
    }

    @Test
    void ports_whenOneIsTaken_namesIt() throws Exception {
        int base = Ports.findFree(new SecureRandom());
        try (var taken = new ServerSocket(base + 3, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.requireFree(base)).isInstanceOf(WrongStart.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is taken");
        }
    }
}
