package org.amana.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks up credential types by name or {@code vct}, code lists, and the profile of consent records. A new type is a folder beside the others and a line in
 * {@code index.txt}, a new code list a file and a line in {@code codes/index.txt}; neither needs Java.
 */
public final class Schemas {
    private static final List<CredentialType> TYPES = read("index.txt").lines().map(Schemas::load).toList();
    private static final Map<String, CodeList> CODE_LISTS = read("codes/index.txt").lines()
            .collect(
                    Collectors.toUnmodifiableMap(name -> name, name -> CodeList.parse(read("codes/" + name + ".tsv"))));

    private Schemas() {}

    /** Every type, in the order of the index. */
    public static List<CredentialType> types() {
        return TYPES;
    }

    /**
     * The type of that name, such as {@code right-to-work}.
     *
     * @throws IllegalArgumentException when there is none; names that come from outside go through {@link #find}
     */
    public static CredentialType type(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no credential type is named " + name));
    }

    /** The type of that name or credential configuration id, if there is one. */
    public static Optional<CredentialType> find(String name) {
        return TYPES.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** The type with that {@code vct}, if there is one. */
    public static Optional<CredentialType> byVct(String vct) {
        return TYPES.stream().filter(type -> type.vct().equals(vct)).findFirst();
    }

    /** The {@code vct#integrity} value for that {@code vct}, if the type is known. */
    public static Optional<String> integrity(String vct) {
        return byVct(vct).map(CredentialType::integrity);
    }

    /** The code list of that name, as the schema of a claim names it, if there is one. */
    public static Optional<CodeList> codeList(String name) {
        return Optional.ofNullable(CODE_LISTS.get(name));
    }

    /** How consent is recorded. */
    public static ConsentProfile consentProfile() {
        return new ConsentProfile(read("consent/event.schema.json"), read("consent/receipt.schema.json"),
                read("consent/context.jsonld"), read("consent/shapes.ttl"), read("consent/rulebook.md"));
    }

    private static CredentialType load(String name) {
        return new CredentialType(name, read(name + "/type-metadata.json"), read(name + "/claims.schema.json"),
                read(name + "/issuance.json"), read(name + "/rulebook.md"));
    }

    private static String read(String path) {
        try (InputStream in = Schemas.class.getResourceAsStream("/schemas/" + path)) {
            if (in == null)
                throw new IllegalStateException("the schemas jar lacks " + path);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
