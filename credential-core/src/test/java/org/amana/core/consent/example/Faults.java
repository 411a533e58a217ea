package org.amana.core.consent.example;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.amana.core.consent.example.Example.Fault;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.node.ObjectNode;

/** Collects examples that differ from a valid one in one thing. */
final class Faults {
    private static final int MAX_BYTES = 200_000;
    private final List<Example> valid;
    private final List<Example> made = new ArrayList<>();

    Faults(List<Example> valid) {
        this.valid = valid;
    }

    /** A changed event, signed by the same actor after the change. */
    void signed(String name, Fault fault, Consumer<ObjectNode> change) {
        Actor actor = fault.base().startsWith("approved") ? ValidEvents.ONCE : ValidEvents.PERSON;
        raw(name, fault, event -> {
            ObjectNode object = object(event);
            change.accept(object);
            return actor.sign(object);
        });
    }

    /** A document changed as it is. */
    void changed(String name, Fault fault, Consumer<ObjectNode> change) {
        raw(name, fault, document -> {
            ObjectNode object = object(document);
            change.accept(object);
            return StrictJson.canonical(object);
        });
    }

    /** Changed bytes. */
    void raw(String name, Fault fault, UnaryOperator<byte[]> change) {
        made.add(Example.invalid(name, change.apply(valid(fault.base())), fault));
    }

    List<Example> made() {
        return List.copyOf(made);
    }

    byte[] valid(String name) {
        return ValidReceipts.event(valid, name);
    }

    static ObjectNode object(byte[] json) {
        return StrictJson.parseObject(json, MAX_BYTES);
    }
}
