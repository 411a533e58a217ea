package org.amana.core.consent.example;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amana.core.json.StrictJson;
import org.amana.schemas.ConsentProfile;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.sparql.graph.GraphFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents as RDF, held against the shapes. Nothing is fetched: the context stands in the document. */
final class ProfileGraph {
    private static final String NAMESPACE = "https://amana.example/consent/ns#";
    private final JsonNode context;
    private final Shapes shapes;

    ProfileGraph(ConsentProfile profile) {
        this.context = StrictJson.parseObject(profile.context(), 100_000).path("@context");
        this.shapes = Shapes.parse(read(profile.shapes(), Lang.TURTLE));
    }

    /** The document as triples. */
    Graph of(JsonNode document) {
        ObjectNode linked = StrictJson.object();
        linked.set("@context", context);
        linked.setAll((ObjectNode) document);
        return read(new String(StrictJson.canonical(linked), StandardCharsets.UTF_8), Lang.JSONLD11);
    }

    /** Names of the shapes it does not meet. */
    List<String> violations(JsonNode document) {
        return violations(of(document));
    }

    List<String> violations(Graph graph) {
        return ShaclValidator.get()
                .validate(shapes, graph)
                .getEntries()
                .stream()
                .map(entry -> entry.source().toString().replace(NAMESPACE, ""))
                .toList();
    }

    private static Graph read(String text, Lang lang) {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.fromString(text, lang).parse(graph);
        return graph;
    }
}
