package org.amana.core.consent.example;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All examples, as they are made. */
final class Examples {
    private Examples() {}

    static List<Example> valid() {
        List<Example> events = ValidEvents.all();
        return Stream.concat(events.stream(), ValidReceipts.of(events).stream()).toList();
    }

    static List<Example> all() {
        List<Example> valid = valid();
        var faults = new Faults(valid);
        InvalidForms.addTo(faults);
        InvalidMeanings.addTo(faults);
        InvalidBySignature.addTo(faults);
        InvalidReceipts.addTo(faults);
        List<Example> all = new ArrayList<>(valid);
        all.addAll(faults.made());
        return all;
    }

    /** What every file is expected to meet, one line each. */
    static String expectations(List<Example> examples) {
        return "# file\tdiffers from\trefused by\treason\n"
                + examples.stream().map(Examples::line).collect(Collectors.joining());
    }

    private static String line(Example example) {
        return example.path() + "\t" + example.fault()
                .map(fault -> "valid/" + fault.base() + ".json\t" + fault.check() + "\t" + fault.reason())
                .orElse("-\t-\t-") + "\n";
    }
}
