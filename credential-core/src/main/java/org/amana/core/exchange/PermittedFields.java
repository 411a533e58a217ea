package org.amana.core.exchange;

import java.util.ArrayList;
import java.util.List;
import org.amana.core.json.StrictJson;
import org.amana.core.register.CredentialCategory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What of a record may leave: the claims of one type that some category names, and nothing else. */
public final class PermittedFields {
    private final List<CredentialCategory> categories;

    /** @param permitted categories of any types */
    public PermittedFields(String vct, List<CredentialCategory> permitted) {
        this.categories = permitted.stream().filter(category -> category.vct().equals(vct)).toList();
    }

    /** A copy with the permitted members alone; what is not there cannot leave. */
    public ObjectNode of(ObjectNode claims) {
        return filtered(claims, List.of());
    }

    /** True when every member is permitted. */
    public boolean cover(ObjectNode claims) {
        return of(claims).equals(claims);
    }

    private ObjectNode filtered(ObjectNode object, List<String> above) {
        ObjectNode kept = StrictJson.object();
        object.properties().forEach(member -> {
            List<String> path = new ArrayList<>(above);
            path.add(member.getKey());
            JsonNode value = member.getValue();
            if (categories.stream().anyMatch(category -> category.covers(path))) {
                kept.set(member.getKey(), value.deepCopy());
            } else if (value instanceof ObjectNode nested) {
                ObjectNode inner = filtered(nested, path);
                if (!inner.isEmpty()) {
                    kept.set(member.getKey(), inner);
                }
            }
        });
        return kept;
    }
}
