/**
 * The optional Kafka transport: signed notices to recipients that have a topic, and encrypted orders with their answers
 * between a requester and a source that have two. The broker is never trusted; what comes
 * from it is verified by the code that verifies what comes over HTTP. Off unless {@code amana.kafka.brokers} is set. Enter
 * at {@link org.amana.support.kafka.NoticeTopics} and {@link org.amana.support.kafka.NoticeTaker}, for orders at {@link
 * org.amana.support.kafka.OrderTopics}, {@link org.amana.support.kafka.OrderTaker} and {@link
 * org.amana.support.kafka.AnswerTaker}.
 */
@NullMarked
package org.amana.support.kafka;

import org.jspecify.annotations.NullMarked;
