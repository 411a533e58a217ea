/**
 * Logs of sources that show two histories: what a source's permit shows of its log goes to the node's own ledger, which
 * compares, and nothing is fetched where it holds a proof. Start at {@link org.amana.verifier.exchange.fork.ForkedLogs}.
 */
@NamedInterface("fork")
@NullMarked
package org.amana.verifier.exchange.fork;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
