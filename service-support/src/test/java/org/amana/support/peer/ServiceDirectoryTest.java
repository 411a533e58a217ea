package org.amana.support.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.amana.core.key.EphemeralKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceDirectoryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path trust;

    @Test
    void grants_whatTheFileNamesAndNothingElse() {
        var services = new ServiceDirectory(trust);
        EphemeralKey key = EphemeralKey.generate();
        assertThat(services.grants("issuer-service", Set.of())).as("not listed at all").isFalse();
        services.list("issuer-service", key.publicJwk(), Set.of(ServiceRole.SOURCE));
        assertThat(services.grants("issuer-service", Set.of(ServiceRole.SOURCE))).isTrue();
        assertThat(services.grants("issuer-service", Set.of())).isTrue();
        assertThat(services.grants("issuer-service", Set.of(ServiceRole.SOURCE, ServiceRole.RECIPIENT))).isFalse();
        assertThat(services.grants("wallet-service", Set.of(ServiceRole.SOURCE))).isFalse();
    }

    @Test
    void lists_thatKeyUnderThatNameAlone() {
        var services = new ServiceDirectory(trust);
        EphemeralKey key = EphemeralKey.generate();
        services.list("issuer-service", key.publicJwk(), Set.of());
        assertThat(services.lists("issuer-service", key.publicJwk())).isTrue();
        assertThat(services.lists("issuer-service", EphemeralKey.generate().publicJwk())).isFalse();
        assertThat(services.lists("../issuer-service", key.publicJwk())).isFalse();
    }
}
