package org.amana.node.backup;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.amana.core.note.LogFiles;
import org.amana.node.backup.BackupFailure.Reason;

/**
 * Where an administrator says a copy of the log or a checkpoint lies: a folder or file, or an address on the web, which is
 * asked without following redirects. Nothing of it is believed unverified.
 *
 * @param place as it was typed
 */
record LogPlace(String place) implements LogFiles {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private boolean isAddress() {
        return place.startsWith("https://") || place.startsWith("http://");
    }

    /** One file below it. */
    @Override
    public Optional<byte[]> read(String path, int maxBytes) {
        return isAddress()
                ? fetch(place.endsWith("/") ? place + path : place + "/" + path, maxBytes)
                : file(Path.of(place).resolve(path), maxBytes);
    }

    /**
     * What lies at the place itself.
     *
     * @throws BackupFailure when there is nothing
     */
    byte[] content(int maxBytes) {
        return (isAddress() ? fetch(place, maxBytes) : file(Path.of(place), maxBytes))
                .orElseThrow(() -> new BackupFailure(Reason.UNREACHABLE, place + " does not exist."));
    }

    private static Optional<byte[]> file(Path file, int maxBytes) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(bounded(in, file.toString(), maxBytes));
        } catch (IOException e) {
            throw BackupFailure.reading(file, e);
        }
    }

    private static Optional<byte[]> fetch(String address, int maxBytes) {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return switch (answer.statusCode()) {
                    case 200 -> Optional.of(bounded(body, address, maxBytes));
                    case 404 -> Optional.empty();
                    default -> throw new BackupFailure(Reason.UNREACHABLE,
                            address + " answered " + answer.statusCode() + ".");
                };
            }
        } catch (IllegalArgumentException e) {
            throw new BackupFailure(Reason.UNREACHABLE, address + " is no address.", e);
        } catch (IOException e) {
            throw new BackupFailure(Reason.UNREACHABLE, address + " cannot be reached.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupFailure(Reason.UNREACHABLE, address + " was not read: interrupted.", e);
        }
    }

    private static byte[] bounded(InputStream in, String name, int maxBytes) throws IOException {
        byte[] content = in.readNBytes(maxBytes + 1);
        if (content.length > maxBytes) {
            throw new BackupFailure(Reason.BAD_COPY, name + " is larger than " + maxBytes + " bytes.");
        }
        return content;
    }
}
