/** What a person may see: every entry of one relation, asked for with the relation's own key and nothing else. */
@NullMarked
package org.amana.ledger.subject;

import org.jspecify.annotations.NullMarked;
