package org.amana.core.consent.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amana.core.json.StrictJson;
import org.amana.schemas.ConsentProfile;
import org.amana.schemas.Schemas;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an event says as a graph, and what the shapes refuse that no event of the right form can say. */
class ConsentGraphTest {
    private static final String AMANA = "https://amana.example/consent/ns#";
    private static final String DPV = "https://w3id.org/dpv#";
    private final ConsentProfile profile = Schemas.consentProfile();
    private final ProfileGraph graphs = new ProfileGraph(profile);

    @Test
    void given_asAGraph_speaksTheWordsOfTheVocabulary() {
        Graph graph = graphs.of(example("given"));
        assertThat(objects(graph, DPV + "hasStatus")).containsExactly(DPV + "ConsentGiven");
        assertThat(objects(graph, DPV + "hasLegalBasis"))
                .containsExactly("https://w3id.org/dpv/legal/eu/gdpr#A6-1-a");
        assertThat(objects(graph, DPV + "hasDataController"))
                .containsExactly("https://amana.example/consent/party/harbour-bakery");
        assertThat(objects(graph, DPV + "hasDataSubject")).containsExactly("https://amana.example/consent/relation/"
                + ValidEvents.PERSON.key().kid());
        assertThat(objects(graph, DPV + "hasConsentControl")).containsExactly(DPV + "WithdrawConsent");
        assertThat(objects(graph, "http://purl.org/dc/terms/date")).containsExactly("2026-11-23T12:00:00Z");
    }

    @Test
    void controller_whenNamedLikeAMember_isStillAParty() {
        assertThat(objects(graphs.of(example("given").put("controller", "purpose")), DPV + "hasDataController"))
                .containsExactly("https://amana.example/consent/party/purpose");
    }

    @Test
    void member_whenOfAnyExample_hasATerm() {
        JsonNode context = StrictJson.parseObject(profile.context(), 100_000).path("@context");
        for (Example example : Examples.valid()) {
            ObjectNode document = Faults.object(example.content());
            assertThat(context.propertyNames()).as(example.name()).containsAll(document.propertyNames());
            for (String nested : List.of("purpose", "notice", "actor")) {
                assertThat(context.path(nested).path("@context").propertyNames()).as(example.name())
                        .containsAll(document.path(nested).propertyNames());
            }
        }
    }

    @Test
    void approval_whenItClaimsAConsentStatus_isRefused() {
        refuse("approved-under-a-law", "presentation-is-no-consent",
                graph -> add(graph, DPV + "hasConsentStatus", DPV + "ConsentGiven"));
        refuse("approved-under-a-law", "presentation-is-no-consent",
                graph -> add(graph, DPV + "hasStatus", DPV + "ConsentGiven"));
        refuse("received", "presentation-is-no-consent",
                graph -> add(graph, DPV + "hasConsentStatus", DPV + "ConsentGiven"));
    }

    @Test
    void consent_whenItIsForEverythingOrEverybody_isRefused() {
        refuse("given", "consent-is-for-something", graph -> remove(graph, DPV + "hasPersonalData"));
        refuse("given", "consent-is-for-something", graph -> remove(graph, DPV + "hasNotice"));
        refuse("given", "consent-is-for-something",
                graph -> add(graph, DPV + "hasDataController", "https://amana.example/consent/party/other-firm"));
        refuse("given", "consent-is-for-something", graph -> add(graph, DPV + "hasPurpose", AMANA + "advertising"));
    }

    @Test
    void receipt_whenOfSomethingElse_isRefused() {
        ObjectNode receipt = StrictJson.object().put("type", "https://amana.example/consent/receipt/v1");
        assertThat(graphs.violations(receipt)).containsExactly("receipt-is-of-one-event");
        receipt.set("event", example("given").put("profile", "https://elsewhere.example/event"));
        assertThat(graphs.violations(receipt)).containsExactly("receipt-is-of-one-event");
        receipt.set("event", example("given"));
        assertThat(graphs.violations(receipt)).isEmpty();
    }

    @Test
    void record_ofSeveralEvents_isHeldEventByEvent() {
        Graph whole = graphs.of(example("given"));
        for (String name : List.of("withdrawn", "erased", "renewed", "approved-beside-a-consent")) {
            graphs.of(name.equals("erased") ? opened(example(name)) : example(name)).stream().forEach(whole::add);
        }
        assertThat(graphs.violations(whole)).isEmpty();
        ObjectNode wrong = example("refused");
        wrong.remove("withdrawal");
        graphs.of(wrong).stream().forEach(whole::add);
        assertThat(graphs.violations(whole)).containsExactly("consent-can-be-withdrawn");
    }

    @Test
    void shape_ifNamed_refusesSomething() throws IOException {
        Stream<String> named = Pattern.compile("(?m)^amana:([a-z-]+) a sh:PropertyShape")
                .matcher(profile.shapes())
                .results()
                .map(match -> match.group(1));
        List<String> refused = Stream.concat(ConsentExamplesTest.expectations().stream().map(one -> one.reason()),
                Stream.of("presentation-is-no-consent", "consent-is-for-something", "receipt-is-of-one-event"))
                .toList();
        assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(refused).contains(name));
    }

    private void refuse(String example, String shape, Consumer<Graph> change) {
        Graph graph = graphs.of(example(example));
        assertThat(graphs.violations(graph)).as("unchanged").isEmpty();
        change.accept(graph);
        assertThat(graphs.violations(graph)).contains(shape);
    }

    private static ObjectNode opened(ObjectNode erased) {
        return (ObjectNode) ProfileChecks.opened(erased);
    }

    private static ObjectNode example(String name) {
        return Faults.object(ValidReceipts.event(ValidEvents.all(), name));
    }

    private static List<String> objects(Graph graph, String property) {
        return graph.find(Node.ANY, NodeFactory.createURI(property), Node.ANY)
                .mapWith(triple -> triple.getObject().isURI()
                        ? triple.getObject().getURI()
                        : triple.getObject().getLiteralLexicalForm())
                .toList();
    }

    private static void add(Graph graph, String property, String value) {
        Node event = graph.find(Node.ANY, NodeFactory.createURI(AMANA + "sequence"), Node.ANY).next().getSubject();
        graph.add(event, NodeFactory.createURI(property), NodeFactory.createURI(value));
    }

    private static void remove(Graph graph, String property) {
        graph.remove(Node.ANY, NodeFactory.createURI(property), Node.ANY);
    }
}
