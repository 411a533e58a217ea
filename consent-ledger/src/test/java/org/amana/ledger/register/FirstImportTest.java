package org.amana.ledger.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.amana.core.json.StrictJson;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerApplication;
import org.amana.ledger.log.PublishedLog;
import org.amana.ledger.log.Sequencer;
import org.amana.support.TestServices;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/** The rule of a deployment: one import begins the register, then two people decide. */
class FirstImportTest {
    @Test
    void first_isTakenAsAWholeEvenAfterACrash_andNoneAfterIt() {
        try (ConfigurableApplicationContext ledger = TestServices.start(LedgerApplication.class, "consent-ledger",
                Map.of("amana.ledger.register-import", "first"))) {
            check(ledger);
        }
    }

    private static void check(ConfigurableApplicationContext ledger) {
        RegisterImport imports = ledger.getBean(RegisterImport.class);
        Register register = ledger.getBean(Register.class);
        PublishedLog published = ledger.getBean(PublishedLog.class);
        assertThat(imports.run("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(new RegisterImport.Result(0, 0));
        assertThatThrownBy(() -> imports.run(changed("country", "Portugal"))).hasMessageContaining("capital letters");
        var party = register();
        party.putArray("intended_uses");
        new RegisterImport(register, ledger.getBean(RegisterVersions.class), ledger.getBean(Sequencer.class),
                ImportRule.ALWAYS, Clock.systemUTC()).run(bytes(party));
        assertThat(imports.isOver()).isFalse(); // as if the process had ended in the middle
        assertThat(imports.run(bytes(register()))).isEqualTo(new RegisterImport.Result(2, 4));
        long size = published.treeSize();
        assertThat(imports.isOver()).isTrue();
        assertThatThrownBy(() -> imports.run(bytes(register()))).hasMessageContaining("another person approves");
        assertThatThrownBy(() -> imports.run(changed("country", "ES"))).hasMessageContaining("another person approves");
        assertThat(published.treeSize()).isEqualTo(size);
        assertThat(register.party("harbour-bakery").country()).isEqualTo("PT");
    }

    private static ObjectNode register() {
        return Fixtures.register("http://localhost/notices");
    }

    private static byte[] changed(String member, String value) {
        ObjectNode register = register();
        ((ObjectNode) register.path("parties").get(1)).put(member, value);
        return bytes(register);
    }

    private static byte[] bytes(ObjectNode document) {
        return StrictJson.write(document).getBytes(StandardCharsets.UTF_8);
    }
}
