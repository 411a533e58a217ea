package org.amana.wallet.consent;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.wallet.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The person's view of the ledger over HTTP, and the file of all of it. Shapes: package documentation. */
@RestController
@RequestMapping("/api/v1/entries")
class EntriesController {

    private final Entries entries;
    private final WriteLedgerFile write;
    private final ReadLedgerFile read;

    EntriesController(Entries entries, WriteLedgerFile write, ReadLedgerFile read) {
        this.entries = entries;
        this.write = write;
        this.read = read;
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
