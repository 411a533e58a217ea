package org.amana.ledger.audit;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.amana.ledger.register.DataWords;

/**
 * The counts of an answer.
 *
 * @param relations persons as the log knows them, one for each recipient they have to do with
 * @param recipients relations by id of the recipient
 * @param data relations by name of the data
 */
record BreachReport(long relations, long records, Map<String, Long> recipients, Map<String, Long> data) {
    BreachReport {
        recipients = Collections.unmodifiableMap(new TreeMap<>(recipients));
        data = Collections.unmodifiableMap(new TreeMap<>(data));
    }

    /** Adds up records that come relation by relation, so that it holds no more than one of them. */
    static final class Counter {
        private final DataWords words;
        private final Map<String, Long> recipients = new TreeMap<>();
        private final Map<String, Long> data = new TreeMap<>();
        private final Map<List<?>, List<String>> named = new HashMap<>();
        private final Set<String> recipientsOfOne = new HashSet<>();
        private final Set<String> dataOfOne = new HashSet<>();
        private String relation = "";
        private long relations;
        private long records;

        Counter(DataWords words) {
            this.words = words;
        }

        void add(ConsentRow row) {
            if (!row.relation().equals(relation)) {
                close();
                relation = row.relation();
                relations++;
            }
            records++;
            recipientsOfOne.add(row.controller());
            dataOfOne.addAll(named.computeIfAbsent(row.categories(), any -> words.claims(row.categories())));
        }

        private void close() {
            count(recipientsOfOne, recipients);
            count(dataOfOne, data);
        }

        private static void count(Collection<String> found, Map<String, Long> counts) {
            found.forEach(name -> counts.merge(name, 1L, Long::sum));
            found.clear();
        }

        BreachReport report() {
            close();
            return new BreachReport(relations, records, recipients, data);
        }
    }
}
