package org.amana.ledger.audit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amana.core.register.CredentialCategory;
import org.amana.ledger.register.DataWords;

/**
 * What offices sent each other under consents in a time, as those who received it confirmed.
 *
 * @param recipients deliveries by id of the recipient
 * @param data deliveries by name of the data that was permitted
 */
record DeliveryReport(long deliveries, Map<String, Long> recipients, Map<String, Long> data) {
    DeliveryReport {
        recipients = Collections.unmodifiableMap(new TreeMap<>(recipients));
        data = Collections.unmodifiableMap(new TreeMap<>(data));
    }

    /** Adds up deliveries one by one. */
    static final class Counter {
        private final DataWords words;
        private final Map<String, Long> recipients = new TreeMap<>();
        private final Map<String, Long> data = new TreeMap<>();
        private long deliveries;

        Counter(DataWords words) {
            this.words = words;
        }

        void add(String recipient, List<CredentialCategory> categories) {
            deliveries++;
            recipients.merge(recipient, 1L, Long::sum);
            words.claims(categories).forEach(name -> data.merge(name, 1L, Long::sum));
        }

        DeliveryReport report() {
            return new DeliveryReport(deliveries, recipients, data);
        }
    }
}
