/**
 * The Spring edge that every service shares: problem rendering (RFC 9457), page frame, outbound HTTP with a guard,
 * schema per service, staff accounts, calls between services. Enter at
 * {@link org.amana.support.launch.ServiceLauncher}; everything else arrives as auto-configuration.
 */
@NullMarked
package org.amana.support;

import org.jspecify.annotations.NullMarked;
