package org.amana.issuer.status;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.amana.core.problem.ProblemException;
import org.amana.core.status.StatusListToken;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.IssuerProblem;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /{authority}/status/{list}}: the whole list, never one person's entry (section 8.1). */
@RestController
class StatusListController {
    private final Authorities authorities;
    private final StatusPublications publications;

    StatusListController(Authorities authorities, StatusPublications publications) {
        this.authorities = authorities;
        this.publications = publications;
    }

    @GetMapping("/{authority}/status/{list:[0-9]{1,18}}")
    ResponseEntity<byte[]> list(@PathVariable String authority, @PathVariable long list, HttpServletRequest request)
            throws HttpMediaTypeNotAcceptableException {
        Authority issuer = authorities.require(authority);
        StatusPublication publication = publications.current(issuer, list)
                .orElseThrow(() -> new ProblemException(new IssuerProblem.NotFound("status list")));
        if (!acceptsJwt(request)) {
            throw new HttpMediaTypeNotAcceptableException(
                    List.of(MediaType.parseMediaType(StatusListToken.MEDIA_TYPE)));
        }
        boolean gzip = header(request, HttpHeaders.ACCEPT_ENCODING).contains("gzip");
        String entityTag = gzip ? publication.entityTag().replaceFirst("\"$", "-gz\"") : publication.entityTag();
        var answer = ResponseEntity.status(matches(request, entityTag) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(entityTag)
                .cacheControl(CacheControl.maxAge(publication.freshFor()).cachePublic())
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding")
                // verifiers in browsers may read it: it is public and carries no cookie (section 11.4)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin");
        if (matches(request, entityTag)) {
            return answer.build();
        }
        byte[] body = publication.token().getBytes(StandardCharsets.US_ASCII);
        answer.contentType(MediaType.parseMediaType(StatusListToken.MEDIA_TYPE));
        return gzip ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(gzip(body)) : answer.body(body);
    }

    private static boolean acceptsJwt(HttpServletRequest request) {
        String accept = header(request, HttpHeaders.ACCEPT);
        return accept.isEmpty() || accept.contains("*/*") || accept.contains("application/*")
                || accept.contains(StatusListToken.MEDIA_TYPE);
    }

    private static boolean matches(HttpServletRequest request, String entityTag) {
        return header(request, HttpHeaders.IF_NONE_MATCH).contains(entityTag.toLowerCase(Locale.ROOT));
    }

    private static String header(HttpServletRequest request, String name) {
        return String.join(",", Collections.list(request.getHeaders(name))).toLowerCase(Locale.ROOT);
    }

    private static byte[] gzip(byte[] body) {
        try (var bytes = new ByteArrayOutputStream(body.length)) {
            try (var zip = new GZIPOutputStream(bytes)) {
                zip.write(body);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
