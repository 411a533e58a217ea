/** A Kafka broker for tests. */
@NullMarked
package org.amana.support.broker;

import org.jspecify.annotations.NullMarked;
