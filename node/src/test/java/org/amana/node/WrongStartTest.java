package org.amana.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
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
                "--amana.ports.base=0", "--amana.ports.base=65532", "--amana.base-url=192.168.1.5",
                "--amana.base-url=http://192.168.1.5:8080", "--amana.base-url=http://a b"})
        void parse_whenNotUnderstood_saysSoInASentence(String argument) {
            assertThatThrownBy(() -> NodeOptions.parse(argument)).isInstanceOf(WrongStart.class)
                    .satisfies(
                            e -> assertThat(e.getMessage()).matches("(?s)[^\\n]{20,}\\."));
        }

        @Test
        void parse_withoutArguments_isTheDocumentedDefault() {
            NodeOptions options = NodeOptions.parse();
            assertThat(options.basePort()).isEqualTo(8080);
            assertThat(options.data()).isEqualTo(Path.of("data").toAbsolutePath());
            assertThat(options.demo()).isTrue();
            assertThat(options.tour()).isFalse();
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
