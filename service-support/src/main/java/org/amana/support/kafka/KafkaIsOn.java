package org.amana.support.kafka;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Brokers are named. Otherwise no class of Kafka or of its Camel component is loaded. */
final class KafkaIsOn implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !Binder.get(context.getEnvironment())
                .bind("amana.kafka.brokers", Bindable.listOf(String.class))
                .orElse(List.of())
                .isEmpty();
    }
}
