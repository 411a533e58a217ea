package org.amana.core.consent;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.merkle.CompactTree;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogSigner;
import org.amana.core.note.TlogProof;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.LocalizedText;

/** A consent as the story has it: keep a diploma on file for six months. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final String QUALIFICATION = "https://amana.example/vct/qualification";
    public static final RecordId RECORD = new RecordId("AAAAAAAAAAAAAAAAAAAAAA");
    public static final RequestHash REQUEST = RequestHash.of("eyJhbGciOiJFUzI1NiJ9.e30.c2ln");

    private Samples() {}

    public static IntendedUse keepDiploma() {
        return new IntendedUse("keep-diploma-on-file", "harbour-bakery",
                LocalizedText.english("Keep your diploma on file"), List.of(IntendedUse.CONSENT), Optional.empty(),
                true,
                LocalizedText.english("Nothing changes for you"), Period.ofMonths(6), List.of(),
                List.of(new CredentialCategory(QUALIFICATION,
                        List.of(List.of("qualification"), List.of("given_name"), List.of("family_name")))));
    }

    /** The first event of the key's relation. */
    public static ConsentEvent given(SigningKey actor) {
        IntendedUse use = keepDiploma();
        return new ConsentEvent(EventKind.GIVEN, RECORD, actor.publicJwk(), ChainPosition.first(), NOON,
                ConsentTerms.of(use, use.credentials(), "en", Optional.empty()), Notice.of("May the bakery …?", "en"),
                REQUEST);
    }

    /** A receipt for the event as the second entry of a small log. */
    public static ConsentReceipt receipt(Opening opening, LogSigner log) {
        return receipt(opening, log, TreeHash.ofLeaf(new byte[]{2}));
    }

    private static ConsentReceipt receipt(Opening opening, LogSigner log, TreeHash other) {
        var tree = new CompactTree();
        tree.append(other);
        tree.append(opening.commitment().leafHash());
        String checkpoint = log.sign(new Checkpoint(log.origin(), 2, tree.root()), NOON);
        return ConsentReceipt.of(opening, new TlogProof(1, List.of(other), checkpoint));
    }

    /** The receipt of an erasure of entries 0 and 1, which is entry 2 of a log of 3. */
    public static ErasureReceipt erasure(LogSigner log) {
        var tombstone = new Tombstone(List.of(0L, 1L));
        var tree = new CompactTree();
        TreeHash first = TreeHash.ofLeaf(new byte[]{1});
        TreeHash second = TreeHash.ofLeaf(new byte[]{2});
        tree.append(first);
        tree.append(second);
        tree.append(TreeHash.ofLeaf(tombstone.entry()));
        String checkpoint = log.sign(new Checkpoint(log.origin(), 3, tree.root()), NOON);
        return new ErasureReceipt(tombstone, new TlogProof(2, List.of(TreeHash.ofNode(first, second)), checkpoint));
    }

    /** All that a wallet holds which gave one consent and had another forgotten. */
    public static LedgerExport export(LogSigner log) {
        return export(log, "");
    }

    /** As {@link #export(LogSigner)}, where the consent has that neighbour in the log. */
    public static LedgerExport export(LogSigner log, String neighbour) {
        EphemeralKey person = EphemeralKey.generate();
        Opening opening = Opening.make(EventSignature.sign(given(person), person), new SecureRandom());
        ConsentReceipt receipt = receipt(opening, log, TreeHash.ofLeaf(neighbour.getBytes(StandardCharsets.UTF_8)));
        ErasureReceipt erasure = erasure(log);
        return new LedgerExport(NOON, List.of(new ExportedLog(log.identity(), erasure.proof().checkpoint())),
                List.of(new ExportedEntry("GIVEN", NOON, receipt.toJson(), "May the bakery …?",
                        Map.of("en", "Harbour Bakery"), "LEIXG-1", Map.of("en", "Keep your diploma on file")),
                        new ExportedEntry(ExportedEntry.FORGOTTEN, NOON, erasure.toJson(), "", Map.of(), "",
                                Map.of())),
                Optional.empty());
    }
}
