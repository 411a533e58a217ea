/**
 * Crashes, outages, wrong starts and wrong input, tried on the packaged node over its published APIs: each is answered
 * with a sentence, and nothing is lost or done twice. Entry class: {@link org.amana.system.fault.KilledNodeIT}.
 */
@NullMarked
package org.amana.system.fault;

import org.jspecify.annotations.NullMarked;
