package org.amana.core.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The jars of both processors are on this class path, as they are in every packaged service. */
class FastProviderTest {

    private static List<URL> jars() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "the native library is for Linux");
        return FastProvider.jars();
    }

    @Test
    void jars_holdOneForEachProcessor() {
        assertThat(jars()).hasSize(2)
                .anySatisfy(jar -> assertThat(jar.toString()).contains("linux-x86_64"))
                .anySatisfy(jar -> assertThat(jar.toString()).contains("linux-aarch_64"));
    }

    @Test
    void firstThatWorks_whateverComesFirst_isTheOneOfThisProcessor() {
        assertThat(FastProvider.firstThatWorks(jars())).isPresent();
        assertThat(FastProvider.firstThatWorks(jars().reversed())).isPresent();
    }

    @Test
    void firstThatWorks_whenOnlyAnotherProcessorsIsThere_isNone() {
        String other = System.getProperty("os.arch").equals("aarch64") ? "x86_64" : "aarch_64";
        List<URL> foreign = jars().stream().filter(jar -> jar.toString().contains(other)).toList();

        assertThat(foreign).hasSize(1);
        assertThat(FastProvider.firstThatWorks(foreign)).isEmpty();
        assertThat(FastProvider.firstThatWorks(List.of())).isEmpty();
    }
}
