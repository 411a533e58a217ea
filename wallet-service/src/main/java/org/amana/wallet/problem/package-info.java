/**
 * How the wallet says no: every refusal is a {@link org.amana.wallet.problem.WalletProblem}, answered as RFC 9457 problem
 * details in the holder's language, always with what to do next and whether anything was shared. Entry class:
 * {@link org.amana.wallet.problem.WalletProblemAnswers}.
 *
 * <pre>
 * HTTP/1.1 422
 * Content-Type: application/problem+json
 * {"type":"urn:amana:problem:over_asking","title":"…","status":422,"detail":"… Nothing was shared.",
 *  "reason":"over_asking","shared":false,"next":"…","code":"7K3F-Q2M9"}
 * </pre>
 */
@NullMarked
package org.amana.wallet.problem;

import org.jspecify.annotations.NullMarked;
