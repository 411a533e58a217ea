package org.amana.ledgercli;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.key.KeyPurpose;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RectificationAnswer;
import org.amana.core.rights.RectificationReceipt;
import org.amana.core.rights.RectificationRequest;
import org.amana.core.rights.RightsClock;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.core.trust.X5c;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file of a complaint about a correction: what the person signed, and what the authority signed about it. None of it
 * is in a log (decision 0159); it is held against the anchors of the authority's certificates instead.
 */
record CorrectionFile(RectificationRequest request, Optional<RectificationReceipt> receipt,
                      Optional<RectificationAnswer> answer) {
    static final int MAX_BYTES = 262_144;
    private static final String TYPE = "https://amana.example/rights/rectification-complaint/v1";

    static boolean isOne(ObjectNode document) {
        return document.path("type").asString("").equals(TYPE);
    }

    /**
     * Reads it; each signature holds by the key that it names itself.
     *
     * @throws ProblemException {@link org.amana.core.consent.ConsentProblem}
     */
    static CorrectionFile parse(ObjectNode document) {
        return new CorrectionFile(RectificationRequest.verify(document.path("request").asString("")),
                text(document, "receipt").map(RectificationReceipt::verify),
                text(document, "answer").map(RectificationAnswer::verify));
    }

    private static Optional<String> text(ObjectNode document, String name) {
        return document.has(name) ? Optional.of(document.path(name).asString("")) : Optional.empty();
    }

    /** Says what is proved. */
    int report(TrustAnchors anchors, Report report) {
        List<Finding> findings = new ArrayList<>();
        receipt.ifPresent(said -> {
            if (!said.isFor(request)) {
                findings.add(new Finding("another_request", "the authority confirms another request than this one"));
            }
            authority(said.chain(), anchors, said.received()).ifPresent(findings::add);
        });
        answer.ifPresent(said -> {
            if (!said.isTo(request)) {
                findings.add(new Finding("another_request", "the authority answers another request than this one"));
            }
            if (receipt.filter(one -> !one.received().equals(said.received())).isPresent()) {
                findings.add(new Finding("another_time", "the answer names another arrival than the confirmation"));
            }
            authority(said.chain(), anchors, said.time()).ifPresent(findings::add);
        });
        return findings.isEmpty()
                ? report.holds(sentence(), facts())
                : report.doesNotHold("This file does not hold:", findings);
    }

    /** Whether it is the authority's certificate at the time that it says itself. */
    private Optional<Finding> authority(List<X509Certificate> chain, TrustAnchors anchors, Instant at) {
        try {
            var validated = new ChainValidator().validate(chain, anchors, KeyPurpose.ISSUER, at);
            return X5c.sans(validated.leaf()).uris().contains(URI.create(request.authority()))
                    ? Optional.empty()
                    : Optional.of(new Finding("not_the_authority", "the certificate names another authority"));
        } catch (ProblemException e) {
            return Optional.of(new Finding("not_the_authority",
                    "the certificate is not the authority's under these anchors: " + e.problem().detail()));
        }
    }

    private String sentence() {
        String asked = "This file holds: at %s somebody signed with the key of a card that %s should correct it."
                .formatted(request.time(), request.authority());
        String came = receipt.map(RectificationReceipt::received)
                .or(() -> answer.map(RectificationAnswer::received))
                .map(at -> " It had this at %s; an answer was due by %s.".formatted(at,
                        RightsClock.of(at, Optional.empty()).lastDay()))
                .orElse(" Nothing in the file says that it was received.");
        return asked + came + answer
                .map(said -> " It answered at %s: %s.".formatted(said.time(), said.result()))
                .orElse(" The file has no answer.");
    }

    private ObjectNode facts() {
        ObjectNode facts = StrictJson.object()
                .put("kind", "RECTIFICATION")
                .put("authority", request.authority())
                .put("asked_at", request.time().toString());
        receipt.ifPresent(said -> facts.put("received_at", said.received().toString()));
        answer.ifPresent(said -> facts.put("answered_at", said.time().toString()).put("result", said.result().name()));
        return facts;
    }
}
