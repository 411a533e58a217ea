/**
 * Who decides for people under age: from when on somebody is of age ({@link org.amana.core.guardian.Majority}), and what
 * the card of a guardian says ({@link org.amana.core.guardian.GuardianMandate}).
 */
@NullMarked
package org.amana.core.guardian;

import org.jspecify.annotations.NullMarked;
