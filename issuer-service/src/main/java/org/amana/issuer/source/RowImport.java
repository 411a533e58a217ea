package org.amana.issuer.source;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.audit.AuditTrail;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of the {@link RegisterImportRoute}. Each row commits by itself, so that a crash loses none of those before. */
@Component
public class RowImport {
    private static final Logger LOG = LoggerFactory.getLogger(RowImport.class);
    private static final int PROGRESS_EVERY = 25;
    private final PersonRegister register;
    private final ImportStore imports;
    private final AuditTrail audit;

    RowImport(PersonRegister register, ImportStore imports, AuditTrail audit) {
        this.register = register;
        this.imports = imports;
        this.audit = audit;
    }

    /** Reads the header and prepares the checks. */
    public Run open(@Body ImportFile file) {
        List<RegisterColumn> own = RegisterColumn.of(file.authority().types());
        Set<String> known = own.stream().map(RegisterColumn::header).collect(Collectors.toCollection(HashSet::new));
        // one file may feed several offices; a column that no type knows is still refused
        RegisterColumn.all().forEach(column -> known.add(column.header()));
        Iterator<RegisterRow> rows = RegisterCsv.rows(file.file(), Set.of("register_number"), known);
        return new Run(file, rows, own.stream().map(RegisterColumn::header).collect(Collectors.toSet()),
                new RowCheck(file.authority().types()));
    }

    /** The rows of a run, for the splitter. */
    public Iterator<RegisterRow> rows(@Body Run run) {
        return run.rows;
    }

    /** Checks and imports one row. */
    public void row(@Body RegisterRow row, @ExchangeProperty(RegisterImportRoute.RUN) Run run) {
        List<RowError> errors = run.check.check(row);
        if (!errors.isEmpty()) {
            run.counts = run.counts.plusRefused();
            for (RowError error : errors) {
                if (run.errorCount++ < RegisterImport.MAX_ERRORS) {
                    imports.refuse(run.file.id(), error);
                }
            }
        } else {
            var cells = new TreeMap<>(row.cells());
            cells.keySet().retainAll(run.columns);
            boolean changes = run.file.isDryRun()
                    ? !register.has(run.file.authority().id(), cells)
                    : register.put(run.file.authority().id(), cells);
            run.counts = changes ? run.counts.plusAccepted() : run.counts.plusUnchanged();
        }
        if (run.counts.rows() % PROGRESS_EVERY == 0) {
            imports.progress(run.file.id(), run.counts);
        }
    }

    /** Ends a run that reached the end of its file. */
    public void close(@ExchangeProperty(RegisterImportRoute.RUN) Run run) {
        ImportCounts counts = run.counts;
        if (!run.file.isDryRun()) {
            audit.record(run.file.authority().id(), run.file.actor(), AuditTrail.Action.REGISTER_IMPORTED,
                    "import " + run.file.id(), "%d rows, %d accepted, %d unchanged, %d refused".formatted(counts.rows(),
                            counts.accepted(), counts.unchanged(), counts.refused()));
        }
        imports.progress(run.file.id(), counts);
        imports.end(run.file.id(), RegisterImport.State.DONE, "");
    }

    /** Ends a run that could not go on; rows already imported stay. */
    public void fail(Exchange exchange) throws InvalidPayloadException {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Run run = exchange.getProperty(RegisterImportRoute.RUN, Run.class);
        ImportFile file = run == null ? exchange.getMessage().getMandatoryBody(ImportFile.class) : run.file;
        ProblemException refused = ObjectHelper.getException(ProblemException.class, cause);
        String sentence = "The import stopped by an error of ours; tell the administrator the number " + file.id()
                + ".";
        if (refused == null) {
            LOG.error("Import {} stopped", file.id(), cause);
        } else {
            sentence = refused.problem().detail();
        }
        if (run != null) {
            imports.progress(file.id(), run.counts);
        }
        imports.end(file.id(), RegisterImport.State.FAILED, sentence);
    }

    /** One file while it is imported; used by one thread at a time. */
    static final class Run {
        private final ImportFile file;
        private final Iterator<RegisterRow> rows;
        private final Set<String> columns;
        private final RowCheck check;
        private ImportCounts counts = ImportCounts.NONE;
        private int errorCount;

        Run(ImportFile file, Iterator<RegisterRow> rows, Set<String> columns, RowCheck check) {
            this.file = file;
            this.rows = rows;
            this.columns = columns;
            this.check = check;
        }
    }
}
