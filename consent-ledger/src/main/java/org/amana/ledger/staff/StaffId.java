package org.amana.ledger.staff;

/**
 * An account on the public log, such as {@code staff-3vQ9x0kPqjC2mT1b}: the same account always has the same one, and
 * nobody without this installation's key can tell whose it is.
 */
public record StaffId(String value) {
    public StaffId {
        if (!value.matches("staff-[A-Za-z0-9_-]{16}")) {
            throw new IllegalArgumentException("not the id of a member of staff");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
