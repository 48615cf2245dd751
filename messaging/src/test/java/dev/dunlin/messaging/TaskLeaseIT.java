package dev.dunlin.messaging;

import dev.dunlin.testkit.TestBroker;

class TaskLeaseIT extends TaskLeaseScenario {

    @Override
    KafkaCluster cluster() {
        return KafkaCluster.at(TestBroker.shared().bootstrapServers());
    }
}
