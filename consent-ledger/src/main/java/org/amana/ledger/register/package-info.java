/** Parties, intended uses and who may issue what; registration certificates (ETSI TS 119 475 V1.2.1) and the signed trust list come from here; start at {@link org.amana.ledger.register.Register}. */
@NullMarked
package org.amana.ledger.register;

import org.jspecify.annotations.NullMarked;
