package org.amana.wallet.consent;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.wallet.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The person's view of the ledger over HTTP, and the file of all of it. Shapes: package documentation. */
@RestController
@RequestMapping("/api/v1/entries")
class EntriesController {

    private final Entries entries;
    private final WriteLedgerFile write;
    private final ReadLedgerFile read;
    private final Objecting objecting;

    EntriesController(Entries entries, WriteLedgerFile write, ReadLedgerFile read, Objecting objecting) {
        this.entries = entries;
        this.write = write;
        this.read = read;
        this.objecting = objecting;
    }

    /** @param words lock the pairwise keys in the file; without them it has none */
    record ExportWish(@Nullable String words) {}

    /**
     * @param file  as the other wallet wrote it
     * @param words open the keys in it
     */
    record ImportWish(JsonNode file, @Nullable String words) {}

    @GetMapping
    EntriesView list(Vault vault, Locale language) {
        return entries.list(vault, language);
    }

    /** @param words why; absent for no reason */
    record ObjectionWish(@Nullable String words) {}

    @PostMapping("/{record}/object")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void object(Vault vault, @PathVariable String record, @RequestBody ObjectionWish wish) {
        objecting.object(vault, record, Optional.ofNullable(wish.words()).orElse(""));
    }

    @PostMapping("/export")
    JsonNode export(Vault vault, @RequestBody ExportWish wish) {
        return write.write(vault, Optional.ofNullable(wish.words()).orElse("")).toJson();
    }

    @PostMapping("/import")
    TakenIn bring(Vault vault, @RequestBody ImportWish wish) {
        return read.read(vault, StrictJson.write(wish.file()).getBytes(StandardCharsets.UTF_8),
                Optional.ofNullable(wish.words()).orElse(""));
    }
}
