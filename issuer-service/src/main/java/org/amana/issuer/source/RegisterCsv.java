package org.amana.issuer.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.IssuerProblem.InvalidInput;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the file of a register: UTF-8 (with or without byte order mark), separator {@code ,} or {@code ;}. */
final class RegisterCsv {
    private static final int MAX_COLUMNS = 200;

    private RegisterCsv() {}

    /**
     * The rows, read as they are asked for.
     *
     * @param needed headers that must be there
     * @param known headers that may be there; an unknown one is a typing error that would silently lose data
     * @throws ProblemException {@link InvalidInput}: not UTF-8, no header row, a header missing, unknown or twice
     */
    static Iterator<RegisterRow> rows(byte[] file, Set<String> needed, Set<String> known) {
        String text = decode(file);
        int endOfHeader = text.indexOf('\n');
        String header = endOfHeader < 0 ? text : text.substring(0, endOfHeader);
        char separator = header.indexOf(';') >= 0 && header.indexOf(',') < 0 ? ';' : ',';
        try {
            CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180.builder().setDelimiter(separator).get());
            Iterator<CSVRecord> records = parser.iterator();
            if (!hasNext(records)) {
                throw invalid("The file is empty.");
            }
            List<String> headers = headers(records.next(), needed, known);
            return new Rows(records, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> headers(CSVRecord record, Set<String> needed, Set<String> known) {
        List<String> headers = record.stream().map(String::strip).toList();
        if (headers.size() > MAX_COLUMNS || Set.copyOf(headers).size() != headers.size()) {
            throw invalid("The first row names a column twice, or more than " + MAX_COLUMNS + " columns.");
        }
        for (String name : needed) {
            if (!headers.contains(name)) {
                throw invalid("The first row must name the column " + name + ".");
            }
        }
        String unknown = headers.stream().filter(name -> !known.contains(name)).collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw invalid("The first row names columns that this register does not have: " + unknown + ".");
        }
        return headers;
    }

    private static String decode(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ProblemException(new InvalidInput(
                    "The file is not UTF-8. In a spreadsheet, choose 'CSV UTF-8' when saving."), e);
        }
    }

    private static ProblemException invalid(String sentence) {
        return new ProblemException(new InvalidInput(sentence));
    }

    private static boolean hasNext(Iterator<CSVRecord> records) {
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            // the reader found a quotation mark that never closes, or text after one
            throw new ProblemException(new InvalidInput(
                    "A quotation mark in the file is not closed, or has text behind it; the rows before it are imported."),
                    e);
        }
    }

    private record Rows(Iterator<CSVRecord> records, List<String> headers) implements Iterator<RegisterRow> {
        @Override
        public boolean hasNext() {
            return RegisterCsv.hasNext(records);
        }

        @Override
        public RegisterRow next() {
            CSVRecord record = records.next();
            Map<String, String> cells = new TreeMap<>();
            for (int i = 0; i < Math.min(headers.size(), record.size()); i++) {
                String cell = record.get(i).strip();
                if (!cell.isEmpty()) {
                    cells.put(headers.get(i), cell);
                }
            }
            return new RegisterRow(Math.toIntExact(record.getRecordNumber()), cells);
        }
    }
}
