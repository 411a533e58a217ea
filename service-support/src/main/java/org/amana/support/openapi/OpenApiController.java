package org.amana.support.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amana.support.settings.AmanaProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /openapi.json}: every JSON endpoint of this service, for everyone to read. Only the address of the server is
 * put in here; the file is read when it is first asked for.
 *
 * <pre>
 * {"openapi":"3.1.0","info":{"title":"…","version":"…"},"servers":[{"url":"https://issuer.example"}],"paths":{…}}
 * </pre>
 */
@RestController
class OpenApiController {
    static final String PATH = "/openapi.json";
    private static final Duration FRESH_FOR = Duration.ofMinutes(5);
    private final SingletonSupplier<String> document;

    OpenApiController(AmanaProperties amana) {
        this.document = SingletonSupplier.of(() -> read(amana.service().module(), amana.baseUrl()));
    }

    @GetMapping(PATH)
    ResponseEntity<String> document() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(FRESH_FOR).cachePublic())
                // tools in browsers may read it: it is public and carries no cookie
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .contentType(MediaType.APPLICATION_JSON)
                .body(document.obtain());
    }

    private static String read(String module, URI baseUrl) {
        JsonMapper json = JsonMapper.shared();
        try (InputStream file = new ClassPathResource(module + PATH).getInputStream()) {
            ObjectNode document = json.readValue(file, ObjectNode.class);
            document.set("servers", json.valueToTree(List.of(Map.of("url", baseUrl.toString()))));
            return json.writeValueAsString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
