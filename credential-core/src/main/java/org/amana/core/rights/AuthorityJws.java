package org.amana.core.rights;

import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.MessageClaims;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.X5c;
import tools.jackson.databind.node.ObjectNode;

/** What an authority says to a person, signed with the key of its cards: the leaf of its own {@code x5c} signed it. */
record AuthorityJws(String compact, List<X509Certificate> chain, MessageClaims claims) {

    static String sign(SigningKey key, String typ, ObjectNode claims) {
        return JwsSigner.sign(key, JwsSigner.header(typ, key), claims);
    }

    /**
     * Reads one and checks its signature; whether the certificate is the authority's stays open.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    static AuthorityJws verify(String compact, String typ, int maxBytes) {
        UnverifiedJws jws = UnverifiedJws.parse(compact, maxBytes);
        List<X509Certificate> chain = X5c.parse(jws.header().path("x5c"));
        if (!(chain.getFirst().getPublicKey() instanceof ECPublicKey key)) {
            throw ConsentProblem.badMessage("an authority signs with a P-256 key");
        }
        return new AuthorityJws(compact, chain, new MessageClaims(jws.verify(key, typ).claims()));
    }
}
