/**
 * Questions that go to a person's wallet instead of being shown as a QR code, at an address that the person gave for it
 * (decision 0162). Start at {@link org.amana.verifier.inbox.AskByInbox}.
 */
@NullMarked
package org.amana.verifier.inbox;

import org.jspecify.annotations.NullMarked;
