/**
 * Witnesses of a log and what they catch (C2SP tlog-witness, tlog-policy): the request for a cosignature, the rule
 * of who must have cosigned, and the proof that a log showed two histories. Entry: {@link TrustPolicy}.
 */
@org.jspecify.annotations.NullMarked
package org.amana.core.witness;
