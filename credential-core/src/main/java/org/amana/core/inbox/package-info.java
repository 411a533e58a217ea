/**
 * A question that reaches a locked wallet: the person gives an office an address of their wallet and a key, signed with
 * the key of the consent that office has; the office writes there, sealed to that key. Both forms are Amana's own; what
 * is inside is the link of an ordinary request (OpenID4VP 1.0 section 5). Entry classes: {@link
 * org.amana.core.inbox.InboxGrant}, {@link org.amana.core.inbox.InboxQuestion}.
 */
@NullMarked
package org.amana.core.inbox;

import org.jspecify.annotations.NullMarked;
