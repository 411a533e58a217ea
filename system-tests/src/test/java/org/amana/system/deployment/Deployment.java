package org.amana.system.deployment;

import java.net.URI;
import java.nio.file.Path;

/**
 * A running Amana, in one process or in four. The journeys know the two only by this; everything
 * they do goes over HTTP.
 */
public interface Deployment extends AutoCloseable {

    URI issuer();

    URI wallet();

    URI verifier();

    URI ledger();

    /** The password of a built-in staff account, from {@code first-login.txt}. */
    StaffAccount staff(String tenant);

    /** PEM files of the development roots: {@code issuer*.pem}, {@code access*.pem}. */
    Path anchors();

    /** The verifier key of the ledger's log, as {@code amana-ledger --key} takes it. */
    Path ledgerKey();

    /** Everything this deployment wrote to its standard streams so far. */
    String log();

    /** A JDBC address that may read every schema. */
    String jdbcUrl();

    @Override
    void close();
}
