/** The world around a verifier under test: issuer, ledger and a wallet of the core's own classes. */
@NullMarked
package org.amana.verifier.testing;

import org.jspecify.annotations.NullMarked;
