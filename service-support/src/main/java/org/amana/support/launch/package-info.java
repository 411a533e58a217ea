/**
 * Starts one service as an application context of its own, alone or beside others in one process; enter at
 * {@link org.amana.support.launch.ServiceLauncher}.
 */
@NullMarked
package org.amana.support.launch;

import org.jspecify.annotations.NullMarked;
