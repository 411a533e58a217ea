package org.amana.verifier;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {
    @Test
    void modules_keepToTheirDirections() {
        ApplicationModules.of(VerifierApplication.class).verify();
    }
}
