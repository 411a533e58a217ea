package org.amana.verifier.receipt;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.amana.support.page.CountryName;
import org.amana.support.page.IsolatedText;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The check receipt on one sheet of paper. The signed JWS travels inside as an attachment, so that the
 * PDF proves as much as the JSON does.
 */
@Component
public final class ReceiptPdf {
    /** Name of the attachment. */
    public static final String ATTACHMENT = "check-receipt.jwt";
    private static final Locale LANGUAGE = Locale.ENGLISH;
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private final MessageSource messages;

    public ReceiptPdf(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * Draws a receipt.
     *
     * @param compact the signed receipt, as stored
     */
    public byte[] render(String compact) {
        CheckReceipt receipt = CheckReceipt.read(compact);
        try (PDDocument document = new PDDocument(); var out = new ByteArrayOutputStream()) {
            PDType0Font font = font(document);
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var stream = new PDPageContentStream(document, page)) {
                write(new PdfColumn(stream, font), receipt);
            }
            describe(document, receipt);
            attach(document, compact);
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the receipt cannot be drawn", e);
        }
    }

    private void write(PdfColumn column, CheckReceipt receipt) throws IOException {
        column.line(text("receipt.title"), 20);
        column.line(receipt.organisationName() + " (" + plain(CountryName.of(receipt.country(), LANGUAGE)) + ")", 12);
        column.gap();
        column.paragraph(receipt.sentence(), 15);
        column.gap();
        column.entry(text("receipt.job"), receipt.question().job());
        column.entry(text("receipt.hours"), Integer.toString(receipt.question().hoursPerWeek()));
        column.entry(text("receipt.start"), plain(IsolatedText.date(receipt.question().startDate(), LANGUAGE)));
        column.entry(text("receipt.person"), text("receipt.person.matched"));
        column.entry(text("receipt.time"), plain(IsolatedText.moment(receipt.matchedAt(), LANGUAGE)));
        column.entry(text("receipt.basis"), String.join(", ", receipt.legalBasis()));
        receipt.lawReference().ifPresent(law -> column.entry(text("receipt.law"), law));
        column.entry(text("receipt.use"), receipt.intendedUse());
        column.entry(text("receipt.request"), receipt.requestHash());
        column.gap();
        column.paragraph(text("receipt.holds"), 10);
        column.paragraph(text("receipt.verify", ATTACHMENT), 10);
    }

    private void describe(PDDocument document, CheckReceipt receipt) {
        var information = document.getDocumentInformation();
        information.setTitle(text("receipt.title"));
        information.setAuthor(receipt.organisationName());
        var created = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        created.setTimeInMillis(receipt.matchedAt().toEpochMilli());
        information.setCreationDate(created);
        document.getDocumentCatalog().setLanguage(LANGUAGE.toLanguageTag());
    }

    private static void attach(PDDocument document, String compact) throws IOException {
        byte[] bytes = compact.getBytes(StandardCharsets.US_ASCII);
        var embedded = new PDEmbeddedFile(document, new ByteArrayInputStream(bytes));
        embedded.setSubtype("application/jwt");
        embedded.setSize(bytes.length);
        var file = new PDComplexFileSpecification();
        file.setFile(ATTACHMENT);
        file.setFileUnicode(ATTACHMENT);
        file.setEmbeddedFile(embedded);
        var files = new PDEmbeddedFilesNameTreeNode();
        files.setNames(Map.of(ATTACHMENT, file));
        var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(files);
        document.getDocumentCatalog().setNames(names);
    }

    private static PDType0Font font(PDDocument document) throws IOException {
        try (InputStream file = PDDocument.class.getResourceAsStream(FONT)) {
            if (file == null)
                throw new IllegalStateException("the PDF library lacks its font");
            return PDType0Font.load(document, file);
        }
    }

    private String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, LANGUAGE);
    }

    private static String plain(String isolated) {
        return isolated.replaceAll("[\\u2068\\u2069]", "");
    }
}
