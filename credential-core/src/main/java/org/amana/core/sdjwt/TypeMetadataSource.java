package org.amana.core.sdjwt;

import java.util.Optional;

/**
 * Where the bytes of type metadata come from (SD-JWT VC section 4.3): the schemas of this house, or a registry
 * elsewhere. An implementation that calls out does so through the guarded client.
 */
@FunctionalInterface
public interface TypeMetadataSource {
    /** The document of that {@code vct}, exactly as published; empty when the type is not known here. */
    Optional<byte[]> document(String vct);

    /** The types in {@code schemas}. */
    static TypeMetadataSource ofSchemas() {
        return vct -> org.amana.schemas.Schemas.byVct(vct)
                .map(type -> type.typeMetadata().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
