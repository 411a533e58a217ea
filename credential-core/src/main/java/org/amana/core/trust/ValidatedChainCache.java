package org.amana.core.trust;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The chains used last, by purpose, anchors and bytes; an entry that is out of its time is not found. */
final class ValidatedChainCache {
    private static final int MAX_ENTRIES = 1_024;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ValidatedChain> entries = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ValidatedChain> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    Optional<ValidatedChain> find(String key, Instant at) {
        lock.lock();
        try {
            return Optional.ofNullable(entries.get(key)).filter(chain -> chain.isValidAt(at));
        } finally {
            lock.unlock();
        }
    }

    void put(String key, ValidatedChain chain) {
        lock.lock();
        try {
            entries.put(key, chain);
        } finally {
            lock.unlock();
        }
    }
}
