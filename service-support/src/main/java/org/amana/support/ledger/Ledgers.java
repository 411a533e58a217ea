package org.amana.support.ledger;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.amana.core.http.HttpPeer;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustList;
import org.amana.core.register.TrustedLedger;
import org.amana.support.peer.ServiceTokenSigner;

/**
 * The ledgers this service may write to: its node's own, and those of other nodes that the trust list names. Which one
 * keeps a consent follows from the authority that is to release the data, by the trust list and by nothing that a request
 * or an answer says.
 */
public final class Ledgers {
    private final LedgerClient home;
    private final Supplier<TrustList> trust;
    private final HttpPeer http;
    private final ServiceTokenSigner signer;
    private final Optional<String> nodeName;

    /**
     * Ledgers of one service.
     *
     * @param home the node's own
     * @param trust the list that counts now
     * @param nodeName what other nodes call this one
     */
    public Ledgers(LedgerClient home, Supplier<TrustList> trust, HttpPeer http, ServiceTokenSigner signer,
            Optional<String> nodeName) {
        this.home = home;
        this.trust = trust;
        this.http = http;
        this.signer = signer;
        this.nodeName = nodeName;
    }

    /** The node's own. */
    public LedgerClient home() {
        return home;
    }

    /** The node's own in the trust list; empty for a list that does not name it. */
    public Optional<TrustedLedger> trustedHome() {
        return listed(home.ledger().toString());
    }

    /**
     * The ledger that keeps consents to what that authority is to release.
     *
     * @throws ProblemException {@link LedgerProblem.NotTrusted} when the trust list names none, or more than one;
     *         {@link LedgerProblem} while there is no trust list
     */
    public TrustedLedger keeperOf(String source) {
        return trust.get()
                .keeperOf(source)
                .orElseThrow(() -> untrusted("the trust list names no ledger for consents about " + source));
    }

    /**
     * A client of the ledger at that address.
     *
     * @throws ProblemException {@link LedgerProblem.NotTrusted}; {@link LedgerProblem} while there is no trust list
     */
    public LedgerClient at(String baseUrl) {
        if (baseUrl.equals(home.ledger().toString())) {
            return home;
        }
        TrustedLedger other = listed(baseUrl)
                .orElseThrow(() -> untrusted("the trust list does not name the ledger at " + baseUrl));
        String name = nodeName.orElseThrow(() -> untrusted(
                "amana.peers.node-name is not set, so no ledger of another node knows this service"));
        return new LedgerClient(http, signer.under(name + "-" + signer.service()), URI.create(other.baseUrl()));
    }

    /**
     * As {@link #at}, of the ledger that keeps consents about that source; the node's own where there is none.
     *
     * @param source authority that releases the data; empty where the person shows them
     */
    public LedgerClient of(Optional<String> source) {
        return source.map(issuer -> at(keeperOf(issuer).baseUrl())).orElse(home);
    }

    /**
     * A client of the ledger with that log.
     *
     * @param origin name of the log; empty for the node's own
     * @throws ProblemException as {@link #at}
     */
    public LedgerClient ofLog(Optional<String> origin) {
        return origin.map(name -> at(trust.get()
                .ledgers()
                .stream()
                .filter(one -> one.log().origin().equals(name))
                .findFirst()
                .orElseThrow(() -> untrusted("the trust list does not name the log " + name))
                .baseUrl())).orElse(home);
    }

    private Optional<TrustedLedger> listed(String baseUrl) {
        return trust.get().ledgers().stream().filter(one -> one.baseUrl().equals(baseUrl)).findFirst();
    }

    private static ProblemException untrusted(String detail) {
        return new ProblemException(new LedgerProblem.NotTrusted(detail));
    }
}
