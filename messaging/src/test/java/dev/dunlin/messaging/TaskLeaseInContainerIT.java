package dev.dunlin.messaging;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("dev.dunlin.messaging.ContainerBroker#available")
class TaskLeaseInContainerIT extends TaskLeaseScenario {

    @Override
    KafkaCluster cluster() {
        return ContainerBroker.shared();
    }
}
