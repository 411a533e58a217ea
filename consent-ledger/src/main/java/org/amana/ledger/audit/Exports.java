package org.amana.ledger.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.ledger.register.DataWords;
import org.amana.ledger.register.LegalBasis;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The officer's answers as files for spreadsheets and programs. */
final class Exports {
    private static final String LIST = "; ";

    private Exports() {}

    static String breach(List<ConsentRow> rows, RegisterWords register, DataWords data) {
        var csv = new Csv("relation", "record", "recipient_id", "recipient", "purpose_id", "purpose", "data",
                "given_at",
                "withdrawn_at", "recipient_told_at", "erased_at");
        rows.forEach(row -> csv.line(List.of(row.relation(), row.record(), row.controller(),
                register.party(row.controller()), row.purpose(), register.purpose(row.purpose()),
                String.join(LIST, data.claims(row.categories())), text(row.givenAt()), text(row.withdrawnAt()),
                text(row.told()), text(row.erasedAt()))));
        return csv.text();
    }

    static String records(List<ProcessingRecord> records) {
        var csv = new Csv("intended_use", "purpose", "controller_id", "controller", "country", "contact", "supervisor",
                "legal_basis", "law_reference", "persons", "data", "recipients", "retention", "retired", "version",
                "registered_by_entry", "consents_standing", "permits", "denials", "deliveries", "last_entry",
                "last_entry_at");
        records.forEach(record -> csv.line(List.of(record.id(), record.purpose(), record.controller().id(),
                record.controller().name(), record.controller().country(), record.controller().contact().orElse(""),
                record.controller().supervisor().map(authority -> authority.name().in("en")).orElse(""),
                String.join(LIST, record.legalBasis().stream().map(LegalBasis::article).toList()),
                record.lawReference().orElse(""), String.join(LIST, record.persons()),
                String.join(LIST, record.data()), String.join(LIST, record.recipients()),
                record.retention().toString(), "" + record.retired(), "" + record.version(), "" + record.registeredBy(),
                "" + record.standing(), "" + record.exchanged().permits(), "" + record.exchanged().denials(),
                "" + record.exchanged().deliveries(), record.last().map(last -> "" + last.index()).orElse(""),
                record.last().map(last -> last.at().toString()).orElse(""))));
        return csv.text();
    }

    static ObjectNode json(List<ProcessingRecord> records, Instant now) {
        ObjectNode answer = StrictJson.object().put("generated_at", now.toString());
        ArrayNode list = answer.putArray("records");
        records.forEach(record -> list.add(json(record)));
        return answer;
    }

    private static ObjectNode json(ProcessingRecord record) {
        ObjectNode object = StrictJson.object().put("intended_use", record.id()).put("purpose", record.purpose());
        ObjectNode controller = object.putObject("controller")
                .put("id", record.controller().id())
                .put("name", record.controller().name())
                .put("country", record.controller().country());
        record.controller().contact().ifPresent(contact -> controller.put("contact", contact));
        record.controller()
                .supervisor()
                .ifPresent(authority -> controller.put("supervisor", authority.name().in("en")));
        texts(object.putArray("legal_basis"), record.legalBasis().stream().map(LegalBasis::term).toList());
        record.lawReference().ifPresent(law -> object.put("law_reference", law));
        texts(object.putArray("persons"), record.persons());
        texts(object.putArray("data"), record.data());
        texts(object.putArray("recipients"), record.recipients());
        object.put("retention", record.retention().toString())
                .put("retired", record.retired())
                .put("version", record.version());
        object.put("registered_by_entry", record.registeredBy()).put("consents_standing", record.standing());
        object.put("permits", record.exchanged().permits())
                .put("denials", record.exchanged().denials())
                .put("deliveries", record.exchanged().deliveries());
        record.last()
                .ifPresent(last -> object.putObject("last_entry")
                        .put("index", last.index())
                        .put("at", last.at().toString()));
        return object;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("");
    }
}
