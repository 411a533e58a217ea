package org.amana.verifier.desk;

import java.time.Instant;

/** A line in the list of open checks. */
record OpenCheck(String id, String title, String state, Instant createdAt) {}
