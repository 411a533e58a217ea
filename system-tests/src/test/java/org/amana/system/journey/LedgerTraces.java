package org.amana.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.system.deployment.OneNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a ledger knew of a person by one consent, searched for in every file below the node's folder: tables, indexes,
 * write-ahead log, logs. The recipient's own note that it erased a record (and so the record's id) is its own, and stays.
 */
final class LedgerTraces {

    private static final int MAX_BYTES = 100_000;

    private final byte[] leaf;
    private final Map<String, byte[]> traces;

    private LedgerTraces(byte[] leaf, Map<String, byte[]> traces) {
        this.leaf = leaf;
        this.traces = traces;
    }

    /** Of the consent that a receipt is of. */
    static LedgerTraces of(Path file) throws IOException {
        ConsentReceipt receipt = ConsentReceipt.parse(StrictJson.parseObject(Files.readAllBytes(file), MAX_BYTES));
        byte[] bytes = receipt.opening().event();
        byte[] salt = receipt.opening().salt();
        ObjectNode event = StrictJson.parseObject(bytes, MAX_BYTES);
        Map<String, byte[]> traces = new LinkedHashMap<>();
        traces.put("relation", ascii(event.path("relation").asString()));
        traces.put("event", bytes);
        traces.put("event in base64url", ascii(Base64Url.encode(bytes)));
        traces.put("salt", salt);
        traces.put("salt in base64url", ascii(Base64Url.encode(salt)));
        traces.put("salt in hexadecimal", ascii(HexFormat.of().formatHex(salt)));
        String key = event.at("/actor/jwk/x").asString("");
        if (!key.isEmpty()) {
            traces.put("pairwise key", ascii(key));
        }
        assertThat(event.path("kind").asString()).as("what the ledger could read").isIn("GIVEN", "WITHDRAWN", "ERASED");
        assertThat(new String(traces.get("relation"), StandardCharsets.US_ASCII)).hasSize(43);
        return new LedgerTraces(receipt.commitment().bytes(), traces);
    }

    boolean leafIn(OneNode node) throws IOException, SQLException {
        return !find(node, Map.of("leaf", leaf)).isEmpty();
    }

    /** Each trace with the file it is in. */
    List<String> in(OneNode node) throws IOException, SQLException {
        return find(node, traces);
    }

    private static List<String> find(OneNode node, Map<String, byte[]> wanted) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(node.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(node.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = content(file);
                wanted.forEach((name, trace) -> {
                    if (content.contains(new String(trace, StandardCharsets.ISO_8859_1))) {
                        found.add(name + " in " + node.data().relativize(file));
                    }
                });
            }
        }
        wanted.forEach((name, trace) -> {
            if (node.log().contains(new String(trace, StandardCharsets.ISO_8859_1))) {
                found.add(name + " in what the node printed");
            }
        });
        return found;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // the database gave it up meanwhile
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
