package org.amana.system.journey;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.amana.system.deployment.Deployment;

/** Every row of the wallet's schema as text and every log, searched for what was the person's. */
final class WalletDump {

    /** Names, claims, types, issuers and verifiers of the story. */
    private static final List<String> TELLING = List.of("selam", "tekle", "work_permission", "right-to-work",
            "qualification", "labour-office", "labour office", "recognition-office", "harbour", "bakery", "given_name");

    private static final Pattern REGISTER_NUMBER = Pattern.compile("LO-[0-9]{4}", Pattern.CASE_INSENSITIVE);

    private final List<String> rows;
    private final String log;

    private WalletDump(List<String> rows, String log) {
        this.rows = rows;
        this.log = log;
    }

    static WalletDump of(Deployment amana) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(amana.jdbcUrl());
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "select table_name from information_schema.tables where table_schema = 'wallet' and table_type = 'BASE TABLE'")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                addRows(statement, table, rows);
            }
        }
        return new WalletDump(rows, amana.log());
    }

    private static void addRows(Statement statement, String table, List<String> rows) throws SQLException {
        if (table.startsWith("flyway")) {
            return;
        }
        try (ResultSet found = statement.executeQuery("select * from wallet.\"" + table + "\"")) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                StringBuilder row = new StringBuilder(table).append(": ");
                for (int column = 1; column <= columns; column++) {
                    byte[] raw = found.getBytes(column);
                    row.append(raw == null ? "" : new String(raw, StandardCharsets.ISO_8859_1))
                            .append(" | ")
                            .append(found.getString(column))
                            .append(" | ");
                }
                rows.add(row.toString());
            }
        }
    }

    /** Every place where something telling stands; empty is what the design promises. */
    List<String> traces() {
        if (rows.isEmpty()) {
            throw new IllegalStateException("the wallet's schema is empty, so the search proves nothing");
        }
        List<String> traces = new ArrayList<>();
        for (String word : TELLING) {
            rows.stream()
                    .filter(row -> row.toLowerCase(Locale.ROOT).contains(word))
                    .findFirst()
                    .ifPresent(row -> traces.add(word + " in " + row.substring(0, Math.min(200, row.length()))));
        }
        // "lo-" alone turns up in so much ciphertext by chance
        rows.stream()
                .filter(row -> REGISTER_NUMBER.matcher(row).find())
                .findFirst()
                .ifPresent(row -> traces.add("register number in " + row.substring(0, Math.min(200, row.length()))));
        for (String word : List.of("selam", "tekle")) {
            log.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).contains(word))
                    .findFirst()
                    .ifPresent(line -> traces.add(word + " in the log: " + line));
        }
        return traces;
    }
}
