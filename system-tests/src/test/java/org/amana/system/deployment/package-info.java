/**
 * Starts what the journeys drive, as its user would: the packaged jars, as processes of their own.
 * Entry class: {@link org.amana.system.deployment.Deployment}.
 */
@NullMarked
package org.amana.system.deployment;

import org.jspecify.annotations.NullMarked;
