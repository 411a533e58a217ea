package org.amana.issuer.source;

import org.apache.camel.spi.IdempotentRepository;

/** Remembers no file as read or being read: a reading that was cut off must not hide the file from the next one. */
final class EveryTime implements IdempotentRepository {
    static final String NAME = "everyTime";

    @Override
    public boolean add(String key) {
        return true;
    }

    @Override
    public boolean contains(String key) {
        return false;
    }

    @Override
    public boolean remove(String key) {
        return true;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        // there is nothing to forget
    }

    @Override
    public void start() {
        // nothing to open
    }

    @Override
    public void stop() {
        // nothing to close
    }
}
