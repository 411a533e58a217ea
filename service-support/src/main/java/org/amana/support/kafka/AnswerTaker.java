package org.amana.support.kafka;

/** A requester that reads answers: each instance all of them. */
public interface AnswerTaker extends PairTaker {}
