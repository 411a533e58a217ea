package org.amana.issuer;

import org.amana.support.kafka.NoticeTopics;

/** What nobody may write elsewhere than where notices and orders are taken. */
public final class PlantedListener {
    boolean hears(NoticeTopics topics) {
        return topics.has("somebody");
    }
}
