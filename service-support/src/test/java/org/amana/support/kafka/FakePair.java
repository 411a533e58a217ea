package org.amana.support.kafka;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Both ends of a pair, which keep what they hear; either may fail. */
final class FakePair {
    /** An answer that only says that answers are heard. */
    static final String PROBE = "probe";
    final List<String> orders = new CopyOnWriteArrayList<>();
    final List<String> answers = new CopyOnWriteArrayList<>();
    volatile Consumer<String> before = _ -> {};
    volatile boolean hears;

    OrderTaker source() {
        return new Source();
    }

    AnswerTaker requester() {
        return new Requester();
    }

    private final class Source implements OrderTaker {
        @Override
        public boolean isHere(OrderPair pair) {
            return true;
        }

        @Override
        public int maxBytes() {
            return 360_448;
        }

        @Override
        public void take(OrderPair pair, String message) {
            before.accept(message);
            orders.add(message);
        }
    }

    private final class Requester implements AnswerTaker {
        @Override
        public boolean isHere(OrderPair pair) {
            return true;
        }

        @Override
        public int maxBytes() {
            return 1_048_832;
        }

        @Override
        public void take(OrderPair pair, String message) {
            if (message.equals(PROBE)) {
                hears = true;
                return;
            }
            before.accept(message);
            answers.add(message);
        }
    }
}
