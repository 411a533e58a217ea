package org.amana.issuer;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Features know one another only the way the walk of the data goes. */
class ModuleTest {
    @Test
    void modules_haveNoCyclesAndNoBackDoors() {
        ApplicationModules.of(IssuerApplication.class).verify();
    }
}
