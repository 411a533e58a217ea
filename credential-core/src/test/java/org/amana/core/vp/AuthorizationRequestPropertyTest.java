package org.amana.core.vp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amana.core.testing.Problems;

/** Any text at all, as link and as Request Object. */
class AuthorizationRequestPropertyTest {
    private final VpFixture fixture = new VpFixture();

    @Property(tries = 300)
    void parse_ofAnyText_endsInAProblemAtMost(@ForAll String text) {
        assertThat(Problems.onlyProblemsFrom(() -> AuthorizationRequest.parse(text))).isTrue();
        assertThat(
                Problems.onlyProblemsFrom(() -> AuthorizationRequest.parse("openid4vp://?client_id=x509_san_dns:a&"
                        + text)))
                .isTrue();
        assertThat(Problems.onlyProblemsFrom(() -> AuthorizationRequest.parse(
                "openid4vp://?client_id=x509_san_dns:a&request_uri="
                        + VpFixture.encoded(text.replaceAll("[\uD800-\uDFFF]", "")))))
                .isTrue();
    }

    @Property(tries = 200)
    void receive_ofAnyRequestObject_endsInAVpProblem(@ForAll String text, @ForAll int at) {
        String good = fixture.requestObject().sign(fixture.accessKey);
        int index = Math.floorMod(at, good.length());
        for (String requestObject : List.of(text, good.substring(0, index), good.substring(0, index) + text
                + good.substring(Math.min(good.length(), index + 1)))) {
            fixture.network.serve(requestObject);
            if (!requestObject.strip().equals(good)) {
                assertThat(Problems.of(() -> fixture.wallet.receive(fixture.link(), fixture.accessCa.anchors())))
                        .isInstanceOf(VpProblem.class);
            }
        }
    }
}
