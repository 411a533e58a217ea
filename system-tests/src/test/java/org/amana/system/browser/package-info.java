/**
 * People and their browsers: Debian's Chromium, one context for each person. Entry class:
 * {@link org.amana.system.browser.Chromium}.
 */
@NullMarked
package org.amana.system.browser;

import org.jspecify.annotations.NullMarked;
