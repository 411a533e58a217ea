package org.amana.wallet;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    @Test
    void features_dependOnOneAnotherInOneDirectionOnly() {
        ApplicationModules.of(WalletApplication.class).verify();
    }
}
