/**
 * What ever happened with this wallet, without a single value: when, who, which types and claim names, why. It outlives
 * the cards; only the person deletes an entry. Entry class: {@link org.amana.wallet.history.History}.
 *
 * <pre>
 * GET    /api/v1/history -> [{"id","at","kind":"issued|presented|refused|failed|deleted|consented|withdrawn|erased|forgotten|asked_to_erase|asked_to_correct|answered",
 *                             "party"?:{"name","identifier","country"?,"registrar"?,"erasure_contact"?,"supervisor"?},
 *                             "cards":[{"vct","name","claims":[labels]}],"purpose"?,"legal_basis":[…],"law_reference"?,
 *                             "retention"?,"reason"?,"shared":bool,"receipt"?:"id","index"?:7}]     newest first
 * DELETE /api/v1/history/{id} -> 204
 * </pre>
 */
@NullMarked
package org.amana.wallet.history;

import org.jspecify.annotations.NullMarked;
