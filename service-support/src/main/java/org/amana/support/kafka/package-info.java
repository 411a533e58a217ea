/**
 * The optional Kafka transport: signed notices to recipients that have a topic. The broker is never trusted; what comes
 * from it is verified by the code that verifies what comes over HTTP. Off unless {@code amana.kafka.brokers} is set. Enter
 * at {@link org.amana.support.kafka.NoticeTopics} and {@link org.amana.support.kafka.NoticeTaker}.
 */
@NullMarked
package org.amana.support.kafka;

import org.jspecify.annotations.NullMarked;
