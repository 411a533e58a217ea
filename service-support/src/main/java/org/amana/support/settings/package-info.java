/**
 * The configuration every service shares, prefix {@code amana}, and the ports to time, randomness and keys; enter at
 * {@link org.amana.support.settings.AmanaProperties}.
 */
@NullMarked
package org.amana.support.settings;

import org.jspecify.annotations.NullMarked;
