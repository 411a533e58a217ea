package org.amana.issuer.permit;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.amana.core.consent.RecordId;
import org.springframework.stereotype.Component;

/**
 * Permits that are being used in this process, by the consent they rest on, the person's or their guardian's. A withdrawal stops them at their next step; what
 * runs in another process is stopped by the last look.
 */
@Component
public class RunningReleases {
    private final Map<RecordId, Set<Permit>> running = new ConcurrentHashMap<>();

    void begin(Permit permit) {
        permit.records()
                .forEach(record -> running.computeIfAbsent(record, _ -> ConcurrentHashMap.newKeySet()).add(permit));
    }

    void end(Permit permit) {
        permit.records().forEach(record -> running.computeIfPresent(record, (_, permits) -> {
            permits.remove(permit);
            return permits.isEmpty() ? null : permits;
        }));
    }

    /** Whoever decided with it took the consent back; answers how many were stopped. */
    public int stop(RecordId record) {
        Set<Permit> permits = running.getOrDefault(record, Set.of());
        permits.forEach(permit -> permit.stop(record));
        return permits.size();
    }
}
