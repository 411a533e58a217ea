package org.amana.support.kafka;

/** A source that reads orders. */
public interface OrderTaker extends PairTaker {}
