package org.amana.wallet.world;

import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.register.TrustList;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parties of {@link World} that take codes, as the registrar names them in its trust list. */
final class TakesCodes {

    private TakesCodes() {}

    /** The same list with them. */
    static String named(String trustList) {
        ObjectNode claims = UnverifiedJws.parse(trustList, TrustList.MAX_BYTES).claims().deepCopy();
        ArrayNode asking = claims.putArray("asking");
        add(asking, FakeVerifier.PARTY, FakeVerifier.IDENTIFIER, "Harbour Bakery", "مخبز الميناء", "/codes");
        add(asking, "river-mill", "LEIXG-000000AMANADEMO00043", "River Mill", "طاحونة النهر", "/others-codes");
        return JwsSigner.sign(World.registrar(), JwsSigner.header(TrustList.TYP, World.registrar()), claims);
    }

    private static void add(ArrayNode asking, String id, String identifier, String name, String arabic, String path) {
        ObjectNode party = asking.addObject()
                .put("id", id)
                .put("identifier", identifier)
                .put("country", "PT")
                .put("code_url", World.VERIFIER.url(path).toString());
        party.putObject("name").put("en", name).put("ar", arabic);
    }
}
