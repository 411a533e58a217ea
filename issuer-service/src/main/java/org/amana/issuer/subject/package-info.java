/**
 * Whom a request for a release is about: the person who showed a card of this authority to the requester. Enter at
 * {@link org.amana.issuer.subject.FindSubject}.
 */
@NullMarked
package org.amana.issuer.subject;

import org.jspecify.annotations.NullMarked;
