package dev.dunlin.messaging;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("dev.dunlin.messaging.ContainerBroker#available")
class JobOwnerInContainerIT extends JobOwnerScenario {

    @Override
    KafkaCluster cluster() {
        return ContainerBroker.shared();
    }
}
