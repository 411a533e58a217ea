package org.amana.support.peer;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.amana.core.jose.Jwks;
import org.amana.core.json.StrictJson;
import org.amana.core.key.OwnerOnlyFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keys and roles of the services, one file each in {@code <trust>/services/}. Read per call, so that a removed or
 * replaced file counts at once.
 *
 * <pre>
 * services/wallet-service.jwk: {"kty":"EC","crv":"P-256","x":"…","y":"…","roles":["BLIND_WRITER","CONSENT_WRITER"]}
 * </pre>
 */
public final class ServiceDirectory {
    private static final int MAX_FILE_BYTES = 4_096;
    private final Path folder;

    /**
     * The directory in a trust folder.
     *
     * @param trustDir {@code amana.trust.dir}
     */
    public ServiceDirectory(Path trustDir) {
        this.folder = trustDir.resolve("services");
    }

    /** The entry of that service; empty for a name that is not listed. */
    Optional<Entry> find(String name) {
        if (!name.matches("[a-z][a-z-]{0,62}")) {
            return Optional.empty();
        }
        try {
            byte[] content = Files.readAllBytes(folder.resolve(name + ".jwk"));
            ObjectNode jwk = StrictJson.parseObject(content, MAX_FILE_BYTES);
            Set<ServiceRole> roles = EnumSet.noneOf(ServiceRole.class);
            for (JsonNode role : jwk.path("roles")) {
                roles.add(ServiceRole.valueOf(role.asString("")));
            }
            jwk.remove("roles");
            return Optional.of(new Entry(Jwks.parsePublicEcKey(jwk), new ServiceCaller(name, roles)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lists a service, replacing what was listed under its name. */
    public void list(String name, ECKey publicKey, Set<ServiceRole> roles) {
        ObjectNode jwk = Jwks.toJson(publicKey);
        var list = jwk.putArray("roles");
        roles.stream().sorted().forEach(role -> list.add(role.name()));
        OwnerOnlyFiles.createFolder(folder);
        OwnerOnlyFiles.writeReadable(folder.resolve(name + ".jwk"),
                StrictJson.write(jwk).getBytes(StandardCharsets.UTF_8));
    }

    /** True when that key is listed under that name. */
    boolean lists(String name, ECKey publicKey) {
        return find(name).filter(entry -> Jwks.thumbprint(entry.key()).equals(Jwks.thumbprint(publicKey))).isPresent();
    }

    /** True when the service of that name may do all of this. */
    boolean grants(String name, Set<ServiceRole> roles) {
        return find(name).filter(entry -> entry.caller().roles().containsAll(roles)).isPresent();
    }

    record Entry(ECKey key, ServiceCaller caller) {}
}
