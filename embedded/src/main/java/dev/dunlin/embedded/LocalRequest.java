package dev.dunlin.embedded;

import java.net.InetAddress;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;

/** The context of a call we make to our own broker's coordinator without a connection. */
final class LocalRequest implements AuthorizableRequestContext {
    @Override
    public String listenerName() {
        return BrokerSettings.CLIENT_LISTENER;
    }

    @Override
    public SecurityProtocol securityProtocol() {
        return SecurityProtocol.PLAINTEXT;
    }

    @Override
    public KafkaPrincipal principal() {
        return KafkaPrincipal.ANONYMOUS;
    }

    @Override
    public InetAddress clientAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public int requestType() {
        return ApiKeys.CONSUMER_GROUP_HEARTBEAT.id;
    }

    @Override
    public int requestVersion() {
        return ApiKeys.CONSUMER_GROUP_HEARTBEAT.latestVersion();
    }

    @Override
    public String clientId() {
        return "embedded-broker";
    }

    @Override
    public int correlationId() {
        return 0;
    }
}
