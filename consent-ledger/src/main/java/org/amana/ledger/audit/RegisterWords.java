package org.amana.ledger.audit;

import java.util.HashMap;
import java.util.Map;
import org.amana.ledger.register.Register;

/** What register entries are called, in English; an id that is registered no more stays as it is. */
final class RegisterWords {
    private static final String ENGLISH = "en";
    private final Map<String, String> purposes = new HashMap<>();
    private final Map<String, String> parties = new HashMap<>();

    private RegisterWords() {}

    /** As the register is now. */
    static RegisterWords of(Register register) {
        var words = new RegisterWords();
        register.registeredUses()
                .forEach(use -> words.purposes.put(use.use().id(), use.use().purpose().in(ENGLISH)));
        register.parties().forEach(party -> words.parties.put(party.id(), party.name().in(ENGLISH)));
        return words;
    }

    /** Text of the purpose. */
    public String purpose(String id) {
        return purposes.getOrDefault(id, id);
    }

    /** Name of the party. */
    public String party(String id) {
        return parties.getOrDefault(id, id);
    }

    /** Every party's name by its id. */
    public Map<String, String> parties() {
        return Map.copyOf(parties);
    }
}
