package dev.dunlin.messaging;

import dev.dunlin.testkit.TestBroker;

class JobOwnerIT extends JobOwnerScenario {

    @Override
    KafkaCluster cluster() {
        return KafkaCluster.at(TestBroker.shared().bootstrapServers());
    }
}
