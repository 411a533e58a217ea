package org.amana.support.kafka;

import java.util.List;
import org.amana.support.web.ProblemMapping;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The settings always, so that nonsense is refused; what connects to a broker only where brokers are named. */
@AutoConfiguration
@EnableConfigurationProperties(KafkaProperties.class)
class KafkaAutoConfiguration {

    /** A service that neither tells nor hears notices does not bring the component. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(KafkaIsOn.class)
    @ConditionalOnClass(name = "org.apache.camel.component.kafka.KafkaComponent")
    static class On {
        /** Made where somebody publishes. */
        @Bean
        @Lazy
        KafkaNotices kafkaNotices(KafkaProperties settings) throws Exception {
            return new KafkaNotices(settings);
        }

        @Bean
        NoticeConsumers noticeConsumers(KafkaProperties settings, ObjectProvider<NoticeTaker> takers,
                                        List<ProblemMapping> mappings)
                throws Exception {
            return new NoticeConsumers(settings, takers.orderedStream().toList(), mappings);
        }

        /** Made where somebody asks or answers. */
        @Bean
        @Lazy
        KafkaOrders kafkaOrders(KafkaProperties settings) {
            return new KafkaOrders(settings);
        }

        @Bean
        OrderConsumers orderConsumers(KafkaProperties settings, ObjectProvider<OrderTaker> sources,
                                      ObjectProvider<AnswerTaker> requesters)
                throws Exception {
            return new OrderConsumers(settings, sources.orderedStream().toList(), requesters.orderedStream().toList());
        }
    }
}
