/** Policies, requests to witnesses and proofs of forks, and what must be refused of each. */
@org.jspecify.annotations.NullMarked
package org.amana.core.witness;
