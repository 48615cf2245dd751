package dev.dunlin.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import kafka.server.BrokerServer;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfig;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.controller.Controller;
import org.apache.kafka.controller.ControllerRequestContext;

/**
 * The topics a broker keeps its own state in. Kafka makes them when the first client asks, and that
 * client then waits out a retry: more than two seconds for a share group.
 */
final class InternalTopics {
    private final BrokerServer broker;
    private final Controller controller;

    InternalTopics(BrokerServer broker, Controller controller) {
        this.broker = broker;
        this.controller = controller;
    }

    void createMissing() throws Exception {
        var missing = new CreateTopicsRequestData();
        add(missing, Topic.GROUP_METADATA_TOPIC_NAME, groups());
        add(missing, Topic.SHARE_GROUP_STATE_TOPIC_NAME, shares());
        add(missing, Topic.TRANSACTION_STATE_TOPIC_NAME, transactions());
        if (missing.topics().isEmpty()) {
            return;
        }
        var names = missing.topics().stream().map(CreatableTopic::name).toList();
        var context = new ControllerRequestContext(new LocalRequest(), OptionalLong.empty());
        var created =
                controller
                        .createTopics(context, missing, Set.copyOf(names), false)
                        .get(30, SECONDS);
        for (var topic : created.topics()) {
            var error = Errors.forCode(topic.errorCode());
            if (error != Errors.NONE && !(error.exception() instanceof TopicExistsException)) {
                throw error.exception();
            }
        }
    }

    private Properties groups() {
        return broker.groupCoordinator().groupMetadataTopicConfigs();
    }

    private Properties shares() {
        return broker.shareCoordinator().shareGroupStateTopicConfigs();
    }

    private Properties transactions() {
        return broker.transactionCoordinator().transactionTopicConfigs();
    }

    private void add(CreateTopicsRequestData missing, String name, Properties settings) {
        if (broker.metadataCache().contains(name)) {
            return;
        }
        var topic =
                new CreatableTopic()
                        .setName(name)
                        .setNumPartitions(1)
                        .setReplicationFactor((short) 1);
        settings.forEach(
                (key, value) ->
                        topic.configs()
                                .add(
                                        new CreatableTopicConfig()
                                                .setName(key.toString())
                                                .setValue(value.toString())));
        missing.topics().add(topic);
    }
}
