/**
 * What the person decided, and the proof of it: pairwise relation keys, entries in the consent ledger, receipts,
 * consents that can be taken back with one tap, and the state of erasure. Entry classes:
 * {@link org.amana.wallet.consent.LedgerEntries} (nothing is released before it returned),
 * {@link org.amana.wallet.consent.Consents}.
 *
 * <pre>
 * GET  /api/v1/consents -> [{"record","recipient":{"name","identifier","country"?},"purpose","legal_basis":[…],
 *                            "retention"?,"cards":[{"vct","name","claims":[labels]}],"at","state":"given|suspended|in_doubt|ended|refused|withdrawn",
 *                            "can_withdraw":bool,"can_forget":bool,"erasure":"none|asked|confirmed|overdue|unknown","erased_at"?,"receipt",
 *                            "delivery":{"source","identifier","country"?,"until","every"?}?,
 *                            "guardian":{"state":"waiting|agreed|refused|withdrawn|ended|unknown","until"?}?,
 *                            "ward":{"state":"given|waiting|refused|withdrawn|suspended|unknown",
 *                                    "entries":[{"kind":"permit|deny|delivered|failed","at","index","reason"?}]}?,
 *                            "can_reaffirm":bool,"suspended_at"?}]
 * POST /api/v1/consents/{record}/reaffirm -> the same shape, one
 * POST /api/v1/consents/{record}/withdraw -> the same shape, one
 * GET  /api/v1/entries -> {"complete":bool,"returned":count,"forked":bool,"entries":[{"receipt":id,"kind","at","party"?,"purpose"?,"until"?,"ended":bool,"in_doubt":bool,
 *                                                     "index","log","source"?,"what":[{"vct","name","claims":[labels]}],
 *                                                     "reason"?,"brought":bool,"represented":"guardian|ward|of_age"?,
 *                                                     "law"?:{"record","basis":[…],"reference","objectable":bool,"words"?,"due"?}}]}
 * POST /api/v1/entries/{record}/object {"words"?} -> 204
 * POST /api/v1/entries/export {"words"?} -> {LedgerExport}
 * POST /api/v1/entries/import {"file":{LedgerExport},"words"?}
 *                   -> {"taken","known","logs":[{"name","voucher":"trust_list|file"}],"keys":"none|closed|usable|kept"}
 * GET  /api/v1/receipts/{id} -> {"id","kind","at","index","notice","receipt":{ConsentReceipt},
 *                                "proof":{"log","keys","voucher","holds":bool,"tree_size","findings":[words]}}
 * </pre>
 */
@NullMarked
package org.amana.wallet.consent;

import org.jspecify.annotations.NullMarked;
