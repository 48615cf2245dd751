package dev.dunlin.messaging;

import dev.dunlin.testkit.TestBroker;

class TaskQueueIT extends TaskQueueScenario {

    @Override
    KafkaCluster cluster() {
        return KafkaCluster.at(TestBroker.shared().bootstrapServers());
    }
}
