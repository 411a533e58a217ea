package org.amana.system.deployment;

import java.util.List;
import java.util.Map;

/**
 * What is different from the usual about {@link FourServices}.
 *
 * @param settings of a module, such as {@code --amana.demo=true} of {@code issuer-service}
 * @param doors in front of {@code issuer}, {@code verifier}, {@code wallet} or {@code ledger}: its address is the door's;
 *        one named {@value #NOTICES} is where the register says that organisations of the verifier take notices
 */
public record Surroundings(Map<String, List<String>> settings, Map<String, Door> doors) {
    public static final String NOTICES = "notices";

    public Surroundings {
        settings = Map.copyOf(settings);
        doors = Map.copyOf(doors);
    }

    static Surroundings usual() {
        return new Surroundings(Map.of(), Map.of());
    }
}
