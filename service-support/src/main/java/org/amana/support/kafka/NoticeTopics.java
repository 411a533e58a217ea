package org.amana.support.kafka;

/** Where signed notices are published, beside the addresses of their recipients. */
public interface NoticeTopics {
    /** Without a broker. */
    NoticeTopics NONE = new NoticeTopics() {
        @Override
        public boolean has(String party) {
            return false;
        }

        @Override
        public void publish(String party, String notice, Runnable kept) {
            // nobody listens
        }
    };

    /** Whether that party has a topic. */
    boolean has(String party);

    /**
     * Hands a notice over and returns at once, whatever the broker does. It may never arrive: who needs to know waits for
     * {@code kept} and publishes again. A party without a topic gets nothing.
     *
     * @param party its id in the register
     * @param notice compact
     * @param kept runs, on another thread, when the broker has the notice on all replicas that are in step
     */
    void publish(String party, String notice, Runnable kept);
}
