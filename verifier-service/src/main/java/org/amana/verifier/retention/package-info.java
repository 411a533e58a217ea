/**
 * What is kept by consent: stored only under a proved GIVEN entry, erased when the consent is withdrawn (GDPR
 * Article 7(3), 17(1)(b)) or its time is over (Article 5(1)(e)), and confirmed to the ledger until it
 * acknowledges. Start at {@link org.amana.verifier.retention.KeepDiploma}.
 */
@NullMarked
package org.amana.verifier.retention;

import org.jspecify.annotations.NullMarked;
