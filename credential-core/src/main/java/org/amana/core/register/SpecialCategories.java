package org.amana.core.register;

import java.util.List;
import java.util.Set;

/** Types of credential whose content is, or shows, what GDPR Art. 9(1) protects: each needs a ground of Art. 9(2) too. */
public final class SpecialCategories {
    /** Last part of the type's name. */
    private static final Set<String> TYPES = Set.of("age-assessment", "health", "protection-status", "vulnerability");
    private static final String GROUND = "eu-gdpr:A9-2-";

    private SpecialCategories() {}

    /** True when one of these is of such a type. */
    public static boolean areIn(List<CredentialCategory> categories) {
        return categories.stream()
                .map(category -> category.vct().substring(category.vct().lastIndexOf('/') + 1))
                .anyMatch(TYPES::contains);
    }

    /** True when a ground of Art. 9(2) stands among these. */
    public static boolean areAllowedBy(List<String> legalBasis) {
        return legalBasis.stream().anyMatch(term -> term.startsWith(GROUND));
    }
}
