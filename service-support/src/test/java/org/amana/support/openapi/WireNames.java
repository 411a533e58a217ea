package org.amana.support.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.NamingBase;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Says of records what Jackson 3 does with them, which springdoc's Jackson 2 cannot see: their naming strategy, trees as
 * free JSON, and which members are always there (all but {@code @Nullable} and optional ones).
 */
final class WireNames implements ModelConverter {
    private final JsonMapper json = JsonMapper.shared();

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
                                       Iterator<ModelConverter> chain) {
        Class<?> raw = raw(type);
        if (JsonNode.class.isAssignableFrom(raw)) {
            return raw == ArrayNode.class ? new ArraySchema().items(new Schema<>()) : new Schema<>();
        }
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (resolved != null && raw.isRecord()) {
            Schema<?> model = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels()
                            .get(resolved.get$ref().substring(Components.COMPONENTS_SCHEMAS_REF.length()));
            if (model != null && model.getProperties() != null && model.getRequired() == null) {
                rename(model, raw);
            }
        }
        return resolved;
    }

    private Class<?> raw(AnnotatedType type) {
        return type.getType() instanceof com.fasterxml.jackson.databind.JavaType known
                ? known.getRawClass()
                : json.constructType(type.getType()).getRawClass();
    }

    @SuppressWarnings("rawtypes") // as Schema itself declares its properties
    private static void rename(Schema<?> model, Class<?> type) {
        Map<String, Schema> renamed = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = wireName(component, type);
            Schema<?> schema = model.getProperties().getOrDefault(component.getName(), model.getProperties().get(name));
            if (schema == null) {
                continue;
            }
            renamed.put(name, schema);
            if (!isOptional(component)) {
                required.add(name);
            }
        }
        model.setProperties(renamed);
        model.setRequired(required);
    }

    private static String wireName(RecordComponent component, Class<?> type) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        JsonNaming naming = type.getAnnotation(JsonNaming.class);
        if (given != null && !given.value().isEmpty()) {
            return given.value();
        }
        return naming == null
                ? component.getName()
                : ((NamingBase) BeanUtils.instantiateClass(naming.value())).nameForField(null, null,
                        component.getName());
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getType() == Optional.class
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
