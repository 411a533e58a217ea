package org.amana.verifier;

import static org.amana.verifier.testing.Forger.ALL;
import static org.amana.verifier.testing.Forger.FAMILY_NAME;
import static org.amana.verifier.testing.Forger.GIVEN_NAME;
import static org.amana.verifier.testing.Forger.PERMISSION;
import static org.amana.verifier.testing.Forger.PORTRAIT;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.sdjwt.SdJwtVcFixture;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.Forger;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/** Disclosures and structure, at response_uri. */
class DisclosureRefusalsTest {
    private final Bench bench = TestWorld.sharedBench();
    private final Forger forger = bench.forger;

    @Test
    void unchanged_isAccepted() throws Exception {
        bench.accepts(request -> forger.present(forger.payload(ALL), ALL, request));
    }

    @Test
    void n001_disclosureByteFlipped_isRefused() throws Exception {
        String changed = SdJwtVcFixture.disclosure("given_name", "Tesfaz");
        bench.refuses("unreferenced_disclosure",
                request -> forger.present(forger.payload(ALL), List.of(PERMISSION, changed, FAMILY_NAME, PORTRAIT),
                        request));
    }

    @Test
    void n002_disclosureWithoutDigest_isRefused() throws Exception {
        bench.refuses("unreferenced_disclosure",
                request -> forger.present(forger.payload(ALL),
                        with(SdJwtVcFixture.disclosure("admin", BooleanNode.TRUE)), request));
    }

    @Test
    void n003_disclosureTwice_isRefused() throws Exception {
        bench.refuses("duplicate_disclosure",
                request -> forger.present(forger.payload(ALL), with(GIVEN_NAME), request));
    }

    @Test
    void n004_digestTwice_isRefused() throws Exception {
        ObjectNode payload = forger.payload(ALL);
        SdJwtVcFixture.addDigests((ArrayNode) payload.get("_sd"), GIVEN_NAME);
        bench.refuses("duplicate_digest", request -> forger.present(payload, ALL, request));
    }

    @Test
    void n005_memberDisclosureWithTwoElements_isRefused() throws Exception {
        String two = SdJwtVcFixture.encoded(StrictJson.array().add("2GLC42sKQveCfGfryNRN9w").add("value"));
        bench.refuses("malformed_disclosure", request -> forger.present(forger.payload(with(two)), with(two), request));
    }

    @Test
    void n006_disclosureNotBase64url_isRefused() throws Exception {
        String padded = GIVEN_NAME + "=";
        bench.refuses("malformed_disclosure",
                request -> forger.present(forger.payload(with(padded)), with(padded), request));
    }

    @Test
    void n007_reservedClaimName_isRefused() throws Exception {
        String reserved = SdJwtVcFixture.disclosure("_sd", "value");
        bench.refuses("reserved_claim_name",
                request -> forger.present(forger.payload(with(reserved)), with(reserved), request));
    }

    @Test
    void n008_claimThatStandsInClear_isRefused() throws Exception {
        ObjectNode payload = forger.payload(ALL).put("given_name", "Somebody");
        bench.refuses("claim_collision", request -> forger.present(payload, ALL, request));
    }

    @Test
    void n009_childWithoutParent_isRefused() throws Exception {
        String child = SdJwtVcFixture.disclosure("street", "Harbour Road");
        ObjectNode parentValue = StrictJson.object();
        SdJwtVcFixture.addDigests(parentValue.putArray("_sd"), child);
        String parent = SdJwtVcFixture.disclosure("address", parentValue);
        bench.refuses("unreferenced_disclosure",
                request -> forger.present(forger.payload(with(parent)), with(child), request));
    }

    @Test
    void n010_unknownHash_isRefused() throws Exception {
        bench.refuses("unsupported_hash",
                request -> forger.present(forger.payload(ALL).put("_sd_alg", "md5"), ALL, request));
    }

    @Test
    void n011_control_decoyDigests_areAccepted() throws Exception {
        ObjectNode payload = forger.payload(ALL);
        SdJwtVcFixture.addDigests((ArrayNode) payload.get("_sd"), "nobody", "has", "these");
        bench.accepts(request -> forger.present(payload, ALL, request));
    }

    @Test
    void n012_control_objectsLeftEmpty_areAccepted() throws Exception {
        ObjectNode payload = forger.payload(ALL);
        SdJwtVcFixture.addDigests(payload.putObject("address").putArray("_sd"), "hidden");
        payload.putArray("remarks");
        bench.accepts(request -> forger.present(payload, ALL, request));
    }

    @Test
    void n015_expiryInADisclosure_isRefused() throws Exception {
        String expiry = SdJwtVcFixture.disclosure("nbf", IntNode.valueOf(1));
        bench.refuses("protected_claim_disclosed",
                request -> forger.present(forger.payload(with(expiry)), with(expiry), request));
    }

    @Test
    void n017_lastTildeMissing_isRefused() throws Exception {
        bench.refuses("malformed_sd_jwt", request -> {
            String sdJwt = forger.sdJwt();
            return sdJwt.substring(0, sdJwt.length() - 1);
        });
    }

    @Test
    void n017_twoKeyBindingJwts_areRefused() throws Exception {
        bench.refuses("malformed_sd_jwt", request -> {
            String bound = forger.bind(forger.sdJwt(), request);
            return bound + "~" + bound.substring(bound.lastIndexOf('~') + 1);
        });
    }

    @Test
    void n020_moreThanAThousandDisclosures_areRefused() throws Exception {
        List<String> many = new ArrayList<>(ALL);
        IntStream.range(0, 1_000).forEach(i -> many.add(SdJwtVcFixture.disclosure("x" + i, "v")));
        String jwt = JwsSigner.sign(bench.world.issuer.key, forger.header(), forger.payload(ALL));
        bench.refuses("too_large", request -> forger.bind(Forger.join(jwt, many), request));
    }

    @Test
    void n020_nestedTooDeeply_isRefused() throws Exception {
        String deep = "[".repeat(100) + "]".repeat(100);
        String disclosure = Base64Url.encode(("[\"salt\",\"deep\"," + deep + "]").getBytes(StandardCharsets.UTF_8));
        bench.refuses("malformed_disclosure",
                request -> forger.present(forger.payload(with(disclosure)), with(disclosure), request));
    }

    private static List<String> with(String more) {
        return Stream.concat(ALL.stream(), Stream.of(more)).toList();
    }
}
