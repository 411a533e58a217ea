/**
 * What a person asks of parties by right (GDPR Art. 17), how long they have, what they answered, and the complaint where
 * they do not. Entry class: {@link org.amana.wallet.rights.Rights}.
 *
 * <pre>
 * POST /api/v1/consents/{record}/erasure -> {"id","wish":"erasure","record","party":{"name","identifier","erasure_contact"?},
 *                                            "purpose","asked_at","last_day","delivered":bool,
 *                                            "state":"running|soon|overdue|answered|answered_late",
 *                                            "outcome"?:"erased|refused_claims|…","answered_at"?,"can_complain":bool,"supervisor"?:{"name","uri"?,"email"?,"phone"?}}
 * GET  /api/v1/rights -> [as above]                                                       newest first
 * GET  /api/v1/rights/{id}/complaint -> {"type":"https://amana.example/rights/complaint/v1","receipts":[…],…}
 * </pre>
 */
@NullMarked
package org.amana.wallet.rights;

import org.jspecify.annotations.NullMarked;
