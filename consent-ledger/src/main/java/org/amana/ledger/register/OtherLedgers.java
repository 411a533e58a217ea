package org.amana.ledger.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.amana.core.json.StrictJson;
import org.amana.core.note.SignatureType;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ledgers of other nodes that the operator trusts, one file each in {@code <trust>/ledgers/}. The other operator hands the
 * file over; nobody who calls can add one. Read per call, so that a removed file counts at once.
 */
final class OtherLedgers {
    private static final Logger LOG = LoggerFactory.getLogger(OtherLedgers.class);
    private static final int MAX_BYTES = 64 * 1024;
    private final Path folder;

    OtherLedgers(Path trustDir) {
        this.folder = trustDir.resolve("ledgers");
    }

    /**
     * Those that can be read and contradict neither this ledger nor one another.
     *
     * @param own what this ledger says of itself
     */
    List<TrustedLedger> beside(TrustedLedger own) {
        var taken = new ArrayList<TrustedLedger>();
        Set<String> names = new HashSet<>(Set.of(own.baseUrl(), own.log().origin()));
        Set<String> kept = new HashSet<>(own.keeps());
        for (Path file : files()) {
            Optional<TrustedLedger> read = read(file);
            if (read.isEmpty()) {
                continue;
            }
            TrustedLedger ledger = read.get();
            if (names.contains(ledger.baseUrl()) || names.contains(ledger.log().origin())
                    || ledger.keeps().stream().anyMatch(kept::contains)) {
                LOG.warn("{} is not trusted: another ledger has its address, its log or one of its issuers", file);
                continue;
            }
            names.addAll(List.of(ledger.baseUrl(), ledger.log().origin()));
            kept.addAll(ledger.keeps());
            taken.add(ledger);
        }
        return List.copyOf(taken);
    }

    private static Optional<TrustedLedger> read(Path file) {
        try {
            TrustedLedger ledger = TrustedLedger.parse(StrictJson.parseObject(Files.readAllBytes(file), MAX_BYTES));
            if (signsTwice(ledger)) {
                return Optional.of(ledger);
            }
            LOG.warn("{} is not trusted: a log has an Ed25519 and an ML-DSA-44 key", file);
            return Optional.empty();
        } catch (ProblemException e) {
            LOG.warn("{} is not trusted: {}", file, e.problem().detail());
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean signsTwice(TrustedLedger ledger) {
        return Stream.of(SignatureType.ED25519, SignatureType.ML_DSA_44)
                .allMatch(type -> ledger.log().keys().stream().anyMatch(key -> key.type() == type));
    }

    private List<Path> files() {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.json")) {
            all.forEach(files::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }
}
